import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { CentimesScalaire, connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { AppelAProjetsType } from './appel-a-projets.type.js';
import { Enveloppe } from './enveloppe.entity.js';

export const TypeCreditEnum = enumeration('TypeCredit', 'Nature des crédits.', ['UNIQUE', 'AE', 'CP'] as const, {
  UNIQUE: 'Crédits sans distinction',
  AE: 'Autorisations d’engagement',
  CP: 'Crédits de paiement',
});
export const StatutEnveloppeEnum = enumeration(
  'StatutEnveloppe',
  'Une enveloppe gelée ou close n’accepte plus de vote.',
  ['OUVERTE', 'GELEE', 'CLOSE'] as const,
);

const solde = (nature: string) => (a: string) =>
  `select coalesce(sum(c.solde), 0)::text from compte c where c.enveloppe_id = ${a}.id and c.nature = '${nature}'`;

@ObjectType('Enveloppe', {
  description: 'Crédits d’un financeur pour un dispositif. Ses montants sont ceux de son grand livre.',
})
@Lisible({
  nom: 'Enveloppe',
  entite: () => Enveloppe,
  action: 'lireEnveloppe',
  liens: { organisme: (a, p) => `${a}.financeur_id = ${p}`, appel: (a, p) => `${a}.appel_id = ${p}` },
  ordre: 'creeeLe',
  tris: { CREEE_LE: { colonne: 'creeeLe', sens: 'DESC' } },
  filtres: {
    appelId: (a, p) => `${a}.appel_id = ${p}::uuid`,
    exercice: (a, p) => `${a}.exercice = ${p}::integer`,
  },
  calcules: {
    dotation: (a) =>
      `select coalesce(sum(-c.solde), 0)::text from compte c where c.enveloppe_id = ${a}.id and c.nature = 'SOURCE'`,
    disponible: solde('DISPONIBLE'),
    reserve: solde('RESERVE'),
    vote: solde('VOTE'),
    engage: solde('ENGAGE'),
    conventionne: solde('CONVENTIONNE'),
    verse: solde('VERSE'),
  },
})
export class EnveloppeType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => OrganismeType, { description: 'À qui est cet argent.' }) financeur!: OrganismeType;
  @Field(() => AppelAProjetsType, { nullable: true, description: 'Appel auquel elle est destinée.' })
  appel!: AppelAProjetsType | null;
  @Field(() => String, { description: 'Nom.' }) libelle!: string;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => Int, { description: 'Exercice budgétaire.' }) exercice!: number;
  @Field(() => TypeCreditEnum, { description: 'Nature des crédits.' }) typeCredit!: string;
  @Field(() => StatutEnveloppeEnum, { description: 'Ouverte, gelée ou close.' }) statut!: string;
  @Field(() => InstantScalaire, { description: 'Création.' }) creeeLe!: Date;
  @Field(() => CentimesScalaire, { description: 'Tout ce que le financeur y a mis, moins ce qu’il a repris.' })
  dotation!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ni réservé, ni voté, ni engagé.' }) disponible!: bigint;
  @Field(() => CentimesScalaire, { description: 'Réservé pour des parts annoncées.' }) reserve!: bigint;
  @Field(() => CentimesScalaire, { description: 'Voté en séance, en attente de l’acte du financeur (R24).' })
  vote!: bigint;
  @Field(() => CentimesScalaire, { description: 'Engagé par l’acte du financeur.' }) engage!: bigint;
  @Field(() => CentimesScalaire, { description: 'Porté par une convention.' }) conventionne!: bigint;
  @Field(() => CentimesScalaire, { description: 'Versé.' }) verse!: bigint;
}

export const EnveloppeConnexion = connexionDe(EnveloppeType, 'Enveloppe');
