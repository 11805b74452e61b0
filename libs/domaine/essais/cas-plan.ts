import fs from 'node:fs';
import path from 'node:path';
import type { ElementCoupe, Instance } from '../src/repartition/instance.js';

/** Published plans: a few are kept here so that they always run; all are read where TDT_CASES says. */
const GARDES = path.resolve('libs/domaine/essais/cas');
export const CAS_PUBLIES = path.join(process.env.TDT_CASES ?? path.resolve('../shared/cases'), 'allocation');
const NUMEROS = ['C09', 'C10', 'C11', 'C12'];

interface CasEcrit {
  id: string;
  title: string;
  input: {
    classTree: { id: string; parent: string | null }[];
    envelopes: { id: string; cls: string | null; amount: number; rank: number }[];
    projects: {
      id: string;
      rank: number;
      score: number;
      need: number;
      lines: { env: string; max: number; min: number }[];
      classCaps: Record<string, number>;
    }[];
  };
  expected: {
    score: number;
    montant: number;
    retenus: string[];
    parts?: Record<string, Record<string, number>>;
    listeClassee?: { retenus: string[]; score: number; reste: number };
    explicationRefusDesDeux?: {
      besoin: number;
      atteignable: number;
      manque: number;
      bloquants: { kind: ElementCoupe['nature']; id: string; cents: number }[];
      projetsEnConflit: string[];
    };
  };
}

/** A published plan: the instance in our words, the expected results as they are written. */
export interface CasPlan {
  id: string;
  titre: string;
  instance: Instance;
  attendu: CasEcrit['expected'];
}

function lireCas(fichier: string): CasPlan {
  const { id, title, input, expected } = JSON.parse(fs.readFileSync(fichier, 'utf8')) as CasEcrit;
  const enveloppes = input.envelopes.map(({ id: nom, cls, amount, rank }) => ({
    id: nom,
    classe: cls,
    montant: BigInt(amount),
    rang: rank,
  }));
  const projets = input.projects.map((projet) => ({
    id: projet.id,
    rang: projet.rank,
    score: BigInt(projet.score),
    besoin: BigInt(projet.need),
    lignes: projet.lines.map(({ env, max, min }) => ({ enveloppe: env, plafond: BigInt(max), minimum: BigInt(min) })),
    plafondsClasses: Object.fromEntries(
      Object.entries(projet.classCaps).map(([classe, plafond]) => [classe, BigInt(plafond)]),
    ),
  }));
  return { id, titre: title, instance: { classes: input.classTree, enveloppes, projets }, attendu: expected };
}

function lireDossier(dossier: string): CasPlan[] {
  if (!fs.existsSync(dossier)) return [];
  const noms = fs.readdirSync(dossier).filter((nom) => NUMEROS.includes(nom.slice(0, 3)));
  return noms.sort().map((nom) => lireCas(path.join(dossier, nom)));
}

/** The cases kept beside the tests. */
export const casGardes = (): CasPlan[] => lireDossier(GARDES);

/** The published cases; none when they are not on this machine: say so, and skip. */
export const casPublies = (): CasPlan[] => lireDossier(CAS_PUBLIES);
