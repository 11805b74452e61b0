import { attendreRefus, fait } from '../../essais/decision.js';
import { CLASSES_ESSAI } from '../../essais/instances.js';
import type { EnveloppeOfferte, Instance, LigneOfferte, Points } from './instance.js';
import { partsEgales, partsEgalesExactes } from './mes.js';
import { ecrireRationnel, ratio, ZERO, type Rationnel } from './rationnel.js';

const enveloppe = (id: string, montant: bigint, rang: number, classe: string | null = null): EnveloppeOfferte => ({
  id,
  classe,
  montant,
  rang,
});

const ligne = (id: string, plafond: bigint, minimum = 0n): LigneOfferte => ({ enveloppe: id, plafond, minimum });

const projet = (
  rang: number,
  besoin: bigint,
  lignes: readonly LigneOfferte[],
  plafondsClasses: Record<string, bigint> = {},
) => ({ id: `P${rang}`, rang, score: 0n, besoin, lignes, plafondsClasses });

/** Everybody may pay for everything. */
function simple(enveloppes: readonly EnveloppeOfferte[], besoins: readonly bigint[]): Instance {
  const lignes = (besoin: bigint) => enveloppes.map(({ id }) => ligne(id, besoin));
  return { classes: [], enveloppes, projets: besoins.map((besoin, i) => projet(i + 1, besoin, lignes(besoin))) };
}

/** Case C13: three unequal envelopes, class caps. */
const C13: Instance = {
  classes: CLASSES_ESSAI,
  enveloppes: [
    enveloppe('ETAT', 6_000_000n, 1, 'ETAT'),
    enveloppe('VILLE', 3_000_000n, 2, 'COLLECTIVITES'),
    enveloppe('FOND', 1_500_000n, 3, 'PRIVE'),
  ],
  projets: [
    projet(1, 3_000_000n, [ligne('ETAT', 3_000_000n), ligne('VILLE', 3_000_000n), ligne('FOND', 3_000_000n)]),
    projet(2, 2_800_000n, [ligne('ETAT', 2_800_000n), ligne('VILLE', 2_800_000n)]),
    projet(3, 2_400_000n, [ligne('VILLE', 2_400_000n), ligne('FOND', 2_400_000n)]),
    projet(4, 3_200_000n, [ligne('ETAT', 3_200_000n), ligne('FOND', 3_200_000n)], { ETAT: 2_000_000n }),
    projet(5, 1_700_000n, [ligne('ETAT', 850_000n), ligne('VILLE', 1_700_000n)]),
  ],
};
const POINTS_C13: Points = {
  P1: { ETAT: 6n, VILLE: 5n, FOND: 4n },
  P2: { ETAT: 9n, VILLE: 2n },
  P3: { VILLE: 9n, FOND: 6n },
  P4: { ETAT: 5n, FOND: 9n },
  P5: { ETAT: 3n, VILLE: 7n },
};

const ecrireTours = (tours: readonly { projet: string; rho: Rationnel; paiements: object; exAequo: string[] }[]) =>
  tours.map((tour) => ({ ...tour, rho: ecrireRationnel(tour.rho) }));

