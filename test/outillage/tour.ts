import { nouvelId } from '@tdt/socle';
import { jouer } from '../monde-client.js';
import type { CleOrganisme } from '../monde-donnees.js';
import {
  clore,
  convoquer,
  creerConference,
  emarger,
  EUROS,
  ouvrir,
  ouvrirEnveloppe,
  parId,
  semerAppel,
  semerCandidature,
  tenter,
  voixDe,
  voter,
  type ReponseActe,
} from './conference.js';
import { cle, type Serveur } from './serveur.js';

/** Two members who announce nothing, one of them presiding, and the five funders of the round. */
export const MEMBRES_DU_TOUR: CleOrganisme[] = [
  'rennesMetropole',
  'bdt',
  'anct',
  'regionBretagne',
  'mel',
  'brestMetropole',
  'fondationAfnic',
];
export const CINQ = ['anct', 'regionBretagne', 'mel', 'brestMetropole', 'fondationAfnic'] as const;
export type Financeur = (typeof CINQ)[number];

/** A session summoned on these projects, in this order: hub → cost, own resources, mark. */
export interface ProjetSeme {
  hub: CleOrganisme;
  cout: bigint;
  propres: bigint;
  note: number;
}

export interface SeanceDeTour {
  conferenceId: string;
  sieges: Record<string, string>;
  appelId: string;
  seanceId: string;
  /** Hub → file, then hub → item of the agenda. */
  candidatures: Record<string, string>;
  points: Record<string, string>;
  enveloppes: Record<string, string>;
}

export const AVANT = '2021-09-01T08:00:00Z';
export const JOUR_DE_SEANCE = '2021-09-20T08:00:00Z';

/** One criterion of a hundred points: the mark of a file is its score. */
async function semerGrille(s: Serveur, appelId: string): Promise<string> {
  const id = nouvelId();
  await s.sql(
    `insert into critere (id, appel_id, rang, code, libelle, poids) values ($1, $2, 1, 'NOTE', 'Note', 100)`,
    [id, appelId],
  );
  return id;
}

async function noter(s: Serveur, critereId: string, candidatureId: string, points: number): Promise<void> {
  await s.sql(
    `insert into note (id, candidature_id, critere_id, points, commentaire, note_par, note_le)
     values ($1, $2, $3, $4, 'Apprécié sur pièces', $5, '2021-07-10T00:00:00Z')`,
    [nouvelId(), candidatureId, critereId, points, s.monde.personnes.instructrice],
  );
}

/** Defines the financing rules of a call while its deposits are open, as the manager does. */
export async function definirRegles(s: Serveur, appelId: string, regles: object[]): Promise<void> {
  await s.reglerHorloge('2021-06-01T08:00:00Z');
  const demande = { cle: cle(), appelId, version: 1, regles };
  await jouer(
    s,
    s.monde.jetons.gestionnaire,
    'definirReglesFinancement',
    {
      demande: ['DefinirReglesFinancementInput!', demande],
    },
    ['AppelAProjets', 'id'],
  );
  await s.reglerHorloge(AVANT);
}

/** A conference, a call, its files with their marks, one envelope a funder: ready to be summoned. */
export async function preparerConference(
  s: Serveur,
  projets: ProjetSeme[],
  dotations: Partial<Record<CleOrganisme, bigint>>,
  regles: object[] = [],
): Promise<Omit<SeanceDeTour, 'seanceId' | 'points'>> {
  await s.reglerHorloge(AVANT);
  const { conferenceId, sieges } = await creerConference(s, MEMBRES_DU_TOUR);
  const appelId = await semerAppel(s, conferenceId);
  if (regles.length > 0) await definirRegles(s, appelId, regles);
  const critereId = await semerGrille(s, appelId);
  const candidatures: Record<string, string> = {};
  for (const { hub, cout, propres, note } of projets) {
    const montants = { cout, propres, demande: cout - propres };
    const id = await semerCandidature(s, appelId, hub, montants);
    await noter(s, critereId, id, note);
    candidatures[hub] = id;
  }
  const enveloppes: Record<string, string> = {};
  for (const [financeur, montant] of Object.entries(dotations) as [CleOrganisme, bigint][]) {
    enveloppes[financeur] = await ouvrirEnveloppe(s, financeur, montant, appelId);
  }
  return { conferenceId, sieges, appelId, candidatures, enveloppes };
}

/** The same, and a session summoned on all of the files. */
export async function preparerSeance(
  s: Serveur,
  projets: ProjetSeme[],
  dotations: Partial<Record<CleOrganisme, bigint>>,
  regles: object[] = [],
): Promise<SeanceDeTour> {
  const prete = await preparerConference(s, projets, dotations, regles);
  const { candidatures } = prete;
  const ordre = projets.map(({ hub }) => ({ candidatureId: candidatures[hub] }));
  const seance = await convoquer(s, prete.conferenceId, ordre, JOUR_DE_SEANCE);
  if (seance.__typename !== 'Seance') throw new Error(JSON.stringify(seance));
  const lus = seance['points'] as { id: string; candidatureId: string }[];
  const points = Object.fromEntries(
    projets.map(({ hub }) => [hub, lus.find((p) => p.candidatureId === candidatures[hub])?.id ?? '']),
  );
  return { ...prete, seanceId: seance.id, points };
}

