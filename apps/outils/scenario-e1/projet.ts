import { AMI_HUBS_2020, CATEGORIES_HUBS, reglesHubs } from '../../../test/monde-appels.js';
import type { ClePersonne, CleOrganisme } from '../../../test/monde-donnees.js';
import type { Calendrier } from './calendrier.js';
import type { Distribution } from './client.js';

/** A funder of the scenario: who signs for it, what it brings (centimes), and the act that commits it. */
export interface Financement {
  organisme: CleOrganisme;
  /** Person who opens the envelope and prepares the share. */
  agent: ClePersonne;
  /** Another person of the funder, who fills the envelope. */
  second: ClePersonne;
  /** Person who records the act: not the one who votes. */
  signataire: ClePersonne;
  dispositif: string;
  montant: bigint;
  /** What its own envelope holds, in centimes. */
  dotation: bigint;
  acte: { typeActe: string; numero: string; signataireNom: string; signataireQualite: string; collectivite: boolean };
}

export const FINANCEMENTS: readonly Financement[] = [
  {
    organisme: 'bdt',
    agent: 'gestionnaire',
    second: 'bdtVotante',
    signataire: 'gestionnaire',
    dispositif: 'Hubs pour un numérique inclusif',
    montant: 35_000_000n,
    dotation: 230_000_000n,
    acte: {
      typeActe: 'DECISION',
      numero: 'CDC-2021-0917',
      signataireNom: 'Inès Exemple',
      signataireQualite: 'directrice régionale (personne fictive)',
      collectivite: false,
    },
  },
  {
    organisme: 'regionBretagne',
    agent: 'regionBretagne',
    second: 'regionBretagneSuppleant',
    signataire: 'regionBretagneSuppleant',
    dispositif: 'Stratégie numérique responsable',
    montant: 12_000_000n,
    dotation: 40_000_000n,
    acte: {
      typeActe: 'DELIBERATION',
      numero: '21-CP-0456',
      signataireNom: 'Maëlle Exemple',
      signataireQualite: 'présidente du conseil régional (personne fictive)',
      collectivite: true,
    },
  },
  {
    organisme: 'rennesMetropole',
    agent: 'president',
    second: 'rennesMetropoleSignataire',
    signataire: 'rennesMetropoleSignataire',
    dispositif: 'Inclusion numérique',
    montant: 6_000_000n,
    dotation: 15_000_000n,
    acte: {
      typeActe: 'DELIBERATION',
      numero: 'C 21.112',
      signataireNom: 'Soazig Exemple',
      signataireQualite: 'présidente de la métropole (personne fictive)',
      collectivite: true,
    },
  },
  {
    organisme: 'fondationAfnic',
    agent: 'fondationAfnic',
    second: 'fondationAfnicSignataire',
    signataire: 'fondationAfnicSignataire',
    dispositif: 'Médiation numérique',
    montant: 2_000_000n,
    dotation: 10_000_000n,
    acte: {
      typeActe: 'CONSEIL_ADMINISTRATION',
      numero: '2021-04',
      signataireNom: 'Rémi Exemple',
      signataireQualite: 'délégué général (personne fictive)',
      collectivite: false,
    },
  },
];

export const COUT = 60_000_000n;
export const RESSOURCES_PROPRES = 5_000_000n;

/** Eleven voting members (R19: quorum 6); six are present or represented. */
export const MEMBRES: readonly {
  organisme: CleOrganisme;
  titulaire: ClePersonne;
  presence: 'PRESENTIEL' | 'DISTANCE' | 'POUVOIR' | null;
}[] = [
  { organisme: 'rennesMetropole', titulaire: 'president', presence: 'PRESENTIEL' },
  { organisme: 'bdt', titulaire: 'bdtVotante', presence: 'PRESENTIEL' },
  { organisme: 'regionBretagne', titulaire: 'regionBretagne', presence: 'PRESENTIEL' },
  { organisme: 'fondationAfnic', titulaire: 'fondationAfnic', presence: 'PRESENTIEL' },
  { organisme: 'anct', titulaire: 'anct', presence: 'DISTANCE' },
  { organisme: 'brestMetropole', titulaire: 'brestMetropole', presence: 'POUVOIR' },
  { organisme: 'fondationBruneau', titulaire: 'fondationBruneau', presence: null },
  { organisme: 'fdj', titulaire: 'fdj', presence: null },
  { organisme: 'metropoleLyon', titulaire: 'metropoleLyon', presence: null },
  { organisme: 'mel', titulaire: 'mel', presence: null },
  { organisme: 'laRochelle', titulaire: 'laRochelle', presence: null },
];

