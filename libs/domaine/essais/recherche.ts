import { poserProbleme, type ContraintesPlan } from '../src/repartition/contraintes-plan.js';
import { Relaxation } from '../src/repartition/exploration/relaxation.js';
import { Separateur } from '../src/repartition/exploration/separateur.js';
import type { Choisis } from '../src/repartition/exploration/tarif.js';
import type { Instance } from '../src/repartition/instance.js';
import { preparer } from '../src/repartition/preparation.js';
import { hasard } from './hasard.js';
import { enveloppe, ligne, projet } from './instances.js';

/** What a search for the best score is made of. */
export function poserRecherche(instance: Instance, contraintes: ContraintesPlan = {}) {
  const preparee = preparer(instance);
  const probleme = poserProbleme(preparee, contraintes);
  const relaxation = new Relaxation(
    probleme,
    preparee.projets.map(({ score }) => score),
  );
  const bas = Uint8Array.from(preparee.projets, (_, p) => Number(probleme.imposes.includes(p)));
  const choisis: Choisis = { bas, haut: bas.map(() => 1) };
  return { preparee, probleme, relaxation, separateur: new Separateur(preparee, probleme.projets), choisis };
}

/**
 * Projects of 10 cents whole in A or whole in B, which would have to be filled to the cent though they hold 5 more, and 5
 * less, than tens: only trying every way tells that they cannot all be funded. All but one can.
 */
export function dizaines(nombre: number): Instance {
  return {
    classes: [],
    enveloppes: [enveloppe('A', BigInt(5 * nombre + 5), null, 1), enveloppe('B', BigInt(5 * nombre - 5), null, 2)],
    projets: Array.from({ length: nombre }, (_, rang) => ({
      ...projet(`P${String(rang).padStart(2, '0')}`, 10n, [ligne('A', 10n, 10n), ligne('B', 10n, 10n)]),
      rang,
    })),
  };
}

/** A séance drawn from its number: four funders, of whom two public, and projects that ask for nearly what they bring. */
export function seance(graine: number, nombre: number, minima: boolean): Instance {
  const tirer = hasard(graine);
  const entre = (bas: number, haut: number) => BigInt(bas + Math.floor(tirer() * (haut - bas + 1)));
  const enveloppes = ['A', 'B', 'C', 'D'].map((id, rang) =>
    enveloppe(id, entre(200, 500), rang < 2 ? 'PUBLIC' : null, rang),
  );
  const projets = Array.from({ length: nombre }, (_, rang) => {
    const besoin = entre(60, 240);
    const lignes = enveloppes
      .filter(() => tirer() < 0.6)
      .map(({ id }) => {
        const plafond = entre(20, Number(besoin));
        return ligne(id, plafond, minima && tirer() < 0.3 ? plafond / 2n : 0n);
      });
    const plafonds: Record<string, bigint> = tirer() < 0.5 ? { PUBLIC: (besoin * 8n) / 10n } : {};
    return { ...projet(`P${rang}`, besoin, lignes, plafonds), score: besoin / 10n + entre(0, 10), rang };
  });
  return { classes: [{ id: 'PUBLIC', parent: null }], enveloppes, projets };
}

/** A knapsack drawn from its number, whose scores follow the needs: the relaxation says little of it. */
export function sac(graine: number, nombre: number): Instance {
  const tirer = hasard(graine);
  const entre = (bas: number, haut: number) => BigInt(bas + Math.floor(tirer() * (haut - bas + 1)));
  const projets = Array.from({ length: nombre }, (_, rang) => {
    const besoin = entre(20, 60);
    return { ...projet(`P${rang}`, besoin, [ligne('E', 60n)]), score: besoin + entre(0, 8), rang };
  });
  const montant = projets.reduce((total, { besoin }) => total + besoin, 0n) / 2n;
  return { classes: [], enveloppes: [enveloppe('E', montant)], projets };
}
