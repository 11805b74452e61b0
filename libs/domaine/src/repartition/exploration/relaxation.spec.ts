import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { present } from '../../../essais/present.js';
import { poserRecherche } from '../../../essais/recherche.js';
import type { ContraintesPlan } from '../contraintes-plan.js';
import type { Instance } from '../instance.js';
import { ECHELLE, type Choisis, type Tarif } from './tarif.js';

/** P on A alone, Q on both, R on B alone: 8 cents each, for 20 in all. */
const TROIS: Instance = {
  classes: [],
  enveloppes: [enveloppe('A', 10n, null, 1), enveloppe('B', 10n, null, 2)],
  projets: [
    { ...projet('P', 8n, [ligne('A', 8n)]), score: 5n, rang: 1 },
    { ...projet('Q', 8n, [ligne('A', 8n), ligne('B', 8n)]), score: 4n, rang: 2 },
    { ...projet('R', 8n, [ligne('B', 8n)]), score: 3n, rang: 3, etiquettes: ['QPV'] },
  ],
};

const relacher = (instance: Instance, contraintes: ContraintesPlan = {}) =>
  poserRecherche(instance, contraintes).relaxation;

const choisis = (...bornes: (readonly [number, number])[]): Choisis => ({
  bas: Uint8Array.from(bornes, ([bas]) => bas),
  haut: Uint8Array.from(bornes, ([, haut]) => haut),
});
const LIBRE = [0, 1] as const;
const DEDANS = [1, 1] as const;
const DEHORS = [0, 0] as const;
const LIBRES = choisis(LIBRE, LIBRE, LIBRE);

/** What prices prove, in units of the gains. */
const borne = (tarif: Tarif, choix: Choisis) => Number(present(tarif.borne(choix))) / Number(ECHELLE);

describe('la relaxation : des projets pris en partie, et des prix qui prouvent ce qu’elle vaut', () => {
  test.each([
    ['tout est libre : R à moitié', LIBRES, [1, 1, 0.5], 10.5],
    ['P exclu : le reste tient', choisis(DEHORS, LIBRE, LIBRE), [0, 1, 1], 7],
    ['R imposé : Q à moitié', choisis(LIBRE, LIBRE, DEDANS), [1, 0.5, 1], 10],
    ['Q et R imposés : P à moitié', choisis(LIBRE, DEDANS, DEDANS), [0.5, 1, 1], 9.5],
  ] as const)('%s', (_, choix, z, valeur) => {
    const relaxation = relacher(TROIS);
    expect(relaxation.resoudre(choix)).toBe('OPTIMUM');
    z.forEach((part, p) => expect(relaxation.z[p]).toBeCloseTo(part, 9));
    expect(relaxation.valeur()).toBeCloseTo(valeur, 9);
    expect(borne(relaxation.tarif(), choix)).toBeCloseTo(valeur, 9);
  });

  test('l’une après l’autre, sur la même : ce qui était choisi avant ne compte plus', () => {
    const relaxation = relacher(TROIS);
    for (const [choix, valeur] of [
      [choisis(DEHORS, DEDANS, DEHORS), 4],
      [LIBRES, 10.5],
      [choisis(LIBRE, LIBRE, DEDANS), 10],
      [LIBRES, 10.5],
    ] as const) {
      expect(relaxation.resoudre(choix)).toBe('OPTIMUM');
      expect(relaxation.valeur()).toBeCloseTo(valeur, 9);
    }
  });

  test('le prix d’un centime est ce qu’il rapporterait, où qu’il manque', () => {
    const relaxation = relacher(TROIS);
    relaxation.resoudre(LIBRES);
    const { ressources, inegalites } = relaxation.tarif().prix;
    // R brings 3 points for 8 cents, of either envelope.
    expect(ressources.map((prix) => Number(prix) / Number(ECHELLE))).toEqual([
      expect.closeTo(3 / 8, 9),
      expect.closeTo(3 / 8, 9),
    ]);
    expect(inegalites).toEqual([]);
    relaxation.resoudre(choisis(DEHORS, LIBRE, LIBRE));
    expect(relaxation.tarif().prix).toEqual({ ressources: [0n, 0n], inegalites: [] });
  });

  test('une impossibilité : des prix auxquels les projets imposés coûtent plus que tout, quels que soient les gains', () => {
    const relaxation = relacher(TROIS);
    const tous = choisis(DEDANS, DEDANS, DEDANS);
    expect(relaxation.resoudre(tous)).toBe('VIDE');
    const tarif = relaxation.tarifContradictoire(tous);
    expect(present(tarif.borne(tous))).toBeLessThan(0n);
    // Prices as low as will do: they are written in certificates.
    expect(present(tarif.borne(tous))).toBeGreaterThan(-2n * ECHELLE);
    // No more than needed is proven: two of them may do.
    expect(present(tarif.borne(choisis(DEDANS, LIBRE, LIBRE)))).toBeGreaterThanOrEqual(9n * ECHELLE);
  });
});