/** The AMI Hubs of 2020, with the dates of this run and a code of its own. */
export function demandeAppel(cal: Calendrier, code: string, conferenceId: string): object {
  return {
    ...AMI_HUBS_2020,
    code,
    conferenceId,
    categoriesAdmises: CATEGORIES_HUBS,
    regles: reglesHubs(),
    ouverture: cal.ouverture,
    cloture: cal.cloture,
  };
}

/** Whole euros as the API wants centimes: two zeros, no arithmetic. */
const euros = (montant: number) => `${montant}00`;

/**
 * The file of the Hub Bretagne: 600 000 € over 24 months, 350 000 asked of the call (250 + 50 QPV + 50 ACV).
 * `qpvBrest`: code of a priority district of Brest in the list of the call's vintage.
 */
export function demandeCandidature(cal: Calendrier, { organismes }: Distribution, qpvBrest: string): object {
  return {
    titre: 'Hub Bretagne pour un numérique inclusif',
    resume:
      'Fédérer et professionnaliser les acteurs de la médiation numérique dans les quatre départements bretons, afin que toute personne éloignée du numérique trouve près de chez elle un accompagnement de qualité.',
    origineInitiative: 'PORTEUR',
    nature: 'FONCTIONNEMENT',
    ...cal.projet,
    regimeAide: 'DE_MINIMIS_SIEG',
    montantDemande: '35000000',
    contratEngagementRepublicain: { date: cal.cerLe, signataire: 'Gwenn Exemple' },
    territoires: ['22', '29', '35', '56'].map((code) => ({ nature: 'DEPARTEMENT', code })),
    actions: actions(qpvBrest),
    budget: BUDGET.map(([compte, libelle, montant]) => ({ compte, libelle, montant: euros(montant) })),
    plan: [
      ...FINANCEMENTS.map(({ organisme, dispositif, montant }) => ({
        type: 'SUBVENTION',
        financeurId: organismes[organisme],
        dispositif,
        montant: String(montant),
      })),
      { type: 'RESSOURCES_PROPRES', montant: String(RESSOURCES_PROPRES) },
    ],
  };
}

const actions = (qpvBrest: string) => [
  {
    intitule: 'Outiller les lieux de médiation numérique',
    description:
      'Recenser les lieux qui accompagnent les publics, mettre à leur disposition des parcours communs et animer une cartographie ouverte.',
    indicateur: 'Lieux recensés et outillés',
    cible: '180',
    lieux: [{ communeCode: '35238' }],
  },
  {
    intitule: 'Former et professionnaliser les aidants',
    description: 'Sessions de formation de deux jours pour agents d’accueil, travailleurs sociaux et bénévoles.',
    indicateur: 'Aidants formés',
    cible: '600, dont 120 à Vannes',
    lieux: [{ communeCode: '56260', dispositif: 'ACV', zonageCode: '56260' }],
  },
  {
    intitule: 'Aller vers les habitants des quartiers prioritaires',
    description: 'Une permanence hebdomadaire au pied des immeubles, avec les associations du quartier.',
    indicateur: 'Personnes accompagnées dans le quartier',
    cible: '1 500',
    lieux: [{ communeCode: '29019', dispositif: 'QPV', zonageCode: qpvBrest }],
  },
];

const BUDGET: readonly [compte: string, libelle: string, euros: number][] = [
  ['606', 'Petits équipements numériques', 40_000],
  ['613', 'Salles et véhicule', 40_000],
  ['622', 'Formateurs et évaluateur', 100_000],
  ['625', '', 30_000],
  ['641', 'Quatre postes à temps plein', 250_000],
  ['645', '', 100_000],
  ['CI1', '', 40_000],
  ['864', 'Bénévoles des ateliers', 24_000],
  ['7409', 'Banque des Territoires', 350_000],
  ['7402', 'Région Bretagne', 120_000],
  ['7404', 'Rennes Métropole', 60_000],
  ['7410', 'Fondation AFNIC', 20_000],
  ['RP', '', 50_000],
  ['870', 'Bénévoles des ateliers', 24_000],
];

/** Points of the instruction, on the weights of the grid: 78 out of 100. */
export const NOTES = [
  { critere: 'TERRITOIRE', points: 20, commentaire: 'Besoins du territoire bien documentés.' },
  { critere: 'COUVERTURE', points: 17, commentaire: 'Quatre départements, un quartier prioritaire, un cœur de ville.' },
  { critere: 'GOUVERNANCE', points: 16, commentaire: 'Partenaires associés ; lettres de soutien jointes.' },
  { critere: 'MODELE', points: 13, commentaire: 'Modèle économique à consolider la deuxième année.' },
  { critere: 'CAPACITE', points: 12, commentaire: 'Équipe expérimentée.' },
];