describe('partsEgales : cas publiés', () => {
  test('C13, parts égales : prix, paiements, ex æquo, restes, hors de portée', () => {
    const { retenus, tours, restes, nonFinancables } = fait(partsEgales(C13, POINTS_C13, 'PARTS_EGALES'));
    expect(retenus).toEqual(['P3', 'P1', 'P2']);
    expect(ecrireTours(tours)).toEqual([
      { projet: 'P3', rho: '1/15', paiements: { VILLE: 1_440_000n, FOND: 960_000n }, exAequo: ['P1'] },
      {
        projet: 'P1',
        rho: '41/550',
        paiements: { ETAT: 1_341_818n, VILLE: 1_118_182n, FOND: 540_000n },
        exAequo: [],
      },
      { projet: 'P2', rho: '1179091/12600000', paiements: { ETAT: 2_358_182n, VILLE: 441_818n }, exAequo: [] },
    ]);
    expect(restes).toEqual({ ETAT: 2_300_000n, VILLE: 0n, FOND: 0n });
    expect(nonFinancables).toEqual([
      { id: 'P4', atteignable: 2_540_000n, besoin: 3_200_000n },
      { id: 'P5', atteignable: 1_291_818n, besoin: 1_700_000n },
    ]);
  });

  test('C13, au prorata des enveloppes : chaque euro est un votant', () => {
    const { retenus, tours, restes, nonFinancables } = fait(partsEgales(C13, POINTS_C13, 'PRORATA_ENVELOPPE'));
    expect(retenus).toEqual(['P2', 'P1', 'P5']);
    expect(ecrireTours(tours)).toEqual([
      { projet: 'P2', rho: '1/60000000', paiements: { ETAT: 2_520_000n, VILLE: 280_000n }, exAequo: [] },
      {
        projet: 'P1',
        rho: '1/57000000',
        paiements: { ETAT: 1_894_737n, VILLE: 789_474n, FOND: 315_789n },
        exAequo: [],
      },
      { projet: 'P5', rho: '1/39000000', paiements: { ETAT: 784_615n, VILLE: 915_385n }, exAequo: [] },
    ]);
    expect(restes).toEqual({ ETAT: 800_648n, VILLE: 1_015_141n, FOND: 1_184_211n });
    expect(nonFinancables).toEqual([
      { id: 'P4', atteignable: 2_769_474n, besoin: 3_200_000n },
      { id: 'P3', atteignable: 2_199_352n, besoin: 2_400_000n },
    ]);
  });

  test('C14, exemple 1 d’equalshares.net : le centime va au premier', () => {
    const votes = {
      P1: [1, 2, 3, 4, 5, 6, 11],
      P2: [1, 2, 3, 4, 5, 6],
      P3: [2, 4, 5, 7, 10],
      P4: [7, 8, 9, 10],
      P5: [7, 9, 10],
    };
    const couts = [70_000n, 40_000n, 25_000n, 20_000n, 10_000n];
    const nom = (v: number) => `V${String(v).padStart(2, '0')}`;
    const enveloppes = Array.from({ length: 11 }, (_, i) => enveloppe(nom(i + 1), 10_000n, i + 1));
    const projets = Object.values(votes).map((voix, i) =>
      projet(
        i + 1,
        couts[i]!,
        voix.map((v) => ligne(nom(v), 10_000n)),
      ),
    );
    const points = Object.fromEntries(
      Object.entries(votes).map(([id, voix]) => [id, Object.fromEntries(voix.map((v) => [nom(v), 1n]))]),
    );
    const resultat = fait(partsEgales({ classes: [], enveloppes, projets }, points, 'PARTS_EGALES'));
    expect(resultat.retenus).toEqual(['P1', 'P4', 'P5']);
    expect(resultat.tours.map(({ rho }) => ecrireRationnel(rho))).toEqual(['1/7', '1/4', '1/3']);
    expect(resultat.tours[2]?.paiements).toEqual({ V07: 3334n, V09: 3333n, V10: 3333n });
    expect(resultat.restes).toMatchObject({ V01: 0n, V07: 1666n, V08: 5000n, V09: 1667n, V10: 1667n, V11: 0n });
    expect(resultat.nonFinancables).toEqual([
      { id: 'P2', atteignable: 0n, besoin: 40_000n },
      { id: 'P3', atteignable: 20_000n, besoin: 25_000n },
    ]);
  });
});

describe('partsEgales : départages', () => {
  const deux = [enveloppe('A', 100n, 1), enveloppe('B', 100n, 2)];
  const egaux = (besoins: readonly bigint[], points: Points) => {
    const { tours } = fait(partsEgales(simple(deux, besoins), points, 'PARTS_EGALES'));
    return tours.map((tour) => [tour.projet, ...tour.exAequo]);
  };

  test('à prix égal, le moins cher', () => {
    // ρ = part / (points × besoin): 1/2 for both.
    expect(egaux([20n, 10n], { P1: { A: 1n, B: 1n }, P2: { A: 1n, B: 1n } })).toEqual([['P2', 'P1'], ['P1']]);
  });

  test('à prix et coût égaux, le plus de points', () => {
    // B has no money: A pays the two alone, at the same price, though P2 was given more points.
    const instance = simple([enveloppe('A', 100n, 1), enveloppe('B', 0n, 2)], [10n, 10n]);
    const { tours } = fait(partsEgales(instance, { P1: { A: 1n }, P2: { A: 1n, B: 1n } }, 'PARTS_EGALES'));
    expect(tours.map((tour) => [tour.projet, ...tour.exAequo])).toEqual([['P2', 'P1'], ['P1']]);
  });

  test('à prix, coût et points égaux, le rang publié, puis l’identifiant', () => {
    const points = { P1: { A: 1n }, P2: { B: 1n }, P3: { A: 1n } };
    expect(egaux([10n, 10n, 10n], points)).toEqual([['P1', 'P2', 'P3'], ['P2', 'P3'], ['P3']]);
    const instance = simple(deux, [10n, 10n, 10n]);
    const memeRang = { ...instance, projets: instance.projets.map((p) => ({ ...p, rang: 7 })).reverse() };
    expect(fait(partsEgales(memeRang, points, 'PARTS_EGALES')).retenus).toEqual(['P1', 'P2', 'P3']);
  });
});