describe('les inégalités', () => {
  test('un plancher retient, et son prix est ce qu’il coûte', () => {
    const relaxation = relacher(TROIS, { planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 1n }] });
    expect(relaxation.resoudre(LIBRES)).toBe('OPTIMUM');
    expect(relaxation.valeur()).toBeCloseTo(10, 5);
    const tarif = relaxation.tarif();
    expect(borne(tarif, LIBRES)).toBeCloseTo(10, 5);
    expect(tarif.prix.inegalites).toEqual([[0, expect.anything()]]);
    expect(Number(tarif.prix.inegalites[0]?.[1]) / Number(ECHELLE)).toBeCloseTo(1, 6);
    // Out of reach of nothing: no price.
    relaxation.resoudre(choisis(LIBRE, DEHORS, LIBRE));
    expect(relaxation.tarif().prix.inegalites).toEqual([]);
  });

  test.each([
    ['vers le bas', 1n, 5],
    ['vers le haut', 3n, null],
    ['entre les deux', 2n, 9],
  ])('une égalité tient des deux côtés : %s', (_, minimum, valeur) => {
    const relaxation = relacher(TROIS);
    expect(relaxation.ajouter({ coefficients: [1n, 1n, 1n], minimum, egalite: true })).toBe(0);
    if (valeur === null) {
      expect(relaxation.resoudre(LIBRES)).toBe('VIDE');
      expect(present(relaxation.tarifContradictoire(LIBRES).borne(LIBRES))).toBeLessThan(0n);
      return;
    }
    expect(relaxation.resoudre(LIBRES)).toBe('OPTIMUM');
    expect(relaxation.valeur()).toBeCloseTo(valeur, 4);
    expect(borne(relaxation.tarif(), LIBRES)).toBeCloseTo(valeur, 4);
  });

  test('une égalité en grands nombres aussi ; tenue d’elle-même, elle n’a pas de prix', () => {
    const grande = relacher(TROIS);
    const million = 1_000_000n;
    grande.ajouter({ coefficients: [million, million, million], minimum: million, egalite: true });
    grande.resoudre(LIBRES);
    expect(grande.valeur()).toBeCloseTo(5, 4);
    const oisive = relacher(TROIS);
    oisive.ajouter({ coefficients: [1n, 0n, 0n], minimum: 1n, egalite: true });
    oisive.resoudre(LIBRES);
    expect(oisive.valeur()).toBeCloseTo(10.5, 4);
    expect(oisive.tarif().prix.inegalites).toEqual([]);
  });

  test('sans égalité, en faire plus reste permis ; les inégalités sont numérotées dans leur ordre', () => {
    const relaxation = relacher(TROIS, { planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 0n }] });
    expect(relaxation.ajouter({ coefficients: [1n, 1n, 1n], minimum: 1n })).toBe(1);
    expect(relaxation.ajouter({ coefficients: [-1n, -1n, 0n], minimum: -1n })).toBe(2);
    expect(relaxation.inegalites.map(({ minimum }) => minimum)).toEqual([0n, 1n, -1n]);
    relaxation.resoudre(LIBRES);
    expect(relaxation.valeur()).toBeCloseTo(8, 4);
  });
});

