import { fait } from '../../essais/decision.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { ecrireParts } from '../../essais/parts-ecrites.js';
import type { LignesAllumees } from './flot.js';
import type { Instance } from './instance.js';
import { ecrireMotifPlan, etiquetteMotif, type MotifPartPlan } from './motif-plan.js';
import { partsEquitables, type PoidsDuPlan } from './parts-equitables.js';
import { preparer } from './preparation.js';
import { ratio } from './rationnel.js';

const EGALES: PoidsDuPlan = { ponderation: 'PARTS_EGALES' };

function partager(
  instance: Instance,
  poids: PoidsDuPlan = { ponderation: 'PRORATA_ENVELOPPE' },
  lignesAllumees?: LignesAllumees,
  retenus = instance.projets.map(({ id }) => id),
) {
  return partsEquitables(preparer(instance), retenus, poids, { lignesAllumees });
}

describe('motifs, à la main', () => {
  test('C12 autrement : le second projet ne peut se passer de Y', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('X', 30n), enveloppe('Y', 30n)],
      projets: [
        { ...projet('Q1', 30n, [ligne('X', 30n), ligne('Y', 30n)]), rang: 1 },
        { ...projet('Q2', 12n, [ligne('Y', 12n)]), rang: 2 },
        { ...projet('Q3', 7n, [ligne('Y', 7n)]), rang: 3 },
      ],
    };
    expect(ecrireParts(fait(partager(instance)))).toEqual([
      'Q1 X 19 19 PRORATA',
      'Q1 Y 11 11 RESERVE:Q2+Q3',
      'Q2 Y 12 12 PLAFOND:PLAFOND',
      'Q3 Y 7 7 PLAFOND:PLAFOND',
    ]);
  });

  test('une réserve qui passe par une autre enveloppe nomme tous ceux qu’elle protège, et eux seuls', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('X', 30n), enveloppe('Y', 10n), enveloppe('Z', 10n), enveloppe('W', 10n)],
      projets: [
        { ...projet('Q1', 30n, [ligne('X', 30n), ligne('Y', 30n)]), rang: 1 },
        { ...projet('Q2', 12n, [ligne('Y', 10n), ligne('Z', 10n)]), rang: 2 },
        { ...projet('Q3', 6n, [ligne('Z', 6n)]), rang: 3 },
        { ...projet('Q4', 10n, [ligne('W', 10n)]), rang: 4 },
      ],
    };
    // Q2 and Q3 need 18 of the 20 of Y and Z.
    expect(ecrireParts(fait(partager(instance, EGALES))).slice(0, 2)).toEqual([
      'Q1 X 28 28 PRORATA',
      'Q1 Y 2 2 RESERVE:Q2+Q3',
    ]);
  });

  test('une classe et une réserve qui se croisent : la ligne du milieu cède à la place des deux autres', () => {
    // Caps {1,2} ≤ 5 and, Q2 needing 5 of E2 and E3, {2,3} ≤ 5: not a polymatroid, x2 is at most 1 when the sum is 9.
    const instance: Instance = {
      classes: [{ id: 'C', parent: null }],
      enveloppes: [enveloppe('E1', 5n, 'C'), enveloppe('E2', 5n, 'C'), enveloppe('E3', 5n)],
      projets: [
        { ...projet('Q1', 9n, [ligne('E1', 9n), ligne('E2', 9n), ligne('E3', 9n)], { C: 5n }), rang: 1 },
        { ...projet('Q2', 5n, [ligne('E2', 5n), ligne('E3', 5n)]), rang: 2 },
      ],
    };
    expect(ecrireParts(fait(partager(instance, EGALES)))).toEqual([
      'Q1 E1 4 4 CLASSE:C',
      'Q1 E2 1 1 RESERVE:Q2',
      'Q1 E3 4 4 PRORATA',
      'Q2 E2 4 4 PLAFOND:ENVELOPPE',
      'Q2 E3 1 1 PLAFOND:ENVELOPPE',
    ]);
  });

  test('minima : allumé au-dessus du niveau, éteint, et minima des suivants qui réservent une enveloppe', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('X', 100n), enveloppe('Y', 100n), enveloppe('Z', 100n)],
      projets: [
        {
          ...projet('Q1', 60n, [
            { ...ligne('X', 90n, 50n), code: 'TAUX', source: 'Règlement, art. 3' },
            { ...ligne('Y', 60n), code: 'TAUX', source: 'Règlement, art. 3' },
            ligne('Z', 60n, 20n),
          ]),
          rang: 1,
        },
        { ...projet('Q2', 98n, [ligne('Y', 98n, 96n), ligne('X', 90n)]), rang: 2 },
      ],
    };
    const { projets, parts } = fait(partager(instance, EGALES, { Q1: ['X'], Q2: ['Y'] }));
    expect(ecrireParts({ projets, parts })).toEqual([
      'Q1 X 56 56 PRORATA',
      'Q1 Y 4 4 RESERVE:Q2',
      'Q1 Z 0 0 ETEINTE',
      'Q2 X 2 2 PRORATA',
      'Q2 Y 96 96 MINIMUM',
    ]);
    const seul = fait(partager(instance, EGALES, { Q1: ['X'], Q2: [] }, ['Q1']));
    expect(ecrireParts(seul)).toEqual(['Q1 X 50 50 MINIMUM', 'Q1 Y 10 10 PRORATA', 'Q1 Z 0 0 ETEINTE']);
    const sansX = { ...instance, enveloppes: [enveloppe('X', 50n), enveloppe('Y', 60n), enveloppe('Z', 0n)] };
    const plein = fait(partager(sansX, { ponderation: 'CLE', cle: { X: 1n } }, { Q1: ['X'] }, ['Q1']));
    expect(ecrireParts(plein)).toEqual(['Q1 X 50 50 MINIMUM', 'Q1 Y 10 10 PRORATA', 'Q1 Z 0 0 ETEINTE']);
    expect(projets[0]?.lignes[1]?.motif).toMatchObject({ nature: 'RESERVE', projets: ['Q2'] });
  });

  test('retenue par une réserve à son minimum, une ligne reste au-dessus du niveau des autres', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('X', 10n), enveloppe('Y', 20n), enveloppe('Z', 10n)],
      projets: [
        { ...projet('Q1', 20n, [ligne('X', 20n, 5n), ligne('Y', 20n), ligne('Z', 20n)]), rang: 1 },
        { ...projet('Q2', 13n, [ligne('X', 13n), ligne('Z', 13n)]), rang: 2 },
      ],
    };
    // X and Z can only give 7 to the first project.
    expect(ecrireParts(fait(partager(instance, EGALES, { Q1: ['X'] }))).slice(0, 3)).toEqual([
      'Q1 X 5 5 MINIMUM',
      'Q1 Y 13 13 PRORATA',
      'Q1 Z 2 2 RESERVE:Q2',
    ]);
  });

  test('les minima des suivants ne réservent que ce qu’ils bornent', () => {
    const instance = (plafond: bigint): Instance => ({
      classes: [],
      enveloppes: [enveloppe('X', 10n), enveloppe('Y', 10n)],
      projets: [
        { ...projet('Q1', 6n, [ligne('X', plafond), ligne('Y', 9n)]), rang: 1 },
        { ...projet('Q2', 4n, [ligne('X', 4n, 4n)]), rang: 2 },
      ],
    });
    const deQ1 = (plafond: bigint) => ecrireParts(fait(partager(instance(plafond), EGALES))).slice(0, 2);
    expect(deQ1(9n)).toEqual(['Q1 X 3 3 PRORATA', 'Q1 Y 3 3 PRORATA']);
    expect(deQ1(2n)).toEqual(['Q1 X 2 2 PLAFOND:PLAFOND', 'Q1 Y 4 4 PRORATA']);
  });

  test('un plafond garde son code et sa source, un centime va au plus fort reste puis au premier rang', () => {
    const instance: Instance = {
      classes: [],
      enveloppes: [enveloppe('C', 100n, null, 3), enveloppe('B', 100n, null, 2), enveloppe('A', 100n, null, 1)],
      projets: [
        projet('Q', 102n, [ligne('A', 90n), ligne('B', 90n), { ...ligne('C', 1n), code: 'TAUX', source: 'Règlement' }]),
      ],
    };
    const obtenu = fait(partager(instance));
    expect(ecrireParts(obtenu)).toEqual(['Q A 101/2 51 PRORATA *', 'Q B 101/2 50 PRORATA', 'Q C 1 1 PLAFOND:TAUX']);
    expect(obtenu.projets[0]?.lignes[2]?.motif).toEqual({
      nature: 'PLAFOND',
      plafond: { code: 'TAUX', montant: 1n, regle: null, source: 'Règlement' },
    });
  });

  test('le centime d’arrondi passe une ligne quand un projet suivant resterait court', () => {
    // 3/2 each; R needs one of the four cents of A and B, so that A and B cannot both round up.
    const instance: Instance = {
      classes: [],
      enveloppes: [
        enveloppe('A', 2n, null, 1),
        enveloppe('B', 2n, null, 2),
        enveloppe('C', 9n, null, 3),
        enveloppe('D', 9n, null, 4),
      ],
      projets: [
        { ...projet('Q', 6n, [ligne('A', 3n), ligne('B', 3n), ligne('C', 3n), ligne('D', 3n)]), rang: 1 },
        { ...projet('R', 1n, [ligne('A', 3n), ligne('B', 3n)]), rang: 2 },
      ],
    };
    expect(ecrireParts(fait(partager(instance, EGALES)))).toEqual([
      'Q A 3/2 2 PRORATA *',
      'Q B 3/2 1 PRORATA',
      'Q C 3/2 2 PRORATA *',
      'Q D 3/2 1 PRORATA',
      'R A 0 0 PLAFOND:ENVELOPPE',
      'R B 1 1 PLAFOND:ENVELOPPE',
    ]);
  });

  test('un projet sans besoin n’a pas de ligne à payer', () => {
    const instance: Instance = { classes: [], enveloppes: [], projets: [projet('Q', 0n, [])] };
    expect(fait(partager(instance))).toEqual({ parts: { Q: {} }, projets: [{ projet: 'Q', lignes: [] }] });
  });
});

