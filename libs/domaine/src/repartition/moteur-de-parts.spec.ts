import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import {
  bornesRompues,
  capaciteParCoupes,
  ecartTotal,
  echangesUtiles,
  partagesEntiers,
  retenusParDefinition,
} from '../../essais/partage-reference.js';
import { arrondir } from './arrondi.js';
import { minimaTenables, retenirMinima } from './minima.js';
import { niveauCommun } from './niveau-commun.js';
import { remplirEmboite } from './niveaux-emboites.js';
import { comparer, plus, ratio, ZERO } from './rationnel.js';
import { capacite, partsExactes, prixUnitaire, remplir, type ClasseBornee, type Contributeur } from './remplissage.js';

/** Contributors, in trees of at most three capped classes, with amounts up to `max`. */
function bassins(max: bigint, options: { lignes: number; minima: boolean }) {
  const montants = fc.bigInt({ min: 0n, max });
  const forets = fc.array(fc.record({ plafond: montants, saut: fc.nat(3) }), { maxLength: 3 }).map((brutes) =>
    brutes.map(({ plafond, saut }, c): ClasseBornee => {
      const parent = c + 1 + saut;
      return { plafond, parent: parent < brutes.length ? parent : -1 };
    }),
  );
  const lignes = fc.array(
    fc.record({ poids: fc.bigInt({ min: 1n, max: 6n }), plafond: montants, minimum: montants, rangee: fc.nat(3) }),
    { minLength: 1, maxLength: options.lignes },
  );
  return fc
    .record({ classes: forets, lignes, besoin: montants.map((m) => m * 2n) })
    .map(({ classes, lignes: l, besoin }) => ({
      besoin,
      classes,
      contributeurs: l.map(({ poids, plafond, minimum, rangee }): Contributeur => {
        const borne = minimum % 3n === 0n && options.minima ? minimum % (plafond + 1n) : 0n;
        return { poids, plafond, minimum: borne, classe: rangee < classes.length ? rangee : -1 };
      }),
    }));
}

const petits = bassins(6n, { lignes: 4, minima: true });
const grands = bassins(10n ** 12n, { lignes: 9, minima: true });

describe('remplir', () => {
  test.each([
    ['petits montants', bassins(30n, { lignes: 7, minima: true })],
    ['grands montants', grands],
    ['sans minimum', bassins(1000n, { lignes: 12, minima: false })],
  ])('est le partage qu’aucun échange n’améliore : %s', (_, cas) => {
    fc.assert(
      fc.property(cas, ({ besoin, contributeurs, classes }) => {
        fc.pre(minimaTenables(besoin, contributeurs, classes));
        const rempli = remplir(besoin, contributeurs, classes);
        const parts = partsExactes(contributeurs, classes, rempli);
        const atteignable = capaciteParCoupes(contributeurs, classes);
        expect(rempli.verse).toBe(atteignable < besoin ? atteignable : besoin);
        expect(parts.reduce(plus, ZERO)).toEqual(ratio(rempli.verse));
        expect(bornesRompues(contributeurs, classes, parts)).toEqual([]);
        expect(echangesUtiles(contributeurs, classes, parts)).toEqual([]);
      }),
      essais(1000),
    );
  });

  test('le chemin court donne le même niveau que le cas général, et se retire quand une classe ou un minimum joue', () => {
    fc.assert(
      fc.property(bassins(60n, { lignes: 5, minima: true }), ({ besoin, contributeurs, classes }) => {
        fc.pre(minimaTenables(besoin, contributeurs, classes));
        const { verse, niveau, saturations } = remplirEmboite(besoin, contributeurs, classes);
        const passes = contributeurs.every(
          ({ minimum, poids }) => minimum === 0n || minimum * niveau.d < niveau.n * poids,
        );
        const seuls = contributeurs.length > 0 && verse === besoin && passes && saturations.every((s) => s === null);
        expect(niveauCommun(besoin, contributeurs, classes)).toEqual(seuls ? niveau : null);
      }),
      essais(1000),
    );
  });

  test('le prix unitaire est la plus haute part pour son poids', () => {
    fc.assert(
      fc.property(bassins(200n, { lignes: 7, minima: true }), ({ besoin, contributeurs, classes }) => {
        fc.pre(minimaTenables(besoin, contributeurs, classes));
        const rempli = remplir(besoin, contributeurs, classes);
        const niveaux = partsExactes(contributeurs, classes, rempli).map(({ n, d }, i) =>
          ratio(n, d * contributeurs[i]!.poids),
        );
        const plusHaut = niveaux.reduce((haut, niveau) => (comparer(niveau, haut) > 0 ? niveau : haut), ZERO);
        expect(prixUnitaire(contributeurs, rempli)).toEqual(plusHaut);
      }),
      essais(1000),
    );
  });

  test('la capacité est la plus petite de toutes les coupes', () => {
    fc.assert(
      fc.property(grands, ({ contributeurs, classes }) => {
        expect(capacite(contributeurs, classes)).toBe(capaciteParCoupes(contributeurs, classes));
      }),
      essais(1000),
    );
  });
});

test('retenirMinima suit sa définition, tous les ensembles essayés', () => {
  fc.assert(
    fc.property(bassins(12n, { lignes: 6, minima: true }), ({ besoin, contributeurs, classes }) => {
      const attendus = retenusParDefinition(besoin, contributeurs, classes);
      expect(retenirMinima(besoin, contributeurs, classes)).toEqual(attendus);
    }),
    essais(2000),
  );
});

test('arrondir : aucun partage entier n’est plus près des parts exactes (A2 v)', () => {
  fc.assert(
    fc.property(petits, ({ besoin, contributeurs, classes }) => {
      fc.pre(minimaTenables(besoin, contributeurs, classes));
      const rempli = remplir(besoin, contributeurs, classes);
      const exactes = partsExactes(contributeurs, classes, rempli);
      const parts = arrondir(rempli.verse, exactes, contributeurs, classes);
      const entiers = partagesEntiers(rempli.verse, contributeurs, classes);
      expect(entiers).toContainEqual(parts);
      const ecart = ecartTotal(parts, exactes);
      expect(entiers.filter((autre) => comparer(ecartTotal(autre, exactes), ecart) < 0)).toEqual([]);
    }),
    essais(1000),
  );
});
