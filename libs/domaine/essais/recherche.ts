import { poserProbleme, type ContraintesPlan } from '../src/repartition/contraintes-plan.js';
import { Relaxation } from '../src/repartition/exploration/relaxation.js';
import { Separateur } from '../src/repartition/exploration/separateur.js';
import type { Choisis } from '../src/repartition/exploration/tarif.js';
import type { Instance } from '../src/repartition/instance.js';
import { preparer } from '../src/repartition/preparation.js';
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
