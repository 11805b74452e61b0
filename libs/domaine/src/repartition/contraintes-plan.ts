import type { Centimes } from '../montant/montant.js';
import { chiffrer, type Inegalite, type Probleme, type Ressource } from './exploration/probleme.js';
import { indexProjet } from './flot.js';
import type { InstancePreparee } from './preparation.js';

/** « At least so much for the QPV »: over the projects selected that bear the label. */
export interface PlancherThematique {
  etiquette: string;
  /** MONTANT: cents of need funded; NOMBRE: projects. */
  mesure: 'MONTANT' | 'NOMBRE';
  minimum: bigint;
}

/**
 * What an envelope may pay in one year, when payments are spread: Σ share of the year × part ≤ amount, on exact shares
 * (A12 rounds the instalments, and checks them again).
 */
export interface CreditsPaiement {
  enveloppe: string;
  annee: number;
  montant: Centimes;
  /** Basis points of its parts that a project is paid that year; nothing when absent. */
  tauxBp: Readonly<Record<string, number>>;
}

/** A funder must get at least so many points from the plan (A8). */
export interface SatisfactionMinimale {
  enveloppe: string;
  /** Points of the funder by project; 0 when absent. */
  points: Readonly<Record<string, bigint>>;
  minimum: bigint;
}

/** What a plan must respect besides the money. */
export interface ContraintesPlan {
  planchers?: readonly PlancherThematique[];
  creditsPaiement?: readonly CreditsPaiement[];
  satisfactions?: readonly SatisfactionMinimale[];
  /** Projects that the plan must select. */
  imposes?: readonly string[];
}

/** @throws RangeError on an unknown project or envelope: a fault of the caller */
export function poserProbleme(instance: InstancePreparee, contraintes: ContraintesPlan): Probleme {
  const { planchers = [], creditsPaiement = [], satisfactions = [], imposes = [] } = contraintes;
  return {
    instance,
    ...chiffrer(
      instance,
      creditsPaiement.map((credits) => creditsDe(instance, credits)),
    ),
    inegalites: [
      ...planchers.map((plancher) => rangeePlancher(instance, plancher)),
      ...satisfactions.map((satisfaction) => rangeeSatisfaction(instance, satisfaction)),
    ],
    imposes: [...new Set(imposes.map((id) => indexProjet(instance, id)))].sort((a, b) => a - b),
  };
}

/** Basis points make up the weights, so the amount is in ten-thousandths of a cent. */
function creditsDe(instance: InstancePreparee, { enveloppe, montant, tauxBp }: CreditsPaiement): Ressource {
  const poids = parProjet(instance, tauxBp, BigInt);
  return { enveloppe: indexEnveloppe(instance, enveloppe), poids, quantite: montant * 10_000n };
}

function rangeePlancher(instance: InstancePreparee, { etiquette, mesure, minimum }: PlancherThematique): Inegalite {
  const coefficients = instance.projets.map(({ etiquettes, besoin }) => {
    if (etiquettes?.includes(etiquette) !== true) return 0n;
    return mesure === 'NOMBRE' ? 1n : besoin;
  });
  return { coefficients, minimum };
}

function rangeeSatisfaction(
  instance: InstancePreparee,
  { enveloppe, points, minimum }: SatisfactionMinimale,
): Inegalite {
  indexEnveloppe(instance, enveloppe);
  return { coefficients: parProjet(instance, points, (p) => p), minimum };
}

function parProjet<T>(instance: InstancePreparee, valeurs: Readonly<Record<string, T>>, lu: (v: T) => bigint) {
  const resultat = instance.projets.map(() => 0n);
  for (const [id, valeur] of Object.entries(valeurs)) resultat[indexProjet(instance, id)] = lu(valeur);
  return resultat;
}

function indexEnveloppe(instance: InstancePreparee, id: string): number {
  const index = instance.indexEnveloppe.get(id);
  if (index === undefined) throw new RangeError(`Enveloppe inconnue : ${id}.`);
  return index;
}
