import fc from 'fast-check';
import { CAS_PUBLIES, casGardes, casPublies, type CasPlan } from '../../essais/cas-plan.js';
import { essais } from '../../essais/essais.js';
import { attendreRefus, fait } from '../../essais/decision.js';
import { arbMelange, arbPlanTendu, enveloppe, ligne, projet } from '../../essais/instances.js';
import { ecrireParts } from '../../essais/parts-ecrites.js';
import { partsReference } from '../../essais/parts-reference.js';
import type { LignesAllumees } from './flot.js';
import type { Instance, ProjetOffert } from './instance.js';
import { partsEquitables, type PoidsDuPlan } from './parts-equitables.js';
import { parRang, preparer } from './preparation.js';
import { verifierPlanCalcule } from './verifier-plan-calcule.js';

const tous = ({ projets }: Instance) => projets.map(({ id }) => id);
const PRORATA: PoidsDuPlan = { ponderation: 'PRORATA_ENVELOPPE' };
const EGALES: PoidsDuPlan = { ponderation: 'PARTS_EGALES' };

const partager = (
  instance: Instance,
  poids: PoidsDuPlan = PRORATA,
  lignesAllumees?: LignesAllumees,
  retenus = tous(instance),
) => partsEquitables(preparer(instance), retenus, poids, { lignesAllumees });

/** Projects and lines in rank order: what the reference wants. */
function ranger(instance: Instance): ProjetOffert[] {
  const rang = new Map([...instance.enveloppes].sort(parRang).map(({ id }, i) => [id, i]));
  return [...instance.projets].sort(parRang).map((p) => ({
    ...p,
    lignes: [...p.lignes].sort((a, b) => rang.get(a.enveloppe)! - rang.get(b.enveloppe)!),
  }));
}

describe('partsEquitables contre la définition : niveaux par programme linéaire exact, toutes les réserves (A6)', () => {
  const CLE: Record<string, bigint> = { E0: 3n, E2: 1n };
  const annonce = (p: string, e: string) => BigInt((Number(p.slice(1)) * 3 + Number(e.slice(1))) % 4);
  const annonces = (instance: Instance) =>
    Object.fromEntries(
      instance.projets.map(({ id, lignes }) => [
        id,
        Object.fromEntries(lignes.map(({ enveloppe: e }) => [e, annonce(id, e)])),
      ]),
    );
  const ponderations: [string, (instance: Instance) => PoidsDuPlan, (i: Instance, p: string, e: string) => bigint][] = [
    ['PRORATA_ENVELOPPE', () => PRORATA, (i, _, e) => i.enveloppes.find(({ id }) => id === e)!.montant],
    ['PARTS_EGALES', () => EGALES, () => 1n],
    ['CLE', () => ({ ponderation: 'CLE', cle: CLE }), (_instance, _, e) => CLE[e] ?? 0n],
    ['ANNONCES', (i) => ({ ponderation: 'ANNONCES', annonces: annonces(i) }), (_, p, e) => annonce(p, e)],
  ];

  for (const minima of [false, true]) {
    test.each(ponderations)(
      `%s, ${minima ? 'avec' : 'sans'} minima : mêmes parts, mêmes centimes`,
      (_, poids, valeur) => {
        let reserves = 0;
        fc.assert(
          fc.property(arbPlanTendu({ enveloppes: 4, projets: 4, montant: 24n, minima }), ({ instance, allumees }) => {
            const retenus = ranger(instance);
            const obtenu = fait(partager(instance, poids(instance), allumees));
            const attendu = partsReference(
              instance,
              retenus,
              (p, e) => valeur(instance, p.id, e),
              (p, e) => allumees[p]?.includes(e) ?? false,
            );
            const vues = obtenu.projets.map(({ projet: id, lignes }) => ({
              projet: id,
              lignes: lignes.map(({ enveloppe: e, montant, exacte }) => ({ enveloppe: e, montant, exacte })),
            }));
            expect(vues).toEqual(attendu);
            expect(verifierPlanCalcule(instance, tous(instance), obtenu.parts)).toEqual([]);
            reserves += ecrireParts(obtenu).filter((l) => l.includes('RESERVE')).length;
          }),
          essais(80),
        );
        expect(reserves).toBeGreaterThan(0);
      },
    );
  }
});

