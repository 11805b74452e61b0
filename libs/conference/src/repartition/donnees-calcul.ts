import { createHash } from 'node:crypto';
import { canoniser, type Certificat, type Instance, type ParametresPlan, type Points } from '@tdt/domaine';
import type { Donnees } from './instance.js';
import { enInstance, tableEnBigints, type InstanceJson } from './instantane-plan.js';
import { TYPES_CHERCHES, type Choix, type TypeCherche } from './recherche.js';

/** What a search depends on, as one text: two searches of the same text are the same search. */
export interface DonneesDeCalcul {
  texte: string;
  /** SHA-256 of the text. */
  empreinte: Buffer;
}

export function ecrireDonnees({ instance, points }: Donnees, parametres: ParametresPlan): DonneesDeCalcul {
  const texte = canoniser({ instance, points, parametres });
  return { texte, empreinte: createHash('sha256').update(texte, 'utf8').digest() };
}

interface DonneesJson {
  instance: InstanceJson;
  points: Record<string, Record<string, string>>;
  parametres: ParametresPlan;
}

/** Reads them back, for an instance of the application that knows nothing of the round but this row. */
export function lireDonnees(texte: string): { donnees: Donnees; parametres: ParametresPlan } {
  const lu = JSON.parse(texte) as DonneesJson;
  const instance: Instance = enInstance(lu.instance);
  const points: Points = tableEnBigints(lu.points);
  const sansNoms = { origines: {}, projets: new Map(), enveloppes: new Map(), classes: new Map() };
  return { donnees: { instance, points, ...sansNoms }, parametres: lu.parametres };
}

export type Choisis = Partial<Record<TypeCherche, Choix>>;

/** The choices of a calculation, as its row keeps them. */
export function ecrireChoix(choix: Choisis): string {
  return canoniser(choix);
}

type ChoixJson = Omit<Choix, 'borne' | 'certificat'> & { borne: string | null; certificat: unknown };

export function lireChoix(texte: string): Choisis {
  const lu = JSON.parse(texte) as Partial<Record<TypeCherche, ChoixJson>>;
  return Object.fromEntries(
    TYPES_CHERCHES.flatMap((type) => {
      const choix = lu[type];
      if (!choix) return [];
      const { borne, certificat, ...reste } = choix;
      return [[type, { ...reste, borne: borne === null ? null : BigInt(borne), certificat: enCertificat(certificat) }]];
    }),
  );
}

/** In a certificate every text of digits is a whole number, but the names of projects and envelopes. */
function enCertificat(lu: unknown): Certificat | null {
  if (lu === null) return null;
  const { score, echelle, lemmes, preuve } = lu as Record<keyof Certificat, unknown>;
  const entier = (valeur: unknown) => (valeur === null ? null : BigInt(valeur as string));
  return {
    score: entier(score),
    echelle: BigInt(echelle as string),
    lemmes: enPrix(lemmes) as Certificat['lemmes'],
    preuve: enPrix(preuve) as Certificat['preuve'],
  };
}

const CLES_DE_PRIX = ['enveloppes', 'credits', 'inegalites'];

/** Reads a certificate that was written as canonical text. */
export function lireCertificat(texte: string): Certificat | null {
  return enCertificat(JSON.parse(texte));
}

function enPrix(lu: unknown): unknown {
  if (Array.isArray(lu)) return lu.map(enPrix);
  if (lu === null || typeof lu !== 'object') return lu;
  return Object.fromEntries(
    Object.entries(lu).map(([cle, valeur]) => {
      if (!CLES_DE_PRIX.includes(cle)) return [cle, enPrix(valeur)];
      const prix = Object.entries(valeur as Record<string, string>).map(([id, texte]) => [id, BigInt(texte)]);
      return [cle, Object.fromEntries(prix)];
    }),
  );
}
