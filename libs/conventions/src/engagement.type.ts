import { Field, ID, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { PartType } from '@tdt/conference';
import { LIBELLES_TYPE_ACTE, TYPES_ACTE, type Jour } from '@tdt/domaine';
import { CentimesScalaire, enumeration, InstantScalaire, JourScalaire, Lisible } from '@tdt/socle';
import { Engagement, SENS_ENGAGEMENT } from './engagement.entity.js';

export const TypeActeEnum = enumeration('TypeActe', 'Forme de l’acte.', TYPES_ACTE, LIBELLES_TYPE_ACTE);
export const SensEngagementEnum = enumeration(
  'SensEngagement',
  'L’acte engage la part, la retire, ou la change par avenant.',
  SENS_ENGAGEMENT,
  { ENGAGEMENT: 'Engage la part', RETRAIT: 'Retire la part engagée', AVENANT: 'Change la part par avenant' },
);

@ObjectType('Engagement', {
  description: 'Acte d’un financeur sur sa propre part : la seconde clé, après le vote de la conférence (R24).',
})
@Lisible({ nom: 'Engagement', entite: () => Engagement, herite: 'part', ordre: 'enregistreLe' })
export class EngagementType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => PartType, { description: 'Part engagée.' }) part!: PartType;
  @Field(() => OrganismeType, { description: 'Financeur, seul à pouvoir engager sa part.' })
  financeur!: OrganismeType;
  @Field(() => SensEngagementEnum, { description: 'Engage, retire ou change.' }) sens!: string;
  @Field(() => TypeActeEnum, { description: 'Forme de l’acte.' }) typeActe!: string;
  @Field(() => String, { description: 'Numéro de l’acte.' }) numero!: string;
  @Field(() => JourScalaire, { description: 'Date de l’acte.' }) dateActe!: Jour;
  @Field(() => String, { description: 'Signataire.' }) signataireNom!: string;
  @Field(() => String, { description: 'Qualité du signataire.' }) signataireQualite!: string;
  @Field(() => JourScalaire, { nullable: true, description: 'Transmission au contrôle de légalité.' })
  transmisLe!: Jour | null;
  @Field(() => CentimesScalaire, { description: 'Montant que porte l’acte.' }) montant!: bigint;
  @Field(() => [String], { description: 'Ce qui a été signalé à l’enregistrement, sans l’empêcher.' })
  avertissements!: string[];
  @Field(() => InstantScalaire, { description: 'Enregistrement sur la plateforme.' }) enregistreLe!: Date;
}
