import { Field, ID, ObjectType } from '@nestjs/graphql';
import { CentimesScalaire, InstantScalaire } from '@tdt/socle';

@ObjectType('FinancementPublie', { description: 'Part d’une personne publique dans un projet retenu.' })
export class FinancementPublieType {
  @Field(() => ID, { description: 'Identifiant du financeur.' }) financeurId!: string;
  @Field(() => String, { description: 'Financeur.' }) financeur!: string;
  @Field(() => CentimesScalaire, { description: 'Montant voté par la conférence.' }) montant!: bigint;
}

@ObjectType('ProjetRetenu', {
  description:
    'Projet dont la conférence a adopté le plan de financement, après proclamation. Le mécénat, privé, n’y figure pas.',
})
export class ProjetRetenuType {
  @Field(() => ID, { description: 'Identifiant de la candidature.' }) id!: string;
  @Field(() => String, { description: 'Titre du projet.' }) titre!: string;
  @Field(() => String, { description: 'Porteur.' }) porteur!: string;
  @Field(() => InstantScalaire, { description: 'Proclamation du vote.' }) proclameLe!: Date;
  @Field(() => [FinancementPublieType], { description: 'Financements publics, du plus élevé au plus faible.' })
  financements!: FinancementPublieType[];
}
