import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { dizaines, poserRecherche } from '../../../essais/recherche.js';
import type { Instance } from '../instance.js';
import { Exploration, type Lemme, type OptionsExploration } from './exploration.js';

function explorer(instance: Instance, autrement: Partial<OptionsExploration> = {}) {
  const { relaxation, separateur, choisis } = poserRecherche(instance);
  const lemmes: Lemme[] = [];
  const options: OptionsExploration = { pas: 1n, plancher: -1n, choisis, jumeaux: [], ...autrement };
  return { relaxation, lemmes, exploration: new Exploration(relaxation, separateur, lemmes, options) };
}

/** A alone is worth 8 points, B 4, and both ask for 12 of the 10 cents. */
const DEUX: Instance = {
  classes: [],
  enveloppes: [enveloppe('E', 10n)],
  projets: [
    { ...projet('A', 6n, [ligne('E', 6n)]), score: 8n, rang: 1 },
    { ...projet('B', 6n, [ligne('E', 6n)]), score: 4n, rang: 2 },
  ],
};

describe('ce que la racine prouve', () => {
  test('la valeur du choix relâché, arrondie au pas des gains', () => {
    const { exploration } = explorer(DEUX);
    expect(exploration.borneRacine).toBeNull();
    exploration.avancer(1);
    // 8 + 4 × 4/6.
    expect(exploration.borneRacine).toBe(10n);
    expect(exploration.tarifRacine).not.toBeNull();
    expect(exploration.terminee).toBe(false);
    expect(exploration.avancer(100)).toBe(true);
    expect(exploration.borneRacine).toBe(10n);
    expect(exploration.trouvaille).toEqual({ projets: [0], valeur: 8n, parts: { A: { E: 6n } } });
  });

  test('rien entre deux multiples du pas : la racine suffit', () => {
    const { exploration } = explorer(DEUX, { pas: 4n, plancher: -4n });
    expect(exploration.avancer(1)).toBe(true);
    expect(exploration).toMatchObject({ noeuds: 1, borneRacine: 8n, preuve: { prix: expect.anything() } });
    expect(exploration.borne()).toBe(8n);
  });

  test('à un plancher que rien ne dépasse : rien n’est trouvé, et c’est prouvé', () => {
    const { exploration } = explorer(DEUX, { plancher: 10n });
    expect(exploration.avancer(100)).toBe(true);
    expect(exploration).toMatchObject({ noeuds: 1, trouvaille: null, borneRacine: 10n, indetermine: false });
  });

  test('des choix impossibles : prouvés tels', () => {
    const choisis = { bas: Uint8Array.of(1, 1), haut: Uint8Array.of(1, 1) };
    const { exploration } = explorer(DEUX, { choisis });
    expect(exploration.avancer(100)).toBe(true);
    expect(exploration).toMatchObject({ noeuds: 1, trouvaille: null });
    expect(exploration.preuve).toEqual({ prix: exploration.tarifRacine?.prix });
    expect(exploration.tarifRacine?.borne(choisis)).toBeLessThan(0n);
  });
});

describe('proposer un choix', () => {
  test('il est gardé s’il vaut mieux que ce que l’on connaît, et se finance', () => {
    const { exploration, lemmes, relaxation } = explorer(DEUX);
    expect(exploration.proposer([1])).toBe(true);
    expect(exploration.trouvaille).toEqual({ projets: [1], valeur: 4n, parts: { B: { E: 6n } } });
    expect(exploration.proposer([1])).toBe(false);
    expect(exploration.proposer([])).toBe(false);
    expect(lemmes).toEqual([]);
    // In conflict: not kept, and remembered as an inequality with what proves it.
    expect(exploration.proposer([1, 0])).toBe(false);
    expect(relaxation.inegalites).toEqual([{ coefficients: [-1n, -1n], minimum: -1n }]);
    expect(lemmes).toEqual([{ inegalite: 0, origine: { conflit: [0, 1], preuve: { ressources: [1n] } } }]);
    expect(exploration.trouvaille?.projets).toEqual([1]);
    expect(exploration.proposer([0])).toBe(true);
    expect(exploration.trouvaille?.valeur).toBe(8n);
    expect(exploration.noeuds).toBe(0);
  });

  test('des prix qui disent un conflit servent aussi de coupe ; un conflit de minima n’en donne pas', () => {
    const deux = (a: bigint, plafondB: bigint, minimum: bigint): Instance => ({
      classes: [],
      enveloppes: [enveloppe('A', a, null, 1), enveloppe('B', 5n, null, 2), enveloppe('C', 9n, null, 3)],
      projets: [1, 2].map((rang) => ({
        ...projet(`P${rang}`, 5n, [ligne('A', 5n, minimum), ligne('B', plafondB)]),
        rang,
      })),
    });
    const argent = explorer(deux(4n, 5n, 0n));
    expect(argent.exploration.proposer([0, 1])).toBe(false);
    expect(argent.lemmes).toEqual([
      { inegalite: 0, origine: { conflit: [0, 1], preuve: { ressources: [1n, 1n, 0n] } } },
    ]);
    expect(argent.relaxation.couper([1n, 1n, 0n])).toBe(false);
    const minima = explorer(deux(6n, 2n, 4n));
    const avant = minima.relaxation.rangees.length;
    expect(minima.exploration.proposer([0, 1])).toBe(false);
    expect(minima.lemmes).toMatchObject([{ inegalite: 0, origine: { conflit: [0, 1], preuve: { ligne: 0 } } }]);
    expect(minima.relaxation.rangees).toHaveLength(avant + 1);
  });

  test('l’ordre dans lequel il est dit n’importe pas', () => {
    const { exploration } = explorer({ ...DEUX, enveloppes: [enveloppe('E', 12n)] });
    expect(exploration.proposer([1, 0])).toBe(true);
    expect(exploration.trouvaille?.projets).toEqual([0, 1]);
  });

  test('ni ce qui est imposé ne manque, ni ce qui est exclu n’est pris', () => {
    const choisis = { bas: Uint8Array.of(1, 0), haut: Uint8Array.of(1, 0) };
    const { exploration } = explorer({ ...DEUX, enveloppes: [enveloppe('E', 12n)] }, { choisis });
    expect(exploration.proposer([])).toBe(false);
    expect(exploration.proposer([1])).toBe(false);
    expect(exploration.proposer([0, 1])).toBe(false);
    expect(exploration.proposer([0])).toBe(true);
  });

  test('les inégalités et les égalités sont tenues exactement', () => {
    const instance = { ...DEUX, enveloppes: [enveloppe('E', 12n)] };
    const { exploration, relaxation } = explorer(instance);
    relaxation.ajouter({ coefficients: [0n, 3n], minimum: 3n });
    expect(exploration.proposer([0])).toBe(false);
    expect(exploration.proposer([1])).toBe(true);
    relaxation.ajouter({ coefficients: [1n, 1n], minimum: 1n, egalite: true });
    expect(exploration.proposer([0, 1])).toBe(false);
    const large = explorer(instance);
    large.relaxation.ajouter({ coefficients: [1n, 1n], minimum: 1n });
    expect(large.exploration.proposer([])).toBe(false);
    expect(large.exploration.proposer([0, 1])).toBe(true);
  });
});

