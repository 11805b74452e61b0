import { fait } from '../../essais/decision.js';
import { CLASSES_ESSAI, enveloppe, ligne, projet } from '../../essais/instances.js';
import type { EnveloppeOfferte, Instance, Points, ProjetOffert } from './instance.js';
import { partsEgales, partsEgalesExactes } from './mes.js';
import { ecrireRationnel } from './rationnel.js';

const instance = (enveloppes: EnveloppeOfferte[], projets: ProjetOffert[]): Instance => ({
  classes: CLASSES_ESSAI,
  enveloppes,
  projets: projets.map((p, i) => ({ ...p, rang: i + 1 })),
});

const jouer = (donnee: Instance, points: Points) => fait(partsEgales(donnee, points, 'PARTS_EGALES'));

/** Exact payments of each round, as « envelope amount ». */
const payer = (donnee: Instance, points: Points) =>
  fait(partsEgalesExactes(donnee, points, 'PARTS_EGALES')).tours.map(({ paiements }) =>
    Object.entries(paiements).map(([id, montant]) => `${id} ${ecrireRationnel(montant)}`),
  );

describe('parts égales (A7), à la main', () => {
  test('ce qu’un tour dépense peut mettre un autre projet hors de portée : il est écarté, jamais financé à moitié', () => {
    // P counts on all of A and on five cents of B. Q, dearer to A, comes first and leaves it two cents.
    const donnee = instance(
      [enveloppe('A', 10n, null, 1), enveloppe('B', 100n, null, 2)],
      [projet('P', 12n, [ligne('A', 10n), ligne('B', 5n)]), projet('Q', 8n, [ligne('A', 8n)])],
    );
    const { retenus, nonFinancables, restes } = jouer(donnee, { P: { A: 1n, B: 1n }, Q: { A: 10n } });
    expect(retenus).toEqual(['Q']);
    expect(nonFinancables).toEqual([{ id: 'P', atteignable: 7n, besoin: 12n }]);
    expect(restes).toEqual({ A: 2n, B: 100n });
  });

  test('le moins cher de tous passe à chaque tour, où qu’il soit dans l’ordre publié', () => {
    const ids = ['P0', 'P1', 'P2', 'P3'];
    const donnee = instance(
      ids.map((id, i) => enveloppe(`E${id}`, 6n, null, i)),
      ids.map((id) => projet(id, 6n, [ligne(`E${id}`, 6n)])),
    );
    // Alone to pay, a supporter pays 1/points of the need a point.
    const points = { P0: { EP0: 100n }, P1: { EP1: 3n }, P2: { EP2: 2n }, P3: { EP3: 5n } };
    expect(jouer(donnee, points).retenus).toEqual(['P0', 'P3', 'P1', 'P2']);
  });

  test('à prix égal le moins cher passe, puis celui qui a le plus de points ; les autres attendent dans l’ordre publié', () => {
    const seul = (id: string, besoin: bigint) => projet(id, besoin, [ligne(`E${id}`, 9n)]);
    const donnee = instance(
      ['P', 'Q', 'R', 'S'].map((id, i) => enveloppe(`E${id}`, 9n, null, i)),
      [seul('P', 9n), seul('Q', 3n), seul('R', 6n), seul('S', 3n)],
    );
    const points = { P: { EP: 1n }, Q: { EQ: 1n }, R: { ER: 1n }, S: { ES: 1n, EP: 4n } };
    const { retenus, tours } = jouer(donnee, points);
    expect(retenus).toEqual(['S', 'Q', 'R', 'P']);
    expect(tours[0]?.exAequo).toEqual(['P', 'Q', 'R']);
    expect(tours[1]?.exAequo).toEqual(['P', 'R']);
  });

  test('le centime va au premier rang, où que l’enveloppe soit écrite', () => {
    const donnee = instance(
      [enveloppe('B', 9n, null, 2), enveloppe('A', 9n, null, 1)],
      [projet('P', 1n, [ligne('B', 9n), ligne('A', 9n)])],
    );
    const { tours, restes } = jouer(donnee, { P: { A: 1n, B: 1n } });
    expect(tours[0]?.paiements).toEqual({ A: 1n, B: 0n });
    expect(Object.keys(restes)).toEqual(['A', 'B']);
  });

  test('qui n’a plus son minimum ne paie rien', () => {
    const donnee = instance(
      [enveloppe('A', 5n, null, 1), enveloppe('B', 9n, null, 2)],
      [projet('P', 6n, [ligne('A', 9n, 6n), ligne('B', 9n)])],
    );
    expect(jouer(donnee, { P: { A: 1n, B: 1n } }).tours[0]?.paiements).toEqual({ B: 6n });
    const juste = { ...donnee, enveloppes: [enveloppe('A', 6n, null, 1), enveloppe('B', 9n, null, 2)] };
    expect(jouer(juste, { P: { A: 1n, B: 1n } }).tours[0]?.paiements).toEqual({ A: 6n, B: 0n });
  });

  test('en fractions : chacun paie sa part exacte, et les plafonds valent toujours autant', () => {
    const trois = ['A', 'B', 'C'].map((id, i) => enveloppe(id, 30n, id === 'A' ? 'ETAT' : null, i));
    const lignes = trois.map(({ id }) => ligne(id, 30n));
    const un = projet('P', 11n, [ligne('A', 1n), ligne('B', 30n), ligne('C', 30n)]);
    const deux = projet('Q', 10n, lignes);
    const borne = projet('R', 20n, lignes, { ETAT: 5n });
    const tous = { A: 1n, B: 1n, C: 1n };
    expect(payer(instance(trois, [un]), { P: tous })).toEqual([['A 1', 'B 5', 'C 5']]);
    const quatre = [...trois, enveloppe('D', 30n, null, 4)];
    expect(
      payer(instance(quatre, [{ ...un, lignes: [...un.lignes, ligne('D', 30n)] }]), { P: { ...tous, D: 1n } }),
    ).toEqual([['A 1', 'B 10/3', 'C 10/3', 'D 10/3']]);
    // Thirds of a cent from the first round on; the State still stops at five cents in the second.
    expect(payer(instance(trois, [deux, borne]), { Q: { A: 9n, B: 9n, C: 9n }, R: tous })).toEqual([
      ['A 10/3', 'B 10/3', 'C 10/3'],
      ['A 5', 'B 15/2', 'C 15/2'],
    ]);
  });

  test('une ligne d’une enveloppe inconnue est une faute de l’appelant, quel que soit leur nombre', () => {
    const deux = [enveloppe('A', 5n, null, 1), enveloppe('B', 5n, null, 2)];
    const donnee = instance(deux, [projet('P', 1n, [ligne('X', 1n)])]);
    expect(() => partsEgales(donnee, { P: { X: 1n } }, 'PARTS_EGALES')).toThrow(
      new RangeError('P compte sur une enveloppe inconnue : X.'),
    );
  });
});
