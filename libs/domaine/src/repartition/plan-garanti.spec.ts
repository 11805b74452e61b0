import fc from 'fast-check';
import { arbCasContraint } from '../../essais/contraintes.js';
import { essais } from '../../essais/essais.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { optimumReference } from '../../essais/optimum-reference.js';
import { present } from '../../essais/present.js';
import type { Instance, Points } from './instance.js';
import { partsEgales } from './mes.js';
import { chercherOptimum } from './optimum.js';
import { chercherPlanGaranti, satisfactionsDe } from './plan-garanti.js';

const TAILLE = { enveloppes: 3, projets: 5, montant: 6n, minima: true };

/** Points of every funder, and the plan that the method of equal shares makes of them. */
const arbCasMes = arbCasContraint(TAILLE).chain(({ instance }) => {
  const donnes = fc.tuple(
    ...instance.enveloppes.map(({ id }) => fc.bigInt({ min: 0n, max: 4n }).map((p): [string, bigint] => [id, p])),
  );
  return fc
    .tuple(
      ...instance.projets.map(({ id }) =>
        donnes.map((d): [string, Record<string, bigint>] => [id, Object.fromEntries(d)]),
      ),
    )
    .map((lignes) => ({ instance, points: Object.fromEntries(lignes) as Points }));
});

describe('chercherPlanGaranti : personne n’y perd (A8)', () => {
  test('le meilleur de tous les plans où chaque financeur est au moins aussi satisfait que dans le plan MES', async () => {
    await fc.assert(
      fc.asyncProperty(arbCasMes, async ({ instance, points }) => {
        const mes = partsEgales(instance, points, 'PARTS_EGALES');
        if (!mes.ok) throw new Error(mes.refus.message);
        const { retenus } = mes.fait;
        const satisfactions = satisfactionsDe(instance, points, retenus);
        const garanti = await chercherPlanGaranti(instance, null, { points, satisfactions }, { departs: [retenus] });
        const reference = optimumReference(instance, {
          satisfactions: instance.enveloppes.map(({ id }) => ({
            enveloppe: id,
            points: Object.fromEntries(instance.projets.map((p) => [p.id, points[p.id]?.[id] ?? 0n])),
            minimum: present(satisfactions[id]),
          })),
        });
        const { score, montant } = garanti;
        expect({ retenus: garanti.retenus, score, montant }).toEqual(reference);
        expect(garanti).toMatchObject({ issue: 'PLAN', prouve: true });
        const obtenues = satisfactionsDe(instance, points, garanti.retenus);
        for (const { id } of instance.enveloppes)
          expect(obtenues[id]).toBeGreaterThanOrEqual(present(satisfactions[id]));
        const optimum = await chercherOptimum(instance, null);
        expect(optimum.score).toBeGreaterThanOrEqual(score);
      }),
      essais(80),
    );
  });

  test('l’optimum laisse un financeur de côté ; le plan garanti, non', async () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('REGION', 10n, null, 1), enveloppe('VILLE', 10n, null, 2)],
      projets: [
        { ...projet('P', 20n, [ligne('REGION', 10n), ligne('VILLE', 10n)]), score: 9n, rang: 1 },
        { ...projet('Q', 10n, [ligne('VILLE', 10n)]), score: 5n, rang: 2 },
      ],
    };
    const points = { P: { REGION: 3n }, Q: { VILLE: 2n } };
    expect(satisfactionsDe(instance, points, ['Q'])).toEqual({ REGION: 0n, VILLE: 2n });
    expect(satisfactionsDe(instance, {}, ['P', 'Q'])).toEqual({ REGION: 0n, VILLE: 0n });
    expect((await chercherOptimum(instance, null)).retenus).toEqual(['P']);
    const garanti = await chercherPlanGaranti(instance, null, { points, satisfactions: { VILLE: 2n } });
    expect(garanti).toMatchObject({ issue: 'PLAN', retenus: ['Q'], score: 5n, prouve: true });
    const impossible = await chercherPlanGaranti(
      instance,
      null,
      { points, satisfactions: { VILLE: 2n } },
      { satisfactions: [{ enveloppe: 'REGION', points: { P: 3n }, minimum: 1n }] },
    );
    expect(impossible).toMatchObject({ issue: 'IMPOSSIBLE', prouve: true });
  });
});