describe('partsEgales : rien ne dépend de l’ordre dans lequel les projets sont examinés', () => {
  const dotations = ['A', 'B', 'C', 'D', 'E'].map((id, i) => enveloppe(id, id === 'B' ? 4n : 10n, i));

  test('deux ex æquo dont le dernier au rang publié était le moins cher au tour d’avant', () => {
    const points = { P1: { D: 100n }, P2: { A: 1n, B: 1n }, P3: { C: 1n, D: 1n } };
    const { tours } = fait(partsEgales(simple(dotations, [6n, 10n, 10n]), points, 'PARTS_EGALES'));
    expect(ecrireTours(tours)).toEqual([
      { projet: 'P1', rho: '1/100', paiements: { D: 6n }, exAequo: [] },
      { projet: 'P2', rho: '3/5', paiements: { A: 6n, B: 4n }, exAequo: ['P3'] },
      { projet: 'P3', rho: '3/5', paiements: { C: 6n, D: 4n }, exAequo: [] },
    ]);
  });

  test('deux projets hors de portée au même tour se suivent dans l’ordre publié', () => {
    const points = { P1: { E: 100n }, P2: { A: 50n }, P3: { A: 1n }, P4: { A: 2n } };
    const { retenus, nonFinancables } = fait(partsEgales(simple(dotations, [1n, 6n, 8n, 8n]), points, 'PARTS_EGALES'));
    expect(retenus).toEqual(['P1', 'P2']);
    expect(nonFinancables.map(({ id, atteignable }) => [id, atteignable])).toEqual([
      ['P3', 4n],
      ['P4', 4n],
    ]);
  });

  test('le centime va au premier rang, même quand sa ligne est écrite en dernier', () => {
    const lignes = [ligne('C', 10n), ligne('A', 10n)];
    const instance: Instance = { classes: [], enveloppes: dotations, projets: [projet(1, 5n, lignes)] };
    const { tours } = fait(partsEgales(instance, { P1: { A: 1n, C: 1n } }, 'PARTS_EGALES'));
    expect(tours[0]?.paiements).toEqual({ A: 3n, C: 2n });
  });
});

describe('partsEgales : cas limites', () => {
  test('sans projet, tout reste', () => {
    expect(fait(partsEgales(simple([enveloppe('A', 5n, 1)], []), {}, 'PARTS_EGALES'))).toEqual({
      retenus: [],
      tours: [],
      restes: { A: 5n },
      nonFinancables: [],
    });
  });

  test('un projet que personne ne soutient n’a rien, un besoin nul ne coûte rien', () => {
    const instance = simple([enveloppe('A', 5n, 1)], [3n, 0n]);
    const { retenus, tours, nonFinancables } = fait(partsEgales(instance, { P1: { B: 4n } }, 'PRORATA_ENVELOPPE'));
    expect(retenus).toEqual(['P2']);
    expect(tours).toEqual([{ projet: 'P2', rho: ZERO, paiements: {}, exAequo: [] }]);
    expect(nonFinancables).toEqual([{ id: 'P1', atteignable: 0n, besoin: 3n }]);
  });

  test('un minimum lève la part au-dessus du niveau, et fait le prix', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('A', 100n, 1), enveloppe('B', 100n, 2)],
      projets: [projet(1, 10n, [ligne('A', 10n, 8n), ligne('B', 10n)])],
    };
    const { tours } = fait(partsEgales(instance, { P1: { A: 1n, B: 1n } }, 'PARTS_EGALES'));
    expect(tours).toEqual([{ projet: 'P1', rho: ratio(8n, 10n), paiements: { A: 8n, B: 2n }, exAequo: [] }]);
  });

  test('plus de minima en conflit que le choix exact n’en pèse : refus', () => {
    const enveloppes = Array.from({ length: 13 }, (_, i) => enveloppe(`E${i}`, 10n, i));
    const lignes = enveloppes.map(({ id }) => ligne(id, 10n, 2n));
    const instance: Instance = { classes: [], enveloppes, projets: [projet(1, 10n, lignes)] };
    const points = { P1: Object.fromEntries(enveloppes.map(({ id }) => [id, 1n])) };
    const message =
      'Plus de 12 financeurs de « P1 » ont un minimum qui ne tient pas avec les autres : levez d’abord des minima.';
    attendreRefus(partsEgales(instance, points, 'PARTS_EGALES'), 'LIMITE_DEPASSEE', 'projets', message);
  });

  test('des classes qui ne sont pas un arbre : refus ; une enveloppe inconnue : faute', () => {
    const boucle = { ...C13, classes: [{ id: 'A', parent: 'A' }] };
    attendreRefus(partsEgales(boucle, {}, 'PARTS_EGALES'), 'ENTREE_INVALIDE', 'classes[0].parent', 'arbre');
    attendreRefus(partsEgalesExactes(boucle, {}, 'PARTS_EGALES'), 'ENTREE_INVALIDE', 'classes[0].parent', 'arbre');
    const inconnue: Instance = { classes: [], enveloppes: [], projets: [projet(1, 1n, [ligne('X', 1n)])] };
    expect(() => partsEgales(inconnue, {}, 'PARTS_EGALES')).toThrow(
      new RangeError('P1 compte sur une enveloppe inconnue : X.'),
    );
  });
});

