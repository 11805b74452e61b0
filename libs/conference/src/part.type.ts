import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { EnveloppeType } from '@tdt/appels';
import { CandidatureType } from '@tdt/candidatures';
import { CYCLE_PART, ETATS_PART_VOTES, type EtatPart } from '@tdt/domaine';
import { CentimesScalaire, connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { Part } from './part.entity.js';

export const EtatPartEnum = enumeration(
  'EtatPart',
  'Étape de la vie d’une part.',
  Object.keys(CYCLE_PART.etats) as EtatPart[],
  CYCLE_PART.etats,
);
export const NaturePartEnum = enumeration(
  'NaturePart',
  'Nature de la dépense financée.',
  ['FONCTIONNEMENT', 'INVESTISSEMENT'] as const,
  { FONCTIONNEMENT: 'Fonctionnement', INVESTISSEMENT: 'Investissement' },
);

const VOTES = ETATS_PART_VOTES.map((etat) => `'${etat}'`).join(', ');

/** `predicat` on the candidature `lc` and the call `la` of the share, aliases that no generated SQL uses. */
const surDossier = (a: string, predicat: string) =>
  `exists (select 1 from candidature lc join appel_a_projets la on la.id = lc.appel_id
           where lc.id = ${a}.candidature_id and ${predicat})`;

/**
 * A member of the conference that examines the project sees the voted shares, unless it is in déport on it (R23). What a
 * funder prepares before the vote stays its own (`restreint`).
 */
const membreSansDeport = (a: string, p: string) =>
  surDossier(
    a,
    `exists (select 1 from membre lm where lm.conference_id = la.conference_id and lm.organisme_id = ${p}
       and lm.debut <= (maintenant() at time zone 'Europe/Paris')::date
       and (lm.fin is null or lm.fin >= (maintenant() at time zone 'Europe/Paris')::date) and not exists (
       select 1 from deport ld join point lp on lp.id = ld.point_id
       where lp.candidature_id = lc.id and ld.membre_id = lm.id))`,
  );

@ObjectType('Part', {
  description: 'Ce qu’un financeur apporte à un projet : proposé, voté, puis engagé par son acte.',
})
@Lisible({
  nom: 'Part',
  entite: () => Part,
  action: 'lirePart',
  restreint: (a) => `${a}.etat not in (${VOTES})`,
  liens: {
    organisme: (a, p) => `${a}.financeur_id = ${p}`,
    porteur: (a, p) => surDossier(a, `lc.porteur_id = ${p}`),
    appel: (a, p) => surDossier(a, `la.id = ${p}`),
    conference: (a, p) => surDossier(a, `la.conference_id = ${p}`),
    membre: membreSansDeport,
  },
  ordre: 'creeeLe',
  tris: {
    CREEE_LE: { colonne: 'creeeLe', sens: 'DESC' },
    MONTANT: { colonne: 'montant', sens: 'DESC' },
  },
  filtres: {
    candidatureId: (a, p) => `${a}.candidature_id = ${p}::uuid`,
    financeurId: (a, p) => `${a}.financeur_id = ${p}::uuid`,
    etat: (a, p) => `${a}.etat = ${p}`,
  },
})
export class PartType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Candidature financée.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
  @Field(() => OrganismeType, { description: 'Qui apporte cette part.' }) financeur!: OrganismeType;
  @Field(() => EnveloppeType, { nullable: true, description: 'Crédits mobilisés (vus de leur seul financeur).' })
  enveloppe!: EnveloppeType | null;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => NaturePartEnum, { description: 'Fonctionnement ou investissement.' }) nature!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Assiette sur laquelle le taux se calcule (R12).' })
  assiette!: bigint | null;
  @Field(() => String, { nullable: true, description: 'Condition que le financeur y met.' }) condition!: string | null;
  @Field(() => EtatPartEnum, { description: 'Où en est cette part.' }) etat!: EtatPart;
  @Field(() => Int, { description: 'Numéro de version.' }) version!: number;
  @Field(() => InstantScalaire, { description: 'Création.' }) creeeLe!: Date;
}

export const PartConnexion = connexionDe(PartType, 'Part');
export const TriPartEnum = enumeration('TriPart', 'Ordre des parts.', ['CREEE_LE', 'MONTANT'] as const);
