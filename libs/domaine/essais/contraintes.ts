import fc from 'fast-check';
import type { ContraintesPlan } from '../src/repartition/contraintes-plan.js';
import type { Instance } from '../src/repartition/instance.js';
import { arbInstance, type TailleInstance } from './instances.js';

/** An instance and what its plans must respect. */
export interface CasContraint {
  instance: Instance;
  contraintes: ContraintesPlan;
}

const TAUX = [0, 2500, 3333, 5000, 10_000];

/** Labels on some projects, and some projects that are the twins of the one before. */
function arbVariante(instance: Instance): fc.Arbitrary<Instance> {
  const { length } = instance.projets;
  const traits = fc.record({ qpv: fc.boolean(), jumeau: fc.integer({ min: 0, max: 2 }).map((n) => n === 0) });
  return fc.array(traits, { minLength: length, maxLength: length }).map((liste) => {
    const projets = [...instance.projets];
    liste.forEach(({ qpv, jumeau }, i) => {
      const projet = projets[i];
      const modele = projets[i - 1];
      if (!projet) return;
      projets[i] = jumeau && modele ? { ...modele, id: projet.id, rang: projet.rang } : projet;
      projets[i] = { ...projets[i], etiquettes: qpv ? ['QPV'] : [] };
    });
    return { ...instance, projets };
  });
}

function arbContraintes({ projets, enveloppes }: Instance, credits: boolean): fc.Arbitrary<ContraintesPlan> {
  const parProjet = <T>(valeur: fc.Arbitrary<T>) =>
    fc.tuple(...projets.map(({ id }) => fc.tuple(fc.constant(id), valeur))).map((paires) => Object.fromEntries(paires));
  const enveloppe = fc.constantFrom(...enveloppes.map(({ id }) => id));
  const petit = fc.bigInt({ min: 0n, max: 5n });
  const rarement = <T>(liste: fc.Arbitrary<T[]>) => fc.oneof({ weight: 3, arbitrary: fc.constant([] as T[]) }, liste);
  const liste = <T>(un: fc.Arbitrary<T>) => fc.array(un, { minLength: 1, maxLength: 2 });
  return fc.record({
    planchers: rarement(
      liste(
        fc.record({
          etiquette: fc.constant('QPV'),
          mesure: fc.constantFrom('NOMBRE' as const, 'MONTANT' as const),
          minimum: petit,
        }),
      ),
    ),
    satisfactions: rarement(liste(fc.record({ enveloppe, points: parProjet(petit), minimum: petit }))),
    imposes: rarement(
      fc.subarray(
        projets.map(({ id }) => id),
        { maxLength: 1 },
      ),
    ),
    creditsPaiement: credits
      ? liste(
          fc.record({
            enveloppe,
            annee: fc.constantFrom(2026, 2027),
            montant: petit,
            tauxBp: parProjet(fc.constantFrom(...TAUX)),
          }),
        )
      : fc.constant([]),
  });
}

/** Small instances with everything that a plan may have to respect. */
export function arbCasContraint(taille: TailleInstance & { credits?: boolean }): fc.Arbitrary<CasContraint> {
  return arbInstance(taille)
    .chain(arbVariante)
    .chain((instance) =>
      arbContraintes(instance, taille.credits ?? false).map((contraintes) => ({ instance, contraintes })),
    );
}
