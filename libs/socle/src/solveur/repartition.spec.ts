import { chercherOptimum, verifierCertificat, type Instance, type PlanOptimal } from '@tdt/domaine';
import fc from 'fast-check';
import { arbCasContraint } from '../../../domaine/essais/contraintes.js';
import { arbMelange } from '../../../domaine/essais/instances.js';
import { optimumReference } from '../../../domaine/essais/optimum-reference.js';
import { present } from '../../../domaine/essais/present.js';
import { SolveurHighs } from './index.js';

const solveur = new SolveurHighs();
afterAll(() => solveur.fermer());

/** Hundreds of solves in another thread, on a machine that may be busy. */
const DELAI = 180_000;
/** HiGHS is asked first, whatever the size. */
const AVEC_HIGHS = { noeudsAvantSolveur: 0 };
const TAILLE = { enveloppes: 3, projets: 6, montant: 6n, minima: true };
const choix = ({ retenus, score, montant }: Pick<PlanOptimal, 'retenus' | 'score' | 'montant'>) => ({
  retenus,
  score,
  montant,
});

describe('l’optimum avec HiGHS (A4, A5)', () => {
  test(
    'comme en essayant tous les ensembles et tous les centimes, certificat accepté',
    async () => {
      let appels = 0;
      await fc.assert(
        fc.asyncProperty(arbCasContraint(TAILLE), async ({ instance, contraintes }) => {
          const plan = await chercherOptimum(instance, solveur, { ...contraintes, ...AVEC_HIGHS });
          const attendu = optimumReference(instance, contraintes);
          expect(plan.issue).toBe(attendu ? 'PLAN' : 'IMPOSSIBLE');
          if (attendu) expect(choix(plan)).toEqual(attendu);
          expect(plan.prouve).toBe(true);
          expect(verifierCertificat(instance, contraintes, present(plan.certificat))).toEqual({ valide: true });
          appels += plan.appelsSolveur;
        }),
        { numRuns: 80 },
      );
      expect(appels).toBeGreaterThan(80);
    },
    DELAI,
  );

  test(
    'I19, I20, et d’autres façons d’écrire la même instance',
    async () => {
      const arb = arbCasContraint(TAILLE).chain(({ instance }) =>
        fc.tuple(fc.constant(instance), arbMelange(instance)),
      );
      await fc.assert(
        fc.asyncProperty(arb, async ([instance, melange]) => {
          const plan = await chercherOptimum(instance, solveur, AVEC_HIGHS);
          expect(choix(await chercherOptimum(melange, solveur, AVEC_HIGHS))).toEqual(choix(plan));
          const riche: Instance = {
            ...instance,
            enveloppes: instance.enveloppes.map((e, i) => (i === 0 ? { ...e, montant: e.montant + 1n } : e)),
          };
          expect((await chercherOptimum(riche, solveur, AVEC_HIGHS)).score).toBeGreaterThanOrEqual(plan.score);
          const refuse = instance.projets.find(({ id }) => !plan.retenus.includes(id));
          const sansLui = { ...instance, projets: instance.projets.filter((p) => p !== refuse) };
          expect(choix(await chercherOptimum(sansLui, solveur, AVEC_HIGHS))).toEqual(choix(plan));
        }),
        { numRuns: 12 },
      );
    },
    DELAI,
  );
});