describe('propriétés des parts d’un plan', () => {
  const arb = arbPlanTendu({ enveloppes: 5, projets: 6, montant: 1000n, minima: true });

  test('le vérificateur n’y trouve rien, à moins d’un centime de la part exacte, chaque ligne motivée (I02, I04, I12, I19)', () => {
    fc.assert(
      fc.property(arb, ({ instance, allumees }) => {
        const { parts, projets } = fait(partager(instance, PRORATA, allumees));
        expect(verifierPlanCalcule(instance, tous(instance), parts)).toEqual([]);
        expect(projets.flatMap(({ lignes }) => lignes)).toHaveLength(
          instance.projets.reduce((nombre, { lignes }) => nombre + lignes.length, 0),
        );
        for (const { projet: id, lignes } of projets) {
          for (const { enveloppe: e, montant, exacte, centime, motif } of lignes) {
            expect(parts[id]![e]).toBe(montant);
            const ecart = montant * exacte.d - exacte.n;
            expect(ecart < exacte.d && -ecart < exacte.d).toBe(true);
            expect(centime).toBe(ecart > 0n);
            if (motif.nature === 'ETEINTE') expect(montant).toBe(0n);
            if (motif.nature === 'RESERVE') expect(motif.projets.length).toBeGreaterThan(0);
          }
        }
      }),
      essais(150),
    );
  });

  test('l’ordre de l’entrée ne change rien (I05)', () => {
    const melange = arb.chain(({ instance, allumees }) =>
      fc.tuple(fc.constant(instance), fc.constant(allumees), arbMelange(instance)),
    );
    fc.assert(
      fc.property(melange, ([instance, allumees, autre]) => {
        expect(partager(autre, PRORATA, allumees)).toEqual(partager(instance, PRORATA, allumees));
      }),
      essais(100),
    );
  });

  test('un projet écarté ne change rien (I20), un projet nommé deux fois non plus', () => {
    fc.assert(
      fc.property(arb, ({ instance, allumees }) => {
        const [, ...retenus] = tous(instance);
        const sans = { ...instance, projets: instance.projets.slice(1) };
        const attendu = partager(sans, PRORATA, allumees);
        expect(partager(instance, PRORATA, allumees, retenus)).toEqual(attendu);
        expect(partager(instance, PRORATA, allumees, [...retenus, ...retenus])).toEqual(attendu);
      }),
      essais(60),
    );
  });

  test('des poids multipliés par un même nombre ne changent rien', () => {
    fc.assert(
      fc.property(arb, fc.bigInt({ min: 2n, max: 9n }), ({ instance, allumees }, k) => {
        const cle = Object.fromEntries(instance.enveloppes.map(({ id, montant }) => [id, montant * k]));
        const parCle = fait(partager(instance, { ponderation: 'CLE', cle }, allumees));
        expect(ecrireParts(parCle)).toEqual(ecrireParts(fait(partager(instance, PRORATA, allumees))));
      }),
      essais(60),
    );
  });
});

describe('refus et fautes', () => {
  const instance: Instance = {
    classes: [],
    enveloppes: [enveloppe('E', 10n), enveloppe('F', 10n)],
    projets: [
      projet('A', 8n, [ligne('E', 8n, 6n), ligne('F', 8n, 6n)]),
      projet('B', 11n, [ligne('E', 9n, 3n), ligne('F', 9n)]),
    ],
  };

  test('sans lignes données, un choix qui tient est cherché ; donné, il est suivi', () => {
    expect(ecrireParts(fait(partager(instance, EGALES, undefined, ['A'])))).toEqual([
      'A E 8 8 PLAFOND:PLAFOND',
      'A F 0 0 ETEINTE',
    ]);
    expect(ecrireParts(fait(partager(instance, EGALES, { A: ['F'] }, ['A'])))).toEqual([
      'A E 0 0 ETEINTE',
      'A F 8 8 PLAFOND:PLAFOND',
    ]);
  });

  test('un plan qui ne se finance pas est refusé, donné ou cherché', () => {
    const phrase = 'Ces projets ne peuvent pas tous être financés en entier.';
    attendreRefus(partager(instance, EGALES, {}, ['A']), 'ENVELOPPE_INSUFFISANTE', 'retenus', phrase);
    const cher = { ...instance, projets: [projet('A', 21n, [ligne('E', 21n), ligne('F', 21n)])] };
    attendreRefus(partager(cher, EGALES), 'ENVELOPPE_INSUFFISANTE', 'retenus', phrase);
  });

  test('un poids négatif, un projet inconnu : fautes de l’appelant', () => {
    expect(() => partager(instance, { ponderation: 'CLE', cle: { E: -1n } }, { A: ['E'] }, ['A'])).toThrow(
      /poids de E est négatif/,
    );
    expect(() => partager(instance, EGALES, {}, ['Z'])).toThrow(/Projet inconnu : Z/);
  });
});

function verifierCas({ instance, attendu }: CasPlan): void {
  const { parts } = fait(partager(instance, PRORATA, undefined, attendu.retenus));
  expect(verifierPlanCalcule(instance, attendu.retenus, parts)).toEqual([]);
  if (!attendu.parts) return;
  const nombres = Object.entries(parts).map(([id, siennes]) => [
    id,
    Object.fromEntries(Object.entries(siennes).map(([e, montant]) => [e, Number(montant)])),
  ]);
  expect(Object.fromEntries(nombres)).toEqual(attendu.parts);
}

describe.each([
  ['gardés dans le dépôt', casGardes()],
  ['publiés', casPublies()],
])('cas %s', (_, cas) => {
  if (cas.length === 0) test.skip?.(`SAUTÉS : aucun cas dans ${CAS_PUBLIES} (variable TDT_CASES)`, () => undefined);
  for (const un of cas) test(`${un.id} : ${un.titre}`, () => verifierCas(un));
});