describe('les motifs en toutes lettres', () => {
  const niveau = ratio(1n);
  const motifs: [MotifPartPlan, string, string][] = [
    [
      { nature: 'RESERVE', projets: ['P5'], niveau },
      'RESERVE:P5',
      'Le reste de l’enveloppe est réservé : « p5 » ne peut s’en passer.',
    ],
    [
      { nature: 'RESERVE', projets: ['P5', 'P7'], niveau },
      'RESERVE:P5+P7',
      'Le reste de l’enveloppe est réservé : « p5 », « p7 » ne peuvent s’en passer.',
    ],
    [{ nature: 'ETEINTE' }, 'ETEINTE', 'Minimum de participation non retenu dans ce plan.'],
    [{ nature: 'PRORATA' }, 'PRORATA', 'Au prorata des poids.'],
    [{ nature: 'MINIMUM' }, 'MINIMUM', 'Minimum de participation.'],
    [
      { nature: 'CLASSE', classe: 'ETAT', regle: null, source: null, niveau },
      'CLASSE:ETAT',
      'Plafond de la classe « ETAT » atteint.',
    ],
    [
      { nature: 'PLAFOND', plafond: { code: 'TAUX', montant: 100n, regle: null, source: 'Règlement' } },
      'PLAFOND:TAUX',
      'Plafond atteint : taux maximal, 1,00 € (Règlement).',
    ],
  ];
  test.each(motifs.map(([motif, ...textes]) => [...textes, motif] as const))('%s', (etiquette, phrase, motif) => {
    expect(etiquetteMotif(motif)).toBe(etiquette);
    expect(ecrireMotifPlan(motif, false, (id) => id.toLowerCase()).replace('\u00A0', ' ')).toBe(phrase);
  });

  test('le centime d’arrondi se dit, les projets gardent leur identifiant faute de nom', () => {
    expect(ecrireMotifPlan({ nature: 'PRORATA' }, true)).toBe('Au prorata des poids, centime d’arrondi compris.');
    expect(ecrireMotifPlan({ nature: 'PRORATA' })).toBe('Au prorata des poids.');
    expect(ecrireMotifPlan({ nature: 'RESERVE', projets: ['P5'], niveau }, true)).toBe(
      'Le reste de l’enveloppe est réservé : « P5 » ne peut s’en passer, centime d’arrondi compris.',
    );
  });
});
