import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CandidatureType } from '@tdt/candidatures';
import {
  actionsPossibles,
  constaterQuorum,
  CYCLE_SEANCE,
  LIBELLES_MOTIF_DEPORT,
  MODES_PRESENCE,
  MOTIFS_DEPORT,
  QUALITES_PRESENCE,
  type ConstatQuorum,
  type EtatSeance,
  type PresenceSeance,
} from '@tdt/domaine';
import { connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { ConferenceType, MembreType } from './conference.type.js';
import { liensParConference, sqlPresence, sqlPresencePoint } from './portee-sql.js';
import { ProcesVerbalType } from './proces-verbal.type.js';
import { PropositionType } from './repartition/proposition.type.js';
import { TourType } from './repartition/tour.type.js';
import { ScrutinType } from './scrutin.type.js';
import {
  Deport,
  Emargement,
  Point,
  Pouvoir,
  Seance,
  Suspension,
  TYPES_POINT,
  type TypePoint,
} from './seance.entity.js';

export const EtatSeanceEnum = enumeration(
  'EtatSeance',
  'Étape de la vie d’une séance.',
  Object.keys(CYCLE_SEANCE.etats) as EtatSeance[],
  CYCLE_SEANCE.etats,
);
export const TypePointEnum = enumeration('TypePoint', 'Objet d’un point de l’ordre du jour.', TYPES_POINT, {
  PLAN_DE_FINANCEMENT: 'Plan de financement d’une candidature',
  REGLEMENT_INTERIEUR: 'Règlement intérieur',
  PROGRAMME: 'Programme coordonné',
  APPEL: 'Appel',
  AUTRE: 'Autre',
});
export const ModePresenceEnum = enumeration('ModePresence', 'Sur place ou à distance.', MODES_PRESENCE, {
  PRESENTIEL: 'Dans la salle',
  DISTANCE: 'À distance',
});
export const QualitePresenceEnum = enumeration('QualitePresence', 'À quel titre.', QUALITES_PRESENCE, {
  TITULAIRE: 'Titulaire du siège',
  SUPPLEANT: 'Suppléant',
});
export const MotifDeportEnum = enumeration(
  'MotifDeport',
  'Catégorie du motif d’un déport ; la raison personnelle ne se publie pas (R23).',
  MOTIFS_DEPORT,
  LIBELLES_MOTIF_DEPORT,
);

@ObjectType('ConstatQuorum', { description: 'Décompte du quorum, en nombre de membres (R19).' })
export class ConstatQuorumType implements ConstatQuorum {
  @Field(() => Int, { description: 'Membres comptés.' }) membres!: number;
  @Field(() => Int, { description: 'Membres requis.' }) requis!: number;
  @Field(() => Int, { description: 'Présents dans la salle.' }) presents!: number;
  @Field(() => Int, { description: 'Présents à distance.' }) distants!: number;
  @Field(() => Int, { description: 'Représentés par un pouvoir.' }) representes!: number;
  @Field(() => Int, { description: 'Présents, distants et représentés.' }) total!: number;
  @Field(() => Boolean, { description: 'La conférence peut délibérer.' }) atteint!: boolean;
  @Field(() => Boolean, { description: 'Seconde convocation : aucun quorum requis (R21).' }) sansQuorum!: boolean;
}

const constat = ({ presence }: { presence: PresenceSeance }): ConstatQuorum => constaterQuorum(presence);

/** Name of whoever recorded a presence for somebody else. */
const CONSTATE_PAR = (a: string) => `select lu.prenom || ' ' || lu.nom from utilisateur lu
  where lu.id = ${a}.enregistre_par and ${a}.enregistre_par <> ${a}.utilisateur_id`;

@ObjectType('Emargement', { description: 'Un siège occupé.' })
@Lisible({
  nom: 'Emargement',
  entite: () => Emargement,
  herite: 'seance',
  ordre: 'arriveLe',
  calcules: { constatePar: CONSTATE_PAR },
})
export class EmargementType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => MembreType, { description: 'Siège.' }) membre!: MembreType;
  @Field(() => QualitePresenceEnum, { description: 'Titulaire ou suppléant.' }) qualite!: string;
  @Field(() => ModePresenceEnum, { description: 'Sur place ou à distance.' }) mode!: string;
  @Field(() => InstantScalaire, { description: 'Arrivée.' }) arriveLe!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'Qui a noté la présence, de la présidence ou du secrétariat ; rien quand le membre a émargé lui-même.',
  })
  constatePar!: string | null;
}

