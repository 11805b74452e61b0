import { lire } from '../preparation.js';
import type { LigneChiffree, Probleme, ProjetChiffre } from './probleme.js';

/** By line of one project: switched on, off, or not decided. */
export type Choix = readonly (boolean | undefined)[];

export const RIEN_DE_DECIDE: Choix = [];

/**
 * The least that funding a project whole can cost, at one price a line, participation minima included: an undecided line
 * brings nothing or at least its minimum. `null` when the project cannot be funded at all.
 *
 * Without minima, filling the cheapest lines first is exact because the classes are a tree. A line left below its minimum
 * is then tried on and off.
 */
export function coutMinimal(projet: ProjetChiffre, prix: readonly bigint[], choix = RIEN_DE_DECIDE): bigint | null {
  const ordre = projet.lignes.map((_, i) => i).sort((a, b) => comparer(lire(prix, a), lire(prix, b)));
  return selonChoix({ projet, prix, ordre }, choix);
}

export function comparer(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}

interface Demande {
  projet: ProjetChiffre;
  prix: readonly bigint[];
  /** Lines, cheapest first. */
  ordre: readonly number[];
}

function selonChoix(demande: Demande, choix: Choix): bigint | null {
  const { projet, prix, ordre } = demande;
  const restes = [...projet.plafonds];
  let cout = 0n;
  for (let i = 0; i < choix.length; i++) {
    const ligne = projet.lignes[i];
    if (choix[i] !== true || ligne === undefined || ligne.minimum === 0n) continue;
    cout += ligne.minimum * lire(prix, i);
    if (!retirer(ligne, restes, ligne.minimum)) return null;
  }
  let dispute = -1;
  for (const i of ordre) {
    if (choix[i] === false) continue;
    const ligne = lire(projet.lignes, i);
    const montant = place(ligne, restes);
    if (montant === 0n) continue;
    retirer(ligne, restes, montant);
    cout += montant * lire(prix, i);
    if (montant < ligne.minimum && choix[i] === undefined) dispute = i;
  }
  if (lire(restes, restes.length - 1) > 0n) return null;
  if (dispute < 0) return cout;
  return moindre(
    selonChoix(demande, decider(choix, dispute, false)),
    selonChoix(demande, decider(choix, dispute, true)),
  );
}

/** Room left for a line under all its caps. */
function place({ chemin }: LigneChiffree, restes: readonly bigint[]): bigint {
  let place = lire(restes, lire(chemin, 0));
  for (const plafond of chemin) {
    const reste = lire(restes, plafond);
    if (reste < place) place = reste;
  }
  return place;
}

/** @returns false when a cap is broken */
function retirer({ chemin }: LigneChiffree, restes: bigint[], montant: bigint): boolean {
  let tient = true;
  for (const plafond of chemin) {
    const reste = lire(restes, plafond) - montant;
    restes[plafond] = reste;
    tient &&= reste >= 0n;
  }
  return tient;
}

export function decider(choix: Choix, ligne: number, allumee: boolean): Choix {
  const copie = [...choix];
  copie[ligne] = allumee;
  return copie;
}

function moindre(a: bigint | null, b: bigint | null): bigint | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The price of one cent on every line of a project, from the prices of the resources. */
export function prixDesLignes({ projets, ressources }: Probleme, projet: number, prix: readonly bigint[]): bigint[] {
  return lire(projets, projet).lignes.map(({ enveloppe, autresRessources }) =>
    autresRessources.reduce(
      (total, r) => {
        const poids = ressources[r]?.poids?.[projet] ?? 0n;
        return total + lire(prix, r) * poids;
      },
      lire(prix, enveloppe),
    ),
  );
}
