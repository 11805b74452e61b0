import { cleDe, type Tentative } from './carnet.js';
import { identifiant } from './outils.js';

/** What is written under fire: money, drafts, deposits, votes, acts of funders. */
export type Genre = 'dotation' | 'brouillon' | 'depot' | 'vote' | 'acte';

/** The writers and what each of them does, all at the same time. */
export const EQUIPE: readonly Genre[] = [
  ...(['dotation', 'dotation', 'dotation', 'dotation', 'brouillon', 'brouillon', 'brouillon'] as const),
  ...(['depot', 'vote', 'vote', 'vote', 'acte', 'acte'] as const),
];

/** The objects that the load acts upon, and who acts. */
export interface Cibles {
  /** Token and envelopes of the funder who fills them. */
  readonly dotations: { jeton: string; enveloppes: readonly string[] };
  /** One draft a writer, at this version. */
  readonly brouillons: readonly { jeton: string; id: string; version: number }[];
  readonly depots: { jeton: string; ids: readonly string[] };
  /** Seats of an open séance, and how many ballots are open in it (`scrutinDe`). */
  readonly votes: { sieges: readonly { jeton: string; membreId: string }[]; scrutins: number };
  /** Voted shares of a funder (`partDe`), and the Paris day on which he commits them. */
  readonly actes: { jeton: string; parts: number; jour: string };
}

/** One act, as it is sent. */
export interface Acte {
  readonly genre: Genre;
  readonly jeton: string;
  readonly requete: string;
  readonly variables: Record<string, unknown>;
  /** What it writes: the file, the seat on the ballot, the share. */
  readonly objet: { id: string; siege?: string; rang?: number };
}

export const MONTANT_PART = 1_000n;
export const scrutinDe = (i: number) => identifiant(`pannes scrutin ${i}`);
export const partDe = (i: number) => identifiant(`pannes part ${i}`);

function document(nom: string, type: string): string {
  return `mutation ($demande: ${type}Input!) { r: ${nom}(demande: $demande) { __typename ... on Refus { code message } } }`;
}

const DEPOSER = `mutation ($id: ID!, $cle: ID!) { r: deposerCandidature(id: $id, cle: $cle) {
  __typename ... on Refus { code message } } }`;

/** The n-th act of a writer, or null when there is nothing left for it to do. */
export function acteDe(cibles: Cibles, tentative: Tentative): Acte | null {
  const genre = EQUIPE[tentative.ecrivain];
  if (genre === undefined) return null;
  const memes = EQUIPE.flatMap((g, ecrivain) => (g === genre ? [ecrivain] : []));
  const rang = memes.indexOf(tentative.ecrivain);
  const place = { cle: cleDe(tentative), n: tentative.n, rang, i: tentative.n * memes.length + rang };
  const fait = FABRIQUES[genre](cibles, place);
  return fait && { genre, ...fait };
}

/** `rang`: of the writer among those of its kind; `i`: of the act among all those of its kind. */
interface Place {
  cle: string;
  n: number;
  rang: number;
  i: number;
}

const FABRIQUES: Record<Genre, (cibles: Cibles, place: Place) => Omit<Acte, 'genre'> | null> = {
  dotation({ dotations: { jeton, enveloppes } }, { cle, i }) {
    const id = enveloppes[i % enveloppes.length];
    if (id === undefined) return null;
    const demande = { cle, enveloppeId: id, montant: String(1_000 + (i % 7)) };
    return { jeton, requete: document('doterEnveloppe', 'DoterEnveloppe'), variables: { demande }, objet: { id } };
  },
  brouillon({ brouillons }, { cle, n, rang }) {
    const brouillon = brouillons[rang];
    if (!brouillon) return null;
    const { id, jeton, version } = brouillon;
    const demande = { cle, id, version: version + n, titre: `Version ${n}` };
    const requete = document('enregistrerCandidature', 'EnregistrerCandidature');
    return { jeton, requete, variables: { demande }, objet: { id, rang: n } };
  },
  depot({ depots: { jeton, ids } }, { cle, i }) {
    const id = ids[i];
    return id === undefined ? null : { jeton, requete: DEPOSER, variables: { id, cle }, objet: { id } };
  },
  vote({ votes: { sieges, scrutins } }, { cle, i }) {
    const siege = sieges[i % sieges.length];
    const scrutin = Math.floor(i / sieges.length);
    if (!siege || scrutin >= scrutins) return null;
    const { jeton, membreId } = siege;
    const scrutinId = scrutinDe(scrutin);
    const demande = { cle, scrutinId, membreId, sens: 'POUR' };
    const objet = { id: scrutinId, siege: membreId };
    return { jeton, requete: document('voter', 'Voter'), variables: { demande }, objet };
  },
  acte({ actes: { jeton, parts, jour } }, { cle, i }) {
    if (i >= parts) return null;
    const id = partDe(i);
    const signataire = { signataireNom: 'Camille Exemple', signataireQualite: 'Représentante habilitée' };
    const acte = { typeActe: 'CONSEIL_ADMINISTRATION', numero: `CA-${i}`, dateActe: jour, ...signataire };
    const demande = { cle, partId: id, acte: { ...acte, montant: String(MONTANT_PART) } };
    const requete = document('enregistrerEngagement', 'EnregistrerEngagement');
    return { jeton, requete, variables: { demande }, objet: { id } };
  },
};
