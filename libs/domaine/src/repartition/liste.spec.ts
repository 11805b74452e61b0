import fc from 'fast-check';
import { arbInstance, arbMelange } from '../../essais/instances.js';
import type { Instance } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { listeClassee } from './liste.js';
import { preparer } from './preparation.js';

/** One envelope; score, need and minimum of each project, in rank order. */
function simple(
  montant: bigint,
  projets: readonly (readonly [score: bigint, besoin: bigint, minimum?: bigint])[],
): Instance {
  return {
    classes: [],
    enveloppes: [{ id: 'E', classe: null, montant, rang: 1 }],
    projets: projets.map(([score, besoin, minimum = 0n], i) => ({
      id: `P${i + 1}`,
      rang: i + 1,
      score,
      besoin,
      lignes: [{ enveloppe: 'E', plafond: besoin, minimum }],
      plafondsClasses: {},
    })),
  };
}

/** C09: the call « hubs ». */
const HUBS = simple(230_000_000n, [
  [91n, 35_000_000n],
  [88n, 35_000_000n],
  [83n, 35_000_000n],
  [82n, 35_000_000n],
  [72n, 30_000_000n],
  [69n, 25_000_000n],
  [68n, 25_000_000n],
  [66n, 25_000_000n],
  [65n, 25_000_000n],
  [64n, 25_000_000n],
]);

test('C09 : la liste classée des hubs', () => {
  const { retenus, score, montant, reste, ecartes } = listeClassee(HUBS, { saut: true });
  expect(retenus).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7']);
  expect({ score, montant, reste }).toEqual({ score: 553n, montant: 220_000_000n, reste: 10_000_000n });
  expect(ecartes.map(({ id, raison }) => [id, raison])).toEqual([
    ['P8', 'HORS_DE_PORTEE'],
    ['P9', 'HORS_DE_PORTEE'],
    ['P10', 'HORS_DE_PORTEE'],
  ]);
});

test('avec ou sans saut : un projet trop cher est passé, ou arrête la liste', () => {
  const instance = simple(10n, [
    [5n, 4n],
    [9n, 7n],
    [8n, 6n],
    [7n, 2n],
  ]);
  expect(listeClassee(instance, { saut: true })).toEqual({
    retenus: ['P2', 'P4'],
    score: 16n,
    montant: 9n,
    reste: 1n,
    ecartes: [
      { id: 'P3', raison: 'HORS_DE_PORTEE' },
      { id: 'P1', raison: 'HORS_DE_PORTEE' },
    ],
  });
  expect(listeClassee(instance, { saut: false })).toEqual({
    retenus: ['P2'],
    score: 9n,
    montant: 7n,
    reste: 3n,
    ecartes: [
      { id: 'P3', raison: 'HORS_DE_PORTEE' },
      { id: 'P4', raison: 'APRES_ARRET' },
      { id: 'P1', raison: 'APRES_ARRET' },
    ],
  });
});

test('à score égal, le rang publié', () => {
  const instance = simple(5n, [
    [3n, 3n],
    [3n, 3n],
    [3n, 2n],
  ]);
  expect(listeClassee(instance, { saut: true }).retenus).toEqual(['P1', 'P3']);
});

test('sans projet', () => {
  expect(listeClassee(simple(5n, []), { saut: false })).toEqual({
    retenus: [],
    score: 0n,
    montant: 0n,
    reste: 5n,
    ecartes: [],
  });
});