export const ouvrirTour = (s: Serveur, seanceId: string, autres: object = {}): Promise<ReponseActe> =>
  tenter(
    s,
    s.monde.jetons.president,
    'ouvrirTour',
    { demande: ['OuvrirTourInput!', { cle: cle(), seanceId, ...autres }] },
    ['Tour', 'id etat numero projets { rang candidatureId } scelles { id }'],
  );

export const revelerTour = (s: Serveur, tourId: string, autres: object = {}): Promise<ReponseActe> =>
  tenter(
    s,
    s.monde.jetons.president,
    'revelerTour',
    { demande: ['RevelerTourInput!', { cle: cle(), tourId, ...autres }] },
    ['Tour', 'id etat reveleLe'],
  );

/** What a funder announces: hub → maximum, or the whole line. */
export type Annonces = Record<
  string,
  bigint | { maximum: bigint; minimum?: bigint; points?: number; condition?: string }
>;

export function demandeAnnonce(
  seance: SeanceDeTour,
  tourId: string,
  financeur: CleOrganisme,
  plafond: bigint,
  annonces: Annonces,
) {
  const lignes = Object.entries(annonces).map(([hub, annonce]) => {
    const { maximum, minimum, ...reste } =
      typeof annonce === 'bigint' ? { maximum: annonce } : (annonce as { maximum: bigint; minimum?: bigint });
    return {
      candidatureId: seance.candidatures[hub],
      maximum: String(maximum),
      ...(minimum === undefined ? {} : { minimum: String(minimum) }),
      ...reste,
    };
  });
  return { cle: cle(), tourId, enveloppeId: seance.enveloppes[financeur], plafond: String(plafond), lignes };
}

const ANNONCE: [string, string] = ['Annonce', 'id etat version plafond empreinte scelleLe lignes { maximum }'];

export const sceller = (s: Serveur, financeur: CleOrganisme, demande: object): Promise<ReponseActe> =>
  tenter(
    s,
    s.monde.jetons[voixDe(financeur)],
    'scellerAnnonce',
    { demande: ['ScellerAnnonceInput!', demande] },
    ANNONCE,
  );

export const retirer = (s: Serveur, financeur: CleOrganisme, annonceId: string): Promise<ReponseActe> =>
  tenter(
    s,
    s.monde.jetons[voixDe(financeur)],
    'retirerAnnonce',
    {
      demande: ['RetirerAnnonceInput!', { cle: cle(), annonceId }],
    },
    ANNONCE,
  );

export { EUROS };

export const figer = (
  s: Serveur,
  tourId: string,
  type: string,
  jeton = s.monde.jetons.president,
  cleChoisie = cle(),
): Promise<ReponseActe> =>
  tenter(s, jeton, 'figerProposition', { demande: ['FigerPropositionInput!', { cle: cleChoisie, tourId, type }] }, [
    'Proposition',
    'id etat numero type empreinte score total prouvee borne ecart',
  ]);

/** Opens the session with everybody around the table, and adopts the plan of this project by everybody's vote. */
export async function adopter(
  s: Serveur,
  { seanceId, sieges, points }: SeanceDeTour,
  hub: CleOrganisme,
): Promise<void> {
  for (const membre of MEMBRES_DU_TOUR) await emarger(s, membre, { seanceId, membreId: sieges[membre] });
  await ouvrir(s, seanceId);
  const { president } = s.monde.jetons;
  const ouvert = await parId(s, president, 'ouvrirScrutin', 'pointId', points[hub] ?? '', ['Scrutin', 'id']);
  for (const membre of MEMBRES_DU_TOUR) {
    await voter(s, membre, { scrutinId: ouvert.id, membreId: sieges[membre], sens: 'POUR' });
  }
  const clos = await clore(s, president, ouvert.id);
  if (clos['adopte'] !== true) throw new Error(JSON.stringify([ouvert, clos]));
}

/** What `simulerPlan` answers of one proposition. */
export interface PropositionVue {
  type: string;
  etat: string;
  calculId: string | null;
  empreinte: string;
  score: number;
  total: string;
  prouvee: boolean;
  borne: number | null;
  ecart: number | null;
  preuve: string;
  projets: { candidatureId: string; retenu: boolean; besoin: string; motif: string }[];
  lignes: {
    candidatureId: string;
    financeurId: string;
    montant: string;
    motif: string;
    sourceJuridique: string | null;
  }[];
  financeurs: { plafond: string; montant: string; usageBp: number; satisfaction: number }[];
  differences: { score: number; entrants: string[]; sortants: string[] } | null;
}

const PROPOSITIONS = `propositions { type etat calculId empreinte score total prouvee borne ecart preuve
  projets { candidatureId retenu besoin motif } lignes { candidatureId financeurId montant motif sourceJuridique }
  financeurs { plafond montant usageBp satisfaction } differences { score entrants sortants } }`;

/** The propositions of a round as this person sees them; a refusal fails. */
export async function simuler(s: Serveur, jeton: string | null, tourId: string): Promise<PropositionVue[]> {
  const requete = `query ($id: ID!) { r: simulerPlan(tourId: $id) { __typename ... on Simulation { ${PROPOSITIONS} }
    ... on Refus { code message } } }`;
  const { r } = await s.gql<{ r: { propositions?: PropositionVue[] } }>(jeton, requete, { id: tourId });
  if (!r.propositions) throw new Error(JSON.stringify(r));
  return r.propositions;
}