describe('partsEgalesExactes', () => {
  test('C14 : les restes sont des fractions, rien ne se perd', () => {
    const trois = [enveloppe('A', 1n, 1), enveloppe('B', 1n, 2), enveloppe('C', 1n, 3)];
    const points = { P1: { A: 1n, B: 1n, C: 1n }, P2: { A: 1n, B: 1n } };
    const { tours, restes, nonFinancables } = fait(partsEgalesExactes(simple(trois, [1n, 2n]), points, 'PARTS_EGALES'));
    const tiers = ratio(1n, 3n);
    expect(tours).toEqual([{ projet: 'P1', rho: tiers, paiements: { A: tiers, B: tiers, C: tiers }, exAequo: [] }]);
    expect(restes).toEqual({ A: ratio(2n, 3n), B: ratio(2n, 3n), C: ratio(2n, 3n) });
    expect(nonFinancables).toEqual([{ id: 'P2', atteignable: ratio(4n, 3n), besoin: ratio(2n) }]);
  });

  test('un projet sort de portée après deux tours en fractions', () => {
    const trois = [enveloppe('A', 200n, 1), enveloppe('B', 200n, 2), enveloppe('C', 200n, 3)];
    const points = { P1: { A: 10n, B: 10n, C: 10n }, P2: { A: 10n, B: 10n }, P3: { A: 1n, B: 1n, C: 1n } };
    const { retenus, nonFinancables } = fait(
      partsEgalesExactes(simple(trois, [200n, 3n, 398n]), points, 'PARTS_EGALES'),
    );
    expect(retenus).toEqual(['P1', 'P2']);
    expect(nonFinancables).toEqual([{ id: 'P3', atteignable: ratio(397n), besoin: ratio(398n) }]);
  });

  test('un minimum reste le même après un tour en fractions', () => {
    const enveloppes = [enveloppe('A', 100n, 1), enveloppe('B', 100n, 2), enveloppe('C', 100n, 3)];
    const premier = projet(1, 1n, [ligne('A', 1n), ligne('B', 1n), ligne('C', 1n)]);
    const second = projet(2, 10n, [ligne('A', 10n, 8n), ligne('B', 10n)]);
    const points = { P1: { A: 9n, B: 9n, C: 9n }, P2: { A: 1n, B: 1n } };
    const { tours } = fait(
      partsEgalesExactes({ classes: [], enveloppes, projets: [premier, second] }, points, 'PARTS_EGALES'),
    );
    expect(tours[1]).toEqual({
      projet: 'P2',
      rho: ratio(4n, 5n),
      paiements: { A: ratio(8n), B: ratio(2n) },
      exAequo: [],
    });
  });

  test('un groupe de votants identiques vaut ses membres', () => {
    const membres = simple(
      Array.from({ length: 6 }, (_, i) => enveloppe(`V${i}`, 7n, i)),
      [10n, 11n, 9n, 8n],
    );
    const choix = [
      [0, 1, 2, 3],
      [2, 3, 4],
      [4, 5],
      [0, 1, 4, 5],
    ];
    const points = Object.fromEntries(
      choix.map((voix, p) => [`P${p + 1}`, Object.fromEntries(voix.map((v) => [`V${v}`, 1n]))]),
    );
    const groupes = simple(
      [enveloppe('G01', 14n, 1), enveloppe('G23', 14n, 2), enveloppe('V4', 7n, 3), enveloppe('V5', 7n, 4)],
      [10n, 11n, 9n, 8n],
    );
    const pointsGroupes = {
      P1: { G01: 2n, G23: 2n },
      P2: { G23: 2n, V4: 1n },
      P3: { V4: 1n, V5: 1n },
      P4: { G01: 2n, V4: 1n, V5: 1n },
    };
    const un = fait(partsEgalesExactes(membres, points, 'PARTS_EGALES'));
    const autre = fait(partsEgalesExactes(groupes, pointsGroupes, 'PARTS_EGALES'));
    expect(autre.tours.map(({ projet: id, rho }) => [id, rho])).toEqual(
      un.tours.map(({ projet: id, rho }) => [id, rho]),
    );
    expect(un.tours.length).toBeGreaterThan(1);
  });
});