describe('minima de participation', () => {
  const deux = (minimum: bigint): Instance => {
    const enveloppes = [
      { id: 'A', classe: null, montant: 10n, rang: 1 },
      { id: 'B', classe: null, montant: 8n, rang: 2 },
    ];
    const projet = (rang: number, besoin: bigint, minimumB: bigint) => ({
      id: `P${rang}`,
      rang,
      score: 5n,
      besoin,
      lignes: [
        { enveloppe: 'A', plafond: 4n, minimum: 0n },
        { enveloppe: 'B', plafond: 10n, minimum: minimumB },
      ],
      plafondsClasses: {},
    });
    return { classes: [], enveloppes, projets: [projet(1, 6n, minimum), projet(2, 6n, 0n), projet(3, 8n, 0n)] };
  };

  test('celui que les plafonds laisseraient passer, mais pas son minimum, est passé sans gêner les suivants', () => {
    // P1 needs 2 of B at least, and B would bring 7 or nothing. With P1, there would be too little for P3.
    expect(listeClassee(deux(7n), { saut: true })).toMatchObject({
      retenus: ['P2', 'P3'],
      ecartes: [{ id: 'P1', raison: 'HORS_DE_PORTEE' }],
    });
    expect(listeClassee(deux(6n), { saut: true }).retenus).toEqual(['P1', 'P2']);
  });

  test('plus de choix que la recherche n’en essaie : écarté sans preuve, et c’est dit', () => {
    // Thirteen minima of 2 for a need of 13: an odd number, so no choice does, and the search would have to see them all.
    const enveloppes = Array.from({ length: 26 }, (_, i) => ({ id: `E${i}`, classe: null, montant: 2n, rang: i }));
    const lignes = enveloppes.map(({ id }) => ({ enveloppe: id, plafond: 2n, minimum: 2n }));
    const projet = { id: 'P', rang: 1, score: 1n, besoin: 25n, lignes, plafondsClasses: {} };
    const libre = { ...projet, id: 'Q', rang: 2, besoin: 24n };
    const { retenus, ecartes } = listeClassee({ classes: [], enveloppes, projets: [projet, libre] }, { saut: true });
    expect({ retenus, ecartes }).toEqual({ retenus: ['Q'], ecartes: [{ id: 'P', raison: 'INDETERMINE' }] });
  });
});

describe('propriétés', () => {
  const taille = { enveloppes: 4, projets: 5, montant: 20n, minima: true };

  test('chaque projet est retenu si et seulement s’il est finançable avec ceux qui le précèdent', () => {
    fc.assert(
      fc.property(arbInstance(taille), (instance) => {
        const { retenus, ecartes, score, montant, reste } = listeClassee(instance, { saut: true });
        const ordre = [...instance.projets].sort(
          (a, b) => Number(b.score - a.score) || a.rang - b.rang || (a.id < b.id ? -1 : 1),
        );
        const gardes: string[] = [];
        for (const { id } of ordre) {
          if (chercherLignesAllumees(preparer(instance), [...gardes, id]).issue === 'FAISABLE') gardes.push(id);
        }
        expect(retenus).toEqual(gardes);
        expect([...retenus, ...ecartes.map(({ id }) => id)].sort()).toEqual(ordre.map(({ id }) => id).sort());
        const choisis = instance.projets.filter(({ id }) => retenus.includes(id));
        const total = (montants: bigint[]) => montants.reduce((a, b) => a + b, 0n);
        expect(score).toBe(total(choisis.map((p) => p.score)));
        expect(montant).toBe(total(choisis.map((p) => p.besoin)));
        expect(reste + montant).toBe(total(instance.enveloppes.map((e) => e.montant)));
      }),
    );
  });

  test('sans saut, la liste est le début de la liste avec saut, jusqu’au premier projet hors de portée', () => {
    fc.assert(
      fc.property(arbInstance(taille), (instance) => {
        const arretee = listeClassee(instance, { saut: false });
        const { retenus } = listeClassee(instance, { saut: true });
        expect(retenus.slice(0, arretee.retenus.length)).toEqual(arretee.retenus);
        expect(arretee.ecartes.slice(1).every(({ raison }) => raison === 'APRES_ARRET')).toBe(true);
      }),
    );
  });

  test('l’ordre d’écriture ne compte pas', () => {
    const couples = arbInstance(taille).chain((instance) =>
      arbMelange(instance).map((melange) => [instance, melange] as const),
    );
    fc.assert(
      fc.property(couples, ([instance, melange]) => {
        expect(listeClassee(melange, { saut: true })).toEqual(listeClassee(instance, { saut: true }));
      }),
    );
  });
});