describe('les coupes', () => {
  test('une coupe connue n’est pas posée deux fois : chaque ressource et toutes les enveloppes le sont d’avance', () => {
    const relaxation = relacher(TROIS);
    expect(relaxation.rangees).toHaveLength(3);
    for (const ensemble of [
      [true, false],
      [false, true],
      [true, true],
    ]) {
      expect(relaxation.couperEnveloppes(ensemble)).toBe(false);
    }
    expect(relaxation.couper([2n, 1n])).toBe(true);
    expect(relaxation.couper([2n, 1n])).toBe(false);
    expect(relaxation.rangees).toHaveLength(4);
  });

  test('une coupe dit ce dont les projets ne peuvent se passer, rapporté à son plus grand coefficient', () => {
    const relaxation = relacher(TROIS);
    relaxation.couper([3n, 1n]);
    const { a, b } = present(relaxation.rangees.at(-1));
    // P costs 24, Q 8 by the cheaper envelope, R 8; both hold 40.
    expect(Array.from(a)).toEqual([1, 1 / 3, 1 / 3]);
    expect(b).toBeCloseTo(40 / 24, 12);
  });

  test('celles qui ne servent plus sont oubliées quand elles sont nombreuses ; celles qui servent restent', () => {
    const relaxation = relacher(TROIS, { planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 0n }] });
    for (let k = 1n; k <= 61n; k++) relaxation.couper([k, k + 1n]);
    // Three rows from the start, sixty-one cuts, one inequality: not yet too many.
    for (let i = 0; i < 70; i++) relaxation.resoudre(LIBRES);
    expect(relaxation.rangees).toHaveLength(65);
    expect(relaxation.couper([1n, 100n])).toBe(true);
    expect(relaxation.couper([100n, 1n])).toBe(true);
    relaxation.resoudre(LIBRES);
    const restantes = relaxation.rangees.map(({ origine }) => ('prix' in origine ? origine.prix.join() : 'inégalité'));
    expect(restantes).toEqual(['inégalité', '1,1', '1,100', '100,1']);
    expect(relaxation.valeur()).toBeCloseTo(10.5, 9);
    expect(borne(relaxation.tarif(), LIBRES)).toBeCloseTo(10.5, 9);
    expect(relaxation.couper([1n, 1n])).toBe(false);
    expect(relaxation.couper([1n, 2n])).toBe(true);
  });
});

describe('le projet à trancher', () => {
  /** Projects of 8 cents on envelopes of 10: each holds its first one, and a quarter of its second one. */
  const quarts = (projets: readonly (readonly [string, bigint])[]): Instance => ({
    classes: [],
    enveloppes: [enveloppe('A', 10n, null, 1), enveloppe('B', 10n, null, 2), enveloppe('C', 9n, null, 3)],
    projets: projets.map(([e, score], rang) => ({ ...projet(`P${rang}`, 8n, [ligne(e, 8n)]), score, rang })),
  });

  test('celui qui est pris en partie ; aucun quand tous sont entiers', () => {
    const relaxation = relacher(TROIS);
    relaxation.resoudre(LIBRES);
    expect(relaxation.aDepartager()).toBe(2);
    relaxation.resoudre(choisis(LIBRE, LIBRE, DEDANS));
    expect(relaxation.aDepartager()).toBe(1);
    relaxation.resoudre(choisis(DEHORS, LIBRE, LIBRE));
    expect(relaxation.aDepartager()).toBe(-1);
  });

  test.each([
    ['celui dont les deux issues coûtent le plus', 9n, 3],
    ['et non celui dont une seule coûte', 14n, 1],
    ['le premier, à égalité', 4n, 1],
  ])('de deux, %s', (_, scoreD, attendu) => {
    const relaxation = relacher(
      quarts([
        ['A', 15n],
        ['A', 4n],
        ['B', 15n],
        ['B', scoreD],
      ]),
    );
    relaxation.resoudre(choisis(LIBRE, LIBRE, LIBRE, LIBRE));
    expect(Array.from(relaxation.z)).toEqual([1, 0.25, 1, 0.25]);
    expect(relaxation.aDepartager()).toBe(attendu);
  });

  test('le premier, à égalité, quelle que soit l’enveloppe', () => {
    const relaxation = relacher(
      quarts([
        ['B', 15n],
        ['B', 4n],
        ['A', 15n],
        ['A', 4n],
      ]),
    );
    relaxation.resoudre(choisis(LIBRE, LIBRE, LIBRE, LIBRE));
    expect(relaxation.aDepartager()).toBe(1);
  });
});
