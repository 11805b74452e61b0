import fc from 'fast-check';
import { arbCasContraint } from '../../essais/contraintes.js';
import { essais } from '../../essais/essais.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { present } from '../../essais/present.js';
import { dizaines, sac, seance } from '../../essais/recherche.js';
import type { Instance } from './instance.js';
import { chercherOptimum } from './optimum.js';
import { verifierCertificat } from './verifier-certificat.js';

const TAILLE = { enveloppes: 3, projets: 6, montant: 6n, minima: false };

describe('ce que la recherche fait d’elle-même', () => {
  test('l’unité des points ne change ni le plan, ni le travail', async () => {
    await fc.assert(
      fc.asyncProperty(arbCasContraint(TAILLE), fc.constantFrom(7n, 1_000n), async ({ instance }, k) => {
        const plan = await chercherOptimum(instance, null);
        const projets = instance.projets.map((p) => ({ ...p, score: p.score * k }));
        const points = await chercherOptimum({ ...instance, projets }, null);
        expect(points).toMatchObject({ retenus: plan.retenus, score: plan.score * k, noeuds: plan.noeuds });
      }),
      essais(60),
    );
  });

  test('entre deux multiples du plus grand diviseur des points, il n’y a rien à chercher', async () => {
    const points = sac(16, 12);
    const grands = { ...points, projets: points.projets.map((p) => ({ ...p, score: p.score * 1_000n })) };
    const [un, mille] = [await chercherOptimum(points, null), await chercherOptimum(grands, null)];
    expect(mille).toMatchObject({ retenus: un.retenus, noeuds: un.noeuds, borne: present(un.borne) * 1_000n });
  });

  test('un ensemble que l’on ne sait juger : le meilleur des autres, et rien n’est dit prouvé', async () => {
    const plan = await chercherOptimum(dizaines(14), null);
    expect(plan).toMatchObject({ issue: 'PLAN', score: 13n, montant: 130n, prouve: false, arret: null });
    expect(plan).toMatchObject({ borne: null, borneMontant: null, certificat: null });
    expect(plan.preuves).toEqual({ score: false, montant: false, rangs: false });
  });

  test('un projet que ses propres plafonds interdisent est écarté sans que l’on cherche', async () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('E', 20n)],
      projets: [
        { ...projet('P', 6n, [ligne('E', 5n)]), score: 9n, rang: 1 },
        { ...projet('Q', 6n, [ligne('E', 6n, 7n)]), score: 9n, rang: 2 },
        { ...projet('R', 6n, [ligne('E', 6n)]), score: 1n, rang: 3 },
      ],
    };
    const plan = await chercherOptimum(instance, null);
    expect(plan).toMatchObject({ retenus: ['R'], score: 1n, prouve: true });
    expect(plan.certificat?.lemmes).toEqual([]);
  });
});

describe('le travail que demande une preuve', () => {
  // As measured. What makes a search good (cuts, prices, which branch first) shows nowhere else than in its nodes, which
  // are the same on every machine.
  test.each([
    [1, 12, false, 17],
    [2, 12, false, 27],
    [3, 16, false, 39],
    [4, 16, false, 45],
    [5, 12, true, 2],
    [6, 12, true, 21],
    [7, 20, false, 15],
    [8, 16, true, 13],
  ])('séance %i, %i projets (minima : %s) : %i nœuds au plus', async (graine, nombre, minima, noeuds) => {
    const instance = seance(graine, nombre, minima);
    const plan = await chercherOptimum(instance, null);
    expect(plan).toMatchObject({ issue: 'PLAN', prouve: true });
    expect(verifierCertificat(instance, {}, present(plan.certificat))).toEqual({ valide: true });
    expect(plan.noeuds).toBeLessThanOrEqual(noeuds);
  });
});
