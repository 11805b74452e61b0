import { distances, pousser, reprendre, tracerGraphe, type Arc, type Residus, type Trace } from './reseau.js';

/** Arcs with their caps: the graph, and the residues before any flow. */
function reseau(noeuds: number, arcs: readonly (readonly [...Arc, bigint])[]) {
  const graphe = tracerGraphe(
    noeuds,
    arcs.map(([de, vers]) => [de, vers]),
  );
  const residus: Residus = arcs.flatMap(([, , plafond]) => [plafond, 0n]);
  return { graphe, residus };
}
const flots = (residus: Residus) => residus.filter((_, a) => a % 2 === 1);

describe('tracerGraphe', () => {
  test('les arcs de chaque nœud, aller et retour, dans l’ordre donné', () => {
    const { tete, debut, sortants } = tracerGraphe(3, [
      [0, 1],
      [2, 1],
      [0, 2],
    ]);
    expect([...tete]).toEqual([1, 0, 1, 2, 2, 0]);
    expect([...debut]).toEqual([0, 2, 4, 6]);
    expect([...sortants]).toEqual([0, 4, 1, 3, 2, 5]);
  });
});

describe('distances', () => {
  // 0 → 1 → 3 (sink), 0 → 2 → 3, 4 alone upstream of 0.
  const arcs = [
    [0, 1, 1n],
    [1, 3, 1n],
    [0, 2, 1n],
    [2, 3, 0n],
    [4, 0, 1n],
  ] as const;

  test('le nombre d’arcs qui restent ouverts jusqu’au puits, −1 sans chemin', () => {
    const { graphe, residus } = reseau(5, arcs);
    expect([...distances(graphe, residus, 3, -1)]).toEqual([2, 1, -1, 0, 3]);
  });

  test('s’arrête à la source', () => {
    const { graphe, residus } = reseau(5, arcs);
    expect([...distances(graphe, residus, 3, 0)]).toEqual([2, 1, -1, 0, -1]);
  });

  test('un retour compte quand un flot le rend possible', () => {
    const { graphe } = reseau(5, arcs);
    // One cent runs from 1 to 3: 3 can send it back to 1.
    const residus = [1n, 0n, 0n, 1n, 1n, 0n, 0n, 0n, 1n, 0n];
    expect([...distances(graphe, residus, 1, -1)]).toEqual([1, 0, -1, 1, 2]);
  });
});

describe('pousser', () => {
  // The way 0 → 1 → 2 → 3 must be undone to reach 20: 1 → 3 and 2 → 3 are the two ways out.
  const croise = [
    [0, 1, 10n],
    [0, 2, 10n],
    [1, 2, 10n],
    [1, 3, 10n],
    [2, 3, 10n],
  ] as const;

  test('le plus possible, en défaisant au besoin', () => {
    const { graphe, residus } = reseau(4, croise);
    residus[4] = 0n;
    residus[5] = 10n;
    residus[0] = 0n;
    residus[1] = 10n;
    residus[8] = 0n;
    residus[9] = 10n;
    const { pousse, distance } = pousser(graphe, residus, 0, 3, 99n);
    expect(pousse).toBe(10n);
    expect(flots(residus)).toEqual([10n, 10n, 0n, 10n, 10n]);
    expect([...distance]).toEqual([-1, -1, -1, 0]);
  });

  test('la limite arrête, exactement, et se demande avant toute recherche', () => {
    const { graphe, residus } = reseau(4, croise);
    expect(pousser(graphe, residus, 0, 3, 13n).pousse).toBe(13n);
    expect(flots(residus)).toEqual([10n, 3n, 0n, 10n, 3n]);
    const avant = [...residus];
    const { pousse, distance } = pousser(graphe, residus, 0, 3, 0n);
    expect({ pousse, taille: distance.length }).toEqual({ pousse: 0n, taille: 0 });
    expect(residus).toEqual(avant);
    expect(pousser(graphe, residus, 0, 3, 7n).pousse).toBe(7n);
    expect(pousser(graphe, residus, 0, 3, 1n).pousse).toBe(0n);
  });

  test('ce qui a été poussé se reprend, en plusieurs fois comme en une, et rien de ce qui l’était avant', () => {
    const { graphe, residus } = reseau(4, croise);
    pousser(graphe, residus, 0, 3, 3n);
    const avant = [...residus];
    const trace: Trace = { arcs: [], montants: [] };
    expect(pousser(graphe, residus, 0, 3, 8n, trace).pousse).toBe(8n);
    expect(pousser(graphe, residus, 0, 3, 99n, trace).pousse).toBe(9n);
    expect(flots(residus)).toEqual([10n, 10n, 0n, 10n, 10n]);
    reprendre(residus, trace);
    expect(residus).toEqual(avant);
  });

  test('la coupe la plus proche du puits : parmi deux goulets égaux, le dernier', () => {
    const { graphe, residus } = reseau(4, [
      [0, 1, 5n],
      [1, 2, 9n],
      [2, 3, 5n],
    ]);
    const { pousse, distance } = pousser(graphe, residus, 0, 3, 99n);
    expect(pousse).toBe(5n);
    expect([...distance].map((d) => d >= 0)).toEqual([false, false, false, true]);
  });

  test('plusieurs longueurs de chemin, plusieurs arcs d’un même nœud', () => {
    const { graphe, residus } = reseau(6, [
      [0, 1, 7n],
      [1, 5, 2n],
      [1, 2, 4n],
      [1, 3, 4n],
      [2, 4, 3n],
      [3, 4, 3n],
      [4, 5, 5n],
    ]);
    expect(pousser(graphe, residus, 0, 5, 99n).pousse).toBe(7n);
    expect(flots(residus)).toEqual([7n, 2n, 3n, 2n, 3n, 2n, 5n]);
  });
});
