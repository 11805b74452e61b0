import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { EnveloppeType } from '@tdt/appels';
import { CandidatureType } from '@tdt/candidatures';
import { LIBELLES_PROPOSITION, TYPES_PROPOSITION, type TypeProposition } from '@tdt/domaine';
import {
  CentimesScalaire,
  enumeration,
  InstantScalaire,
  Lisible,
  sqlContributions,
  totalLu,
  type ContributionLue,
  type VisibleSql,
} from '@tdt/socle';
import { liensParTour, membreSansAucunDeport, membreSansDeport } from './liens-tour.js';
import { Proposition, PropositionLigne, PropositionProjet } from './proposition.entity.js';

export const TypePropositionEnum = enumeration(
  'TypeProposition',
  'Comment un plan est fait.',
  TYPES_PROPOSITION,
  LIBELLES_PROPOSITION,
);
export const EtatPropositionEnum = enumeration(
  'EtatProposition',
  'Une proposition figée ne change plus ; une autre peut prendre sa place.',
  ['FIGEE', 'REMPLACEE'] as const,
  { FIGEE: 'Figée : les scrutins portent sur elle', REMPLACEE: 'Remplacée par une autre' },
);

const TOUR = (a: string) => `${a}.tour_id`;
const TOUR_DE_LA_LIGNE = (a: string) => `(select lpr.tour_id from proposition lpr where lpr.id = ${a}.proposition_id)`;

@ObjectType('PropositionProjet', { description: 'Ce qu’une proposition figée décide pour un projet.' })
@Lisible({
  nom: 'PropositionProjet',
  entite: () => PropositionProjet,
  action: 'lireProposition',
  liens: {
    ...liensParTour(TOUR_DE_LA_LIGNE),
    membre: membreSansDeport(TOUR_DE_LA_LIGNE, (a) => `${a}.candidature_id`),
  },
  ordre: 'rang',
})
export class PropositionProjetType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
  @Field(() => Int, { description: 'Rang de départage.' }) rang!: number;
  @Field(() => Boolean, { description: 'Retenu par la proposition.' }) retenu!: boolean;
  @Field(() => Int, { description: 'Note.' }) score!: number;
  @Field(() => CentimesScalaire, { description: 'Besoin à couvrir.' }) besoin!: bigint;
  @Field(() => String, { description: 'Pourquoi, en une phrase.' }) motif!: string;
}

@ObjectType('LigneFinancement', { description: 'Ce qu’un financeur apporte à un projet dans une proposition figée.' })
@Lisible({
  nom: 'LigneFinancement',
  entite: () => PropositionLigne,
  action: 'lireProposition',
  liens: {
    ...liensParTour(TOUR_DE_LA_LIGNE),
    organisme: (a, p) => `${a}.financeur_id = ${p}`,
    membre: membreSansDeport(TOUR_DE_LA_LIGNE, (a) => `${a}.candidature_id`),
  },
  ordre: 'rang',
})
export class LigneFinancementType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => Int, { description: 'Rang.' }) rang!: number;
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
  @Field(() => OrganismeType, { description: 'Financeur.' }) financeur!: OrganismeType;
  @Field(() => EnveloppeType, { nullable: true, description: 'Enveloppe (vue de son seul financeur).' })
  enveloppe!: EnveloppeType | null;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => String, { description: 'Part exacte en centimes, avant l’arrondi : « 10000/3 ».' }) partExacte!: string;
  @Field(() => String, { description: 'Ce qui a fixé le montant, à lire par un programme.' }) motifCode!: string;
  @Field(() => String, { description: 'Ce qui a fixé le montant, en une phrase.' }) motif!: string;
  @Field(() => String, { nullable: true, description: 'Texte dont vient la règle qui l’a fixé.' })
  sourceJuridique!: string | null;
}

@ObjectType('InstantaneProposition', {
  description: 'Tout ce dont une proposition figée dépend, et son résultat : de quoi refaire le calcul ailleurs.',
})
@Lisible({
  nom: 'InstantaneProposition',
  entite: () => Proposition,
  action: 'lireProposition',
  liens: { ...liensParTour(TOUR), membre: membreSansAucunDeport(TOUR) },
  ordre: 'creeeLe',
})
export class InstantanePropositionType {
  @Field(() => ID, { description: 'Identifiant de la proposition.' }) id!: string;
  @Field(() => String, { description: 'Texte canonique dont l’empreinte est le SHA-256.' }) instantane!: string;
  @Field(() => String, { nullable: true, description: 'Certificat que rien ne fait mieux, à vérifier sans solveur.' })
  certificat!: string | null;
}

/** How far the frozen plan may be from the best there is, in points; zero when it is proved the best. */
const ecart = ({ score, borne }: { score: bigint; borne: bigint | null }) =>
  borne === null ? null : Number(borne - score);

/** A member in déport on a project sees none of its lines: the total of all must not tell them to it. */
const LIGNES = (a: string, _peut: unknown, visible: VisibleSql) =>
  sqlContributions('LigneFinancement', 'l.montant', `proposition_ligne l where l.proposition_id = ${a}.id`, visible);

@ObjectType('Proposition', { description: 'Plan figé d’un tour : les scrutins portent sur son empreinte.' })
@Lisible({
  nom: 'Proposition',
  entite: () => Proposition,
  action: 'lireProposition',
  liens: liensParTour(TOUR),
  ordre: 'creeeLe',
  listes: { projets: 'proposition', lignes: 'proposition' },
  derives: {
    ecart: { colonnes: ['score', 'borne'], calcul: ecart },
    total: {
      colonnes: [],
      expressions: { contributions: LIGNES },
      calcul: (lu: { contributions: ContributionLue[] }) => totalLu(lu.contributions),
    },
  },
})
export class PropositionType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Tour.' }) tourId!: string;
  @Field(() => ID, { description: 'Séance.' }) seanceId!: string;
  @Field(() => Int, { description: 'Numéro dans la séance.' }) numero!: number;
  @Field(() => TypePropositionEnum, { description: 'Comment le plan est fait.' }) type!: TypeProposition;
  @Field(() => EtatPropositionEnum, { description: 'Figée, ou remplacée.' }) etat!: string;
  @Field(() => String, { description: 'SHA-256 de l’instantané, en hexadécimal.' }) empreinte!: string;
  @Field(() => String, { description: 'Version du moteur de calcul.' }) versionMoteur!: string;
  @Field(() => String, { nullable: true, description: 'Version du solveur, quand il a servi.' })
  versionSolveur!: string | null;
  @Field(() => Int, { description: 'Somme des notes des projets retenus.' }) score!: number;
  @Field(() => CentimesScalaire, {
    nullable: true,
    description: 'Total apporté ; rien quand il dirait le montant d’un financeur que vous ne pouvez pas voir.',
  })
  total!: bigint | null;
  @Field(() => Boolean, { description: 'Il est prouvé qu’aucun plan de ce type ne fait mieux.' }) prouvee!: boolean;
  @Field(() => Int, { nullable: true, description: 'Somme des notes qu’aucun plan ne dépasse.' }) borne!: number | null;
  @Field(() => Int, { nullable: true, description: 'Écart certifié entre les deux.' }) ecart!: number | null;
  @Field(() => InstantScalaire, { description: 'Figement.' }) creeeLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Remplacement.' }) remplaceeLe!: Date | null;
  @Field(() => [PropositionProjetType], { description: 'Projets, retenus ou non.' }) projets!: PropositionProjetType[];
  @Field(() => [LigneFinancementType], { description: 'Qui apporte quoi.' }) lignes!: LigneFinancementType[];
}