@ObjectType('Suspension', { description: 'La présidence a suspendu la séance : rien ne se décide avant la reprise.' })
@Lisible({ nom: 'Suspension', entite: () => Suspension, herite: 'seance', ordre: 'suspendueLe' })
export class SuspensionType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Motif, porté au procès-verbal.' }) motif!: string;
  @Field(() => InstantScalaire, { description: 'Suspension.' }) suspendueLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Reprise ; rien tant qu’elle dure.' })
  repriseLe!: Date | null;
}

@ObjectType('Pouvoir', { description: 'Un membre absent vote par la voix d’un autre (R20).' })
@Lisible({ nom: 'Pouvoir', entite: () => Pouvoir, herite: 'seance', ordre: 'donneLe' })
export class PouvoirType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => MembreType, { description: 'Qui donne pouvoir.' }) mandant!: MembreType;
  @Field(() => MembreType, { description: 'Qui le reçoit.' }) mandataire!: MembreType;
  @Field(() => InstantScalaire, { description: 'Instant.' }) donneLe!: Date;
}

@ObjectType('Deport', { description: 'Un membre se retire d’un point : ni débat, ni vote, ni pouvoir (R23).' })
@Lisible({
  nom: 'Deport',
  entite: () => Deport,
  action: 'lireDeport',
  liens: liensParConference(
    (a) => `(select ls.conference_id from seance ls join point lp on lp.seance_id = ls.id where lp.id = ${a}.point_id)`,
  ),
  ordre: 'declareLe',
})
export class DeportType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => MembreType, { description: 'Membre qui se retire.' }) membre!: MembreType;
  @Field(() => MotifDeportEnum, { description: 'Catégorie du motif.' }) motif!: string;
  @Field(() => InstantScalaire, { description: 'Instant.' }) declareLe!: Date;
}

/** What the proposition in force decides for the file of this item. */
const SUITE_PROPOSITION = (a: string) => `select case when lpp.retenu then 'retenu par la proposition'
    else 'non retenu par la proposition' end
  from proposition lpr join proposition_projet lpp on lpp.proposition_id = lpr.id
  where lpr.seance_id = ${a}.seance_id and lpr.etat = 'FIGEE' and lpp.candidature_id = ${a}.candidature_id`;

@ObjectType('Point', { description: 'Point de l’ordre du jour, figé par la convocation (R18).' })
@Lisible({
  nom: 'Point',
  entite: () => Point,
  herite: 'seance',
  ordre: 'rang',
  listes: { deports: 'point', scrutins: 'point' },
  calcules: { suiteProposition: SUITE_PROPOSITION },
  derives: { quorum: { colonnes: [], expressions: { presence: sqlPresencePoint }, calcul: constat } },
})
export class PointType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => Int, { description: 'Rang.' }) rang!: number;
  @Field(() => TypePointEnum, { description: 'Objet.' }) type!: TypePoint;
  @Field(() => String, { description: 'Intitulé.' }) intitule!: string;
  @Field(() => ID, { nullable: true, description: 'Candidature examinée.' }) candidatureId!: string | null;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: CandidatureType | null;
  @Field(() => Boolean, { description: 'Ajouté après la convocation, sans opposition.' }) ajouteEnSeance!: boolean;
  @Field(() => SeanceType, { description: 'Séance.' }) seance!: unknown;
  @Field(() => [DeportType], { description: 'Membres qui se retirent de ce point.' }) deports!: DeportType[];
  @Field(() => [ScrutinType], { description: 'Scrutins, annulés compris.' }) scrutins!: unknown[];
  @Field(() => ConstatQuorumType, { description: 'Quorum de ce point, déports retirés.' }) quorum!: ConstatQuorumType;
  @Field(() => String, {
    nullable: true,
    description: 'Suite que la proposition figée donne à ce point : « retenu » ou « non retenu par la proposition ».',
  })
  suiteProposition!: string | null;
}

