import { createHash } from 'node:crypto';
import { COMPLETIONS, completionAnnoncee, gagnantsListe, gagnantsMes, type Completion } from './election.js';
import { FauteDeFichier, lireJson } from './lecture.js';
import { repartirMes } from './mes.js';
import { lireElection } from './pabulib.js';
import { repartirPartage } from './partage.js';
import { repartirPlan } from './plan.js';
import type { Json, Repartition } from './sortie.js';
import { repartirVote } from './vote.js';

export const USAGE =
  'Usage : npm run repartir -- <fichier.json> [--empreinte], ou npm run repartir -- <fichier.pb> --mes|--liste [--completion ' +
  `${COMPLETIONS.join('|')}]`;

/** What was asked. */
export interface Demande {
  fichier: string;
  methode?: 'mes' | 'liste';
  completion?: Completion;
  /** Adds the SHA-256 of the canonical snapshot: same data, same hash, whatever the order in which they are written. */
  empreinte?: boolean;
}

/** A call that cannot be understood: a French sentence. */
export class FauteDAppel extends Error {}

function lireCompletion(texte: string | undefined): Completion {
  const completion = COMPLETIONS.find((connue) => connue === texte);
  if (completion === undefined) throw new FauteDAppel(`--completion attend ${COMPLETIONS.join(', ')}.`);
  return completion;
}

const SANS_EMPREINTE = '--empreinte ne vaut que pour un plan ou des parts égales (kind : plan ou mes).';

/** Reads the arguments. @throws FauteDAppel */
export function lireArguments(args: readonly string[]): Demande {
  const demande: Partial<Demande> = {};
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i] ?? '';
    if (argument === '--mes' || argument === '--liste') {
      if (demande.methode !== undefined) throw new FauteDAppel('Choisissez une seule méthode, --mes ou --liste.');
      demande.methode = argument === '--mes' ? 'mes' : 'liste';
    } else if (argument === '--completion') {
      i += 1;
      demande.completion = lireCompletion(args[i]);
    } else if (argument === '--empreinte') {
      demande.empreinte = true;
    } else if (argument.startsWith('--')) {
      throw new FauteDAppel(`Option inconnue « ${argument} ». ${USAGE}.`);
    } else if (demande.fichier !== undefined) {
      throw new FauteDAppel(`Un seul fichier à la fois. ${USAGE}.`);
    } else demande.fichier = argument;
  }
  const { fichier, ...options } = demande;
  if (fichier === undefined) throw new FauteDAppel(`Indiquez un fichier. ${USAGE}.`);
  return { fichier, ...options };
}

function repartirVotes(texte: string, { methode, completion, empreinte }: Demande): Repartition {
  if (methode === undefined) throw new FauteDAppel('Un fichier Pabulib se dépouille par --mes ou par --liste.');
  if (empreinte) throw new FauteDAppel(SANS_EMPREINTE);
  const election = lireElection(texte);
  if (methode === 'mes')
    return { resultat: { retenus: gagnantsMes(election, completion ?? completionAnnoncee(election)) } };
  if (completion !== undefined) throw new FauteDAppel('--completion ne vaut que pour --mes.');
  return { resultat: { retenus: gagnantsListe(election) } };
}

const GENRES = {
  share: repartirPartage,
  plan: repartirPlan,
  mes: repartirMes,
  'vote+tranches': repartirVote,
};

async function repartirInstance(texte: string, { methode, completion }: Demande): Promise<Repartition> {
  if (methode !== undefined || completion !== undefined)
    throw new FauteDAppel('--mes, --liste et --completion ne valent que pour un fichier Pabulib (.pb).');
  const racine = lireJson(texte);
  const genre = racine.champ('kind').mot(Object.keys(GENRES) as (keyof typeof GENRES)[]);
  return GENRES[genre](racine.champ('input'));
}

/** The result of a file, from its text. @throws FauteDAppel, FauteDeFichier */
async function repartir(texte: string, demande: Demande): Promise<Json> {
  const parVotes = demande.fichier.toLowerCase().endsWith('.pb');
  const { resultat, instantane } = await (parVotes ? repartirVotes : repartirInstance)(texte, demande);
  if (!demande.empreinte) return resultat;
  if (instantane === undefined) throw new FauteDAppel(SANS_EMPREINTE);
  return { ...resultat, empreinte: createHash('sha256').update(instantane).digest('hex') };
}

/** What a command leaves: data for standard output, or one sentence for standard error. */
export interface Issue {
  code: 0 | 1;
  sortie: string;
  erreur: string;
}

function phraseDeFaute(erreur: unknown, fichier: string): string {
  if (erreur instanceof FauteDAppel) return erreur.message;
  if (!(erreur instanceof FauteDeFichier)) throw erreur;
  return `${[fichier, erreur.chemin, erreur.message].filter((morceau) => morceau !== '').join(' : ')}.`;
}

/**
 * Runs the command. What can be foreseen ends in a French sentence; a fault of ours throws.
 * @param lire reads a file; throws what node throws
 */
export async function executerCommande(args: readonly string[], lire: (fichier: string) => string): Promise<Issue> {
  let fichier = '';
  try {
    const demande = lireArguments(args);
    fichier = demande.fichier;
    const resultat = await repartir(lireTexte(fichier, lire), demande);
    return { code: 0, sortie: `${JSON.stringify(resultat, null, 2)}\n`, erreur: '' };
  } catch (erreur) {
    return { code: 1, sortie: '', erreur: `${phraseDeFaute(erreur, fichier)}\n` };
  }
}

function lireTexte(fichier: string, lire: (fichier: string) => string): string {
  try {
    return lire(fichier);
  } catch (erreur) {
    const { code } = erreur as NodeJS.ErrnoException;
    const cause =
      code === 'ENOENT' ? 'ce fichier n’existe pas' : `ce fichier ne se lit pas (${code ?? String(erreur)})`;
    throw new FauteDeFichier('', cause);
  }
}
