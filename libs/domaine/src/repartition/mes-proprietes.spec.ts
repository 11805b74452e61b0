import fc from 'fast-check';
import { fait } from '../../essais/decision.js';
import { essais } from '../../essais/essais.js';
import { arbInstance, arbMelange } from '../../essais/instances.js';
import { mesReference } from '../../essais/mes-reference.js';
import type { Instance, Points } from './instance.js';
import { partsEgales, partsEgalesExactes } from './mes.js';
import { comparer, plus, ratio, ZERO } from './rationnel.js';

const arbPoints = ({ projets, enveloppes }: Instance): fc.Arbitrary<Points> =>
  fc
    .array(fc.array(fc.bigInt({ min: 0n, max: 3n }), { minLength: enveloppes.length, maxLength: enveloppes.length }), {
      minLength: projets.length,
      maxLength: projets.length,
    })
    .map((lignes) =>
      Object.fromEntries(
        projets.map(({ id }, p) => [id, Object.fromEntries(enveloppes.map((e, i) => [e.id, lignes[p]?.[i] ?? 0n]))]),
      ),
    );

const arbCas = (minima: boolean) =>
  fc
    .record({
      enveloppes: fc.integer({ min: 1, max: 5 }),
      projets: fc.integer({ min: 1, max: 6 }),
      montant: fc.constantFrom(6n, 40n, 1_000_003n),
      ponderation: fc.constantFrom('PARTS_EGALES' as const, 'PRORATA_ENVELOPPE' as const),
    })
    .chain(({ ponderation, ...taille }) =>
      arbInstance({ ...taille, minima }).chain((instance) =>
        arbPoints(instance).map((points) => ({ instance, points, ponderation })),
      ),
    );

const enFractions = (montants: Record<string, bigint>) =>
  Object.fromEntries(Object.entries(montants).map(([id, montant]) => [id, ratio(montant)]));

describe('partsEgales : propriétés', () => {
  test.each([
    ['sans minima', false],
    ['avec minima', true],
  ])('identiques à une implémentation lente et indépendante, %s, au centime et en fractions', (_titre, minima) => {
    fc.assert(
      fc.property(arbCas(minima), ({ instance, points, ponderation }) => {
        const prorata = ponderation === 'PRORATA_ENVELOPPE';
        const exactes = fait(partsEgalesExactes(instance, points, ponderation));
        expect(exactes).toEqual(mesReference(instance, points, prorata, true));
        const { tours, restes, nonFinancables, retenus } = fait(partsEgales(instance, points, ponderation));
        expect({
          retenus,
          tours: tours.map((tour) => ({ ...tour, paiements: enFractions(tour.paiements) })),
          restes: enFractions(restes),
          nonFinancables: nonFinancables.map(({ id, atteignable, besoin }) => ({
            id,
            atteignable: ratio(atteignable),
            besoin: ratio(besoin),
          })),
        }).toEqual(mesReference(instance, points, prorata, false));
      }),
      essais(1000),
    );
  });

  test('I14 : chaque tour couvre le besoin par ses soutiens, sans solde négatif, à prix croissant, et rien d’abordable ne reste', () => {
    fc.assert(
      fc.property(arbCas(false), ({ instance, points, ponderation }) => {
        const { tours, restes, nonFinancables, retenus } = fait(partsEgales(instance, points, ponderation));
        const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
        for (const { projet: id, paiements } of tours) {
          const { besoin } = instance.projets.find((p) => p.id === id)!;
          expect(Object.values(paiements).reduce((a, b) => a + b, 0n)).toBe(besoin);
          for (const [qui, montant] of Object.entries(paiements)) {
            expect(points[id]?.[qui]).toBeGreaterThan(0n);
            soldes.set(qui, soldes.get(qui)! - montant);
          }
        }
        expect(restes).toEqual(Object.fromEntries(soldes));
        expect([...soldes.values()].every((solde) => solde >= 0n)).toBe(true);
        tours.slice(1).forEach(({ rho }, i) => expect(comparer(rho, tours[i]!.rho)).toBeGreaterThanOrEqual(0));
        expect([...retenus, ...nonFinancables.map(({ id }) => id)].sort()).toEqual(
          instance.projets.map(({ id }) => id).sort(),
        );
        expect(nonFinancables.every(({ atteignable, besoin }) => atteignable < besoin)).toBe(true);
      }),
    );
  });

  test('I15 : doubler toutes les enveloppes ne renchérit jamais le premier prix', () => {
    fc.assert(
      fc.property(arbCas(false), ({ instance, points }) => {
        const double = {
          ...instance,
          enveloppes: instance.enveloppes.map((e) => ({ ...e, montant: 2n * e.montant })),
        };
        const [premier] = fait(partsEgales(instance, points, 'PARTS_EGALES')).tours;
        const [apres] = fait(partsEgales(double, points, 'PARTS_EGALES')).tours;
        expect(premier === undefined || comparer(apres!.rho, premier.rho) <= 0).toBe(true);
      }),
    );
  });

  test('l’ordre d’écriture ne compte pas', () => {
    const cas = arbCas(true).chain(({ instance, ...reste }) =>
      arbMelange(instance).map((melange) => ({ instance, melange, ...reste })),
    );
    fc.assert(
      fc.property(cas, ({ instance, melange, points, ponderation }) => {
        expect(partsEgales(melange, points, ponderation)).toEqual(partsEgales(instance, points, ponderation));
      }),
    );
  });

  test('paiements exacts : chaque tour couvre le besoin, et les restes sont ce qui n’est pas payé', () => {
    fc.assert(
      fc.property(arbCas(true), ({ instance, points, ponderation }) => {
        const { tours, restes } = fait(partsEgalesExactes(instance, points, ponderation));
        const payes = tours.flatMap(({ paiements }) => Object.values(paiements));
        const besoins = tours.map(({ projet: id }) => ratio(instance.projets.find((p) => p.id === id)!.besoin));
        const dotations = instance.enveloppes.map(({ montant }) => ratio(montant));
        expect(payes.reduce(plus, ZERO)).toEqual(besoins.reduce(plus, ZERO));
        expect([...payes, ...Object.values(restes)].reduce(plus, ZERO)).toEqual(dotations.reduce(plus, ZERO));
        expect(Object.values(restes).every(({ n }) => n >= 0n)).toBe(true);
      }),
    );
  });
});
