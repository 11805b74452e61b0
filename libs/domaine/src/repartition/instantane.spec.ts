import fc from 'fast-check';
import { fait } from '../../essais/decision.js';
import { arbInstance, arbMelange } from '../../essais/instances.js';
import type { Instance } from './instance.js';
import { instantane } from './instantane.js';
import { partsEgales } from './mes.js';
import { ratio } from './rationnel.js';

const INSTANCE: Instance = {
  classes: [
    { id: 'PUBLIC', parent: null },
    { id: 'ETAT', parent: 'PUBLIC' },
  ],
  enveloppes: [
    { id: 'F2', classe: null, montant: 5n, rang: 2 },
    { id: 'F1', classe: 'ETAT', montant: 12_345_678_901_234_567_890n, rang: 10 },
  ],
  projets: [
    {
      id: 'P',
      rang: 1,
      score: 3n,
      besoin: 7n,
      lignes: [
        { enveloppe: 'F2', plafond: 5n, minimum: 0n },
        { enveloppe: 'F1', plafond: 7n, minimum: 2n, code: 'TAUX', source: null },
      ],
      plafondsClasses: { PUBLIC: 6n, ETAT: 4n },
      etiquettes: ['QPV', 'ACV'],
    },
  ],
};

test('clés triées, entiers en texte, fractions « n/d », rien d’autre', () => {
  const texte = instantane({
    instance: INSTANCE,
    parametres: { ponderation: 'PARTS_EGALES', saut: true, plancher: null, absent: undefined },
    resultat: { rho: ratio(2n, 6n), entiere: ratio(4n), restes: { F1: 3n }, rang: -1, retenus: ['P', 'A'] },
  });
  expect(texte).toBe(
    '{"instance":{"classes":[{"id":"ETAT","parent":"PUBLIC"},{"id":"PUBLIC","parent":null}],' +
      '"enveloppes":[{"classe":"ETAT","id":"F1","montant":"12345678901234567890","rang":"10"},' +
      '{"classe":null,"id":"F2","montant":"5","rang":"2"}],' +
      '"projets":[{"besoin":"7","etiquettes":["ACV","QPV"],"id":"P",' +
      '"lignes":[{"code":"TAUX","enveloppe":"F1","minimum":"2","plafond":"7","source":null},' +
      '{"enveloppe":"F2","minimum":"0","plafond":"5"}],' +
      '"plafondsClasses":{"ETAT":"4","PUBLIC":"6"},"rang":"1","score":"3"}]},' +
      '"parametres":{"plancher":null,"ponderation":"PARTS_EGALES","saut":true},' +
      '"resultat":{"entiere":"4","rang":"-1","restes":{"F1":"3"},"retenus":["P","A"],"rho":"1/3"}}',
  );
});

test('un objet qui a d’autres membres que n et d, ou d’autres valeurs, n’est pas une fraction', () => {
  const resultat = {
    a: { n: 1n, d: 2n, e: 3n },
    b: { n: 1n, m: 2n },
    c: { n: 'x', d: 2n },
    e: { n: 1n, d: 'x' },
    f: { m: 1n, d: 2n },
  };
  expect(instantane({ instance: { classes: [], enveloppes: [], projets: [] }, parametres: {}, resultat })).toContain(
    '"resultat":{"a":{"d":"2","e":"3","n":"1"},"b":{"m":"2","n":"1"},"c":{"d":"2","n":"x"},"e":{"d":"x","n":"1"},"f":{"d":"2","m":"1"}}',
  );
});

test.each([0.5, Number.NaN, 2 ** 53, new Date(0), () => 1, new Map()])('sans texte exact : %p', (valeur) => {
  const vide = { classes: [], enveloppes: [], projets: [] };
  expect(() => instantane({ instance: vide, parametres: {}, resultat: [valeur] })).toThrow(TypeError);
});

test('un objet sans prototype s’écrit comme un autre', () => {
  const vide = { classes: [], enveloppes: [], projets: [] };
  const resultat: object = Object.assign(Object.create(null) as object, { b: 1n, a: null });
  expect(instantane({ instance: vide, parametres: {}, resultat })).toContain('"resultat":{"a":null,"b":"1"}');
});

test('un nombre qui n’est pas entier se dit', () => {
  const vide = { classes: [], enveloppes: [], projets: [] };
  expect(() => instantane({ instance: vide, parametres: { x: 0.5 }, resultat: null })).toThrow(
    'Un instantané n’a que des nombres entiers exacts : 0.5',
  );
});

test('cinquante façons d’écrire une instance, un seul instantané', () => {
  const taille = { enveloppes: 4, projets: 5, montant: 1000n, minima: true };
  const arbitraire = arbInstance(taille).chain((instance) =>
    fc.array(arbMelange(instance), { minLength: 50, maxLength: 50 }).map((melanges) => ({ instance, melanges })),
  );
  fc.assert(
    fc.property(arbitraire, ({ instance, melanges }) => {
      const points = Object.fromEntries(
        instance.projets.map(({ id, lignes }) => [
          id,
          Object.fromEntries(lignes.map((l, i) => [l.enveloppe, BigInt(i)])),
        ]),
      );
      const ecrire = (ecrite: Instance) =>
        instantane({
          instance: ecrite,
          parametres: { points },
          resultat: fait(partsEgales(ecrite, points, 'PRORATA_ENVELOPPE')),
        });
      expect(new Set([instance, ...melanges].map(ecrire)).size).toBe(1);
    }),
    { numRuns: 20 },
  );
});