describe('le premier suffit', () => {
  test('la recherche s’arrête au premier choix au-dessus du plancher', () => {
    const { exploration } = explorer(DEUX, { premierSuffit: true, plancher: 3n });
    expect(exploration.terminee).toBe(false);
    expect(exploration.proposer([1])).toBe(true);
    expect(exploration.terminee).toBe(true);
    expect(exploration.avancer(10)).toBe(true);
    expect(exploration).toMatchObject({ noeuds: 0, trouvaille: { projets: [1] } });
  });

  test('sans lui, elle va jusqu’au meilleur', () => {
    for (const premierSuffit of [false, undefined]) {
      const { exploration } = explorer(DEUX, { premierSuffit });
      exploration.proposer([1]);
      expect(exploration.terminee).toBe(false);
      expect(exploration.avancer(10)).toBe(true);
      expect(exploration.trouvaille?.projets).toEqual([0]);
    }
  });

  test('sans choix au-dessus du plancher, elle va au bout', () => {
    const { exploration } = explorer(DEUX, { premierSuffit: true, plancher: 8n });
    expect(exploration.avancer(100)).toBe(true);
    expect(exploration.trouvaille).toBeNull();
    expect(exploration.preuve).not.toBeNull();
  });
});

describe('au bout d’une branche', () => {
  test('tout y est choisi : le choix lui-même, essayé en passant, la ferme, et rien ne reste à prouver', () => {
    // At its eighth or sixteenth node a search tries a selection near the relaxed one: here, the last one that was left.
    const sac = (montant: bigint, paires: readonly (readonly [bigint, bigint])[]): Instance => ({
      classes: [],
      enveloppes: [enveloppe('E', montant)],
      projets: paires.map(([besoin, score], rang) => ({
        ...projet(`P${rang}`, besoin, [ligne('E', 60n)]),
        score,
        rang,
      })),
    });
    const large = explorer(
      sac(119n, [
        [57n, 58n],
        [52n, 52n],
        [31n, 33n],
        [20n, 23n],
        [50n, 51n],
        [28n, 30n],
      ]),
    );
    expect(large.exploration.avancer(1_000)).toBe(true);
    expect(large.exploration).toMatchObject({ indetermine: false, trouvaille: { valeur: 121n } });
    const profonde = explorer(
      sac(94n, [
        [22n, 24n],
        [32n, 33n],
        [28n, 30n],
        [59n, 62n],
        [20n, 22n],
        [28n, 28n],
      ]),
      {
        enProfondeur: true,
      },
    );
    expect(profonde.exploration.avancer(1_000)).toBe(true);
    expect(profonde.exploration).toMatchObject({ indetermine: false, trouvaille: { valeur: 95n } });
  });
});

describe('ce qui s’apprend en chemin', () => {
  test('de deux jumeaux, le second ne va pas sans le premier', () => {
    const choisis = { bas: Uint8Array.of(0, 0), haut: Uint8Array.of(0, 1) };
    const jumeaux = explorer(DEUX, { choisis, jumeaux: [[0, 1]], plancher: 0n });
    expect(jumeaux.exploration.avancer(100)).toBe(true);
    expect(jumeaux.exploration.trouvaille).toBeNull();
    expect(jumeaux.lemmes).toEqual([{ inegalite: 0, origine: { jumeaux: [0, 1] } }]);
    expect(jumeaux.relaxation.inegalites).toEqual([{ coefficients: [1n, -1n], minimum: 0n }]);
    const libre = explorer(DEUX, { jumeaux: [[0, 1]] });
    libre.exploration.avancer(100);
    expect(libre.lemmes).toEqual([]);
  });

  test('un ensemble que l’on ne sait juger est laissé, sans lemme, et cela se dit', () => {
    const { exploration, lemmes, relaxation } = explorer(dizaines(14));
    expect(exploration.avancer(1_000)).toBe(true);
    expect(exploration.indetermine).toBe(true);
    expect(exploration.trouvaille?.valeur).toBe(13n);
    expect(lemmes).toEqual([]);
    expect(relaxation.inegalites).toEqual([{ coefficients: new Array(14).fill(-1n), minimum: -13n }]);
  });
});