@ObjectType('Seance', { description: 'Réunion de la conférence, de la convocation au procès-verbal.' })
@Lisible({
  nom: 'Seance',
  entite: () => Seance,
  action: 'lireSeance',
  liens: liensParConference((a) => `${a}.conference_id`),
  ordre: 'prevueLe',
  listes: {
    points: 'seance',
    emargements: 'seance',
    pouvoirs: 'seance',
    suspensions: 'seance',
    procesVerbaux: 'seance',
    tours: 'seance',
    propositions: 'seance',
  },
  derives: {
    quorum: { colonnes: [], expressions: { presence: sqlPresence }, calcul: constat },
    actionsPossibles: {
      colonnes: ['etat'],
      calcul: ({ etat }: { etat: EtatSeance }) => actionsPossibles(CYCLE_SEANCE, etat),
    },
  },
  tris: { PREVUE_LE: { colonne: 'prevueLe', sens: 'DESC' } },
  filtres: {
    conferenceId: (a, p) => `${a}.conference_id = ${p}::uuid`,
    etat: (a, p) => `${a}.etat = ${p}`,
  },
})
export class SeanceType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ConferenceType, { description: 'Conférence.' }) conference!: ConferenceType;
  @Field(() => String, { description: 'Numéro : année et rang dans l’année.' }) numero!: string;
  @Field(() => EtatSeanceEnum, { description: 'Où en est la séance.' }) etat!: EtatSeance;
  @Field(() => String, { description: 'Intitulé.' }) intitule!: string;
  @Field(() => InstantScalaire, { description: 'Date et heure prévues.' }) prevueLe!: Date;
  @Field(() => String, { description: 'Lieu, ou adresse de la visioconférence.' }) lieu!: string;
  @Field(() => InstantScalaire, { nullable: true, description: 'Envoi de la convocation.' }) convoqueeLe!: Date | null;
  @Field(() => Boolean, { description: 'Seconde convocation : délibère sans condition de quorum (R21).' })
  sansQuorum!: boolean;
  @Field(() => SeanceType, { nullable: true, description: 'Première séance, restée sans quorum.' })
  seancePrecedente!: unknown;
  @Field(() => MembreType, { nullable: true, description: 'Qui préside.' }) presidePar!: MembreType | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Ouverture.' }) ouverteLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Clôture.' }) closeLe!: Date | null;
  @Field(() => [PointType], { description: 'Ordre du jour.' }) points!: PointType[];
  @Field(() => [EmargementType], { description: 'Sièges occupés.' }) emargements!: EmargementType[];
  @Field(() => [PouvoirType], { description: 'Pouvoirs donnés.' }) pouvoirs!: PouvoirType[];
  @Field(() => [SuspensionType], { description: 'Suspensions, celle en cours comprise.' })
  suspensions!: SuspensionType[];
  @Field(() => ConstatQuorumType, { description: 'Quorum à cet instant, sans les déports.' })
  quorum!: ConstatQuorumType;
  @Field(() => [ProcesVerbalType], { description: 'Procès-verbal, un au plus.' }) procesVerbaux!: unknown[];
  @Field(() => [TourType], { description: 'Tours de table.' }) tours!: unknown[];
  @Field(() => [PropositionType], { description: 'Propositions figées, remplacées comprises.' })
  propositions!: unknown[];
  @Field(() => [String], { description: 'Ce que l’état de la séance permet encore.' }) actionsPossibles!: string[];
}

export const SeanceConnexion = connexionDe(SeanceType, 'Seance');
