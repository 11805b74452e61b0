import { attendreRefus, fait } from '../../essais/decision.js';
import type { ClassePlafonnee, LignePartage, PlafondLigne } from './lignes.js';
import { partager, type Partage } from './partage.js';
import { ratio } from './rationnel.js';

const plafond = (code: string, montant: bigint, source: string | null = null): PlafondLigne => {
  return { code, montant, regle: source === null ? null : `R ${source}`, source };
};

function ligne(id: string, rang: number, autrement: Partial<LignePartage> = {}): LignePartage {
  return { id, rang, classe: null, poids: 1n, minimum: 0n, plafonds: [], ...autrement };
}

function classe(
  id: string,
  parent: string | null,
  montant: bigint | null,
  source: string | null = null,
): ClassePlafonnee {
  return { id, parent, plafond: montant, code: 'TAUX', regle: source === null ? null : `R ${source}`, source };
}

function partage(besoin: bigint, lignes: LignePartage[], classes: ClassePlafonnee[] = []): Partage {
  return fait(partager({ besoin, lignes, classes }));
}

const natures = ({ parts }: Partage) =>
  Object.fromEntries(
    parts.map(({ id, motif }) => {
      if (motif.nature === 'PLAFOND') return [id, `PLAFOND:${motif.plafond.code}`];
      return [id, motif.nature === 'CLASSE' ? `CLASSE:${motif.classe}` : motif.nature];
    }),
  );

const montants = ({ parts }: Partage) => Object.fromEntries(parts.map(({ id, montant }) => [id, montant]));

test('tout ce qu’un partage dit', () => {
  const taux = plafond('TAUX', 20n, 'CGCT L1111-10');
  const lignes = [ligne('C', 3), ligne('B', 2), ligne('A', 1, { plafonds: [plafond('ENVELOPPE', 90n), taux] })];
  expect(partage(101n, lignes)).toEqual({
    besoin: 101n,
    finance: 101n,
    manque: 0n,
    niveau: ratio(81n, 2n),
    parts: [
      { id: 'A', montant: 20n, exacte: ratio(20n), motif: { nature: 'PLAFOND', plafond: taux }, centime: false },
      { id: 'B', montant: 41n, exacte: ratio(81n, 2n), motif: { nature: 'PRORATA' }, centime: true },
      { id: 'C', montant: 40n, exacte: ratio(81n, 2n), motif: { nature: 'PRORATA' }, centime: false },
    ],
    exclus: [],
    coupe: [],
  });
});

test('le rang, puis l’identifiant, décident du centime', () => {
  expect(montants(partage(1n, [ligne('B', 1), ligne('A', 2)]))).toEqual({ B: 1n, A: 0n });
  expect(montants(partage(1n, [ligne('B', 1), ligne('A', 1)]))).toEqual({ A: 1n, B: 0n });
});

describe('motif de chaque ligne (A2 vi)', () => {
  const mixte = [
    ligne('PLAFONNEE', 1, { plafonds: [plafond('ENVELOPPE', 10n)] }),
    ligne('EN_CLASSE', 2, { classe: 'ETAT' }),
    ligne('RELEVEE', 3, { minimum: 50n, classe: 'ETAT' }),
    ligne('LIBRE', 4),
  ];
  test('plafond, classe, minimum, prorata', () => {
    const obtenu = partage(130n, mixte, [classe('ETAT', null, 65n, 'R50')]);
    expect(montants(obtenu)).toEqual({ PLAFONNEE: 10n, EN_CLASSE: 15n, RELEVEE: 50n, LIBRE: 55n });
    expect(natures(obtenu)).toEqual({
      PLAFONNEE: 'PLAFOND:ENVELOPPE',
      EN_CLASSE: 'CLASSE:ETAT',
      RELEVEE: 'MINIMUM',
      LIBRE: 'PRORATA',
    });
    expect(obtenu.parts[1]?.motif).toEqual({
      nature: 'CLASSE',
      classe: 'ETAT',
      regle: 'R R50',
      source: 'R50',
      niveau: ratio(15n),
    });
  });

  test.each<[string, bigint, LignePartage[], ClassePlafonnee[], Record<string, string>]>([
    [
      'plafond juste au niveau',
      20n,
      [ligne('A', 1, { plafonds: [plafond('TAUX', 10n)] }), ligne('B', 2)],
      [],
      { A: 'PLAFOND:TAUX', B: 'PRORATA' },
    ],
    [
      'un centime sous le plafond',
      20n,
      [ligne('A', 1, { plafonds: [plafond('TAUX', 11n)] }), ligne('B', 2)],
      [],
      { A: 'PRORATA', B: 'PRORATA' },
    ],
    [
      'minimum juste au niveau',
      20n,
      [ligne('A', 1, { minimum: 10n }), ligne('B', 2)],
      [],
      { A: 'PRORATA', B: 'PRORATA' },
    ],
    [
      'minimum un centime au-dessus',
      20n,
      [ligne('A', 1, { minimum: 11n }), ligne('B', 2)],
      [],
      { A: 'MINIMUM', B: 'PRORATA' },
    ],
    [
      'de deux plafonds égaux, le premier écrit',
      10n,
      [ligne('A', 1, { plafonds: [plafond('TAUX', 5n), plafond('ANNONCE', 5n)] }), ligne('B', 2)],
      [],
      { A: 'PLAFOND:TAUX', B: 'PRORATA' },
    ],
    [
      'la plus petite classe pleine',
      30n,
      [ligne('A', 1, { classe: 'E' }), ligne('B', 2, { classe: 'P' }), ligne('C', 3)],
      [classe('P', null, 12n), classe('E', 'P', 4n)],
      { A: 'CLASSE:E', B: 'CLASSE:P', C: 'PRORATA' },
    ],
    [
      'la mère pleine avant',
      30n,
      [ligne('A', 1, { classe: 'E' }), ligne('B', 2, { classe: 'P' }), ligne('C', 3)],
      [classe('P', null, 6n), classe('E', 'P', 4n)],
      { A: 'CLASSE:P', B: 'CLASSE:P', C: 'PRORATA' },
    ],
    [
      'mère et fille pleines ensemble : la fille',
      30n,
      [ligne('A', 1, { classe: 'E' }), ligne('B', 2, { classe: 'P' }), ligne('C', 3)],
      [classe('P', null, 8n), classe('E', 'P', 4n)],
      { A: 'CLASSE:E', B: 'CLASSE:P', C: 'PRORATA' },
    ],
    [
      'une classe juste pleine',
      20n,
      [ligne('A', 1, { classe: 'P' }), ligne('B', 2)],
      [classe('P', null, 10n)],
      { A: 'CLASSE:P', B: 'PRORATA' },
    ],
    [
      'une classe sans plafond ne retient pas',
      20n,
      [ligne('A', 1, { classe: 'P' }), ligne('B', 2)],
      [classe('P', null, null)],
      { A: 'PRORATA', B: 'PRORATA' },
    ],
    ['le besoin nul', 0n, [ligne('A', 1)], [], { A: 'PRORATA' }],
  ])('%s', (_, besoin, lignes, classes, attendues) => {
    expect(natures(partage(besoin, lignes, classes))).toEqual(attendues);
  });
});

describe('lignes écartées (A2 i, iii)', () => {
  const nul = plafond('ENVELOPPE', 0n);
  const bas = plafond('ANNONCE', 9n);
  test('avec leur raison et le plafond en cause, dans l’ordre des rangs', () => {
    const { parts, exclus } = partage(20n, [
      ligne('GROSSE', 5, { minimum: 21n }),
      ligne('SANS_POIDS', 4, { poids: 0n }),
      ligne('BASSE', 2, { minimum: 10n, plafonds: [bas] }),
      ligne('VIDE', 1, { plafonds: [plafond('TAUX', 5n), nul], minimum: 3n, poids: 0n }),
      ligne('BONNE', 3, { minimum: 9n, plafonds: [bas] }),
      ligne('AUTRE', 6),
    ]);
    expect(parts.map(({ id, montant }) => [id, montant])).toEqual([
      ['BONNE', 9n],
      ['AUTRE', 11n],
    ]);
    expect(exclus).toEqual([
      { id: 'VIDE', raison: 'PLAFOND_NUL', plafond: nul },
      { id: 'BASSE', raison: 'MINIMUM_SUR_PLAFOND', plafond: bas },
      { id: 'SANS_POIDS', raison: 'POIDS_NUL', plafond: null },
      { id: 'GROSSE', raison: 'MINIMUM_INTENABLE', plafond: null },
    ]);
  });

  test('personne ne reste', () => {
    expect(partage(10n, [ligne('A', 1, { poids: 0n })])).toMatchObject({
      finance: 0n,
      manque: 10n,
      parts: [],
      coupe: [],
    });
    expect(partage(0n, [])).toMatchObject({ finance: 0n, manque: 0n, parts: [], exclus: [], coupe: [] });
  });

  test('plus de douze minima qui ne tiennent pas ensemble : refusé', () => {
    const treize = Array.from({ length: 13 }, (_, i) => ligne(`L${i}`, i, { minimum: 10n }));
    const demande = { besoin: 129n, lignes: treize, classes: [] };
    attendreRefus(partager(demande), 'LIMITE_DEPASSEE', 'lignes', 'Plus de 12 financeurs ont un minimum');
    expect(partager({ ...demande, besoin: 130n }).ok).toBe(true);
  });
});

describe('manque et coupe minimale (A2 vii)', () => {
  const enveloppe = (montant: bigint) => ({ plafonds: [plafond('TAUX', 99n), plafond('ENVELOPPE', montant)] });
  test.each<[string, LignePartage[], ClassePlafonnee[], bigint, object[]]>([
    [
      'C04 : des lignes, dans l’ordre des rangs',
      [ligne('B', 2, enveloppe(20n)), ligne('A', 1, { ...enveloppe(10n), classe: 'P' })],
      [classe('P', null, 50n)],
      30n,
      [
        { nature: 'LIGNE', id: 'A', montant: 10n, code: 'ENVELOPPE' },
        { nature: 'LIGNE', id: 'B', montant: 20n, code: 'ENVELOPPE' },
      ],
    ],
    [
      'C07 : une classe',
      [ligne('A', 1, { classe: 'P' }), ligne('B', 2, { classe: 'P' })],
      [classe('P', null, 50n)],
      50n,
      [{ nature: 'CLASSE', id: 'P', montant: 50n }],
    ],
    [
      'une classe pleine à côté d’une ligne',
      [
        ligne('A', 1, { classe: 'P', ...enveloppe(40n) }),
        ligne('B', 2, enveloppe(5n)),
        ligne('C', 3, { classe: 'P', ...enveloppe(40n) }),
      ],
      [classe('P', null, 50n)],
      55n,
      [
        { nature: 'CLASSE', id: 'P', montant: 50n },
        { nature: 'LIGNE', id: 'B', montant: 5n, code: 'ENVELOPPE' },
      ],
    ],
    [
      'la mère plutôt que ses filles',
      [ligne('A', 1, { classe: 'E' }), ligne('B', 2, { classe: 'F' })],
      [classe('P', null, 50n), classe('E', 'P', 30n), classe('F', 'P', 30n)],
      50n,
      [{ nature: 'CLASSE', id: 'P', montant: 50n }],
    ],
    [
      'les filles quand la mère ne retient rien',
      [
        ligne('A', 1, { classe: 'E' }),
        ligne('B', 2, { classe: 'F' }),
        ligne('C', 3, { classe: 'P', ...enveloppe(5n) }),
      ],
      [classe('P', null, 65n), classe('E', 'P', 30n), classe('F', 'P', 30n)],
      65n,
      [
        { nature: 'CLASSE', id: 'E', montant: 30n },
        { nature: 'CLASSE', id: 'F', montant: 30n },
        { nature: 'LIGNE', id: 'C', montant: 5n, code: 'ENVELOPPE' },
      ],
    ],
    [
      'à égalité, les lignes plutôt que la classe',
      [ligne('A', 1, { classe: 'P', ...enveloppe(20n) }), ligne('B', 2, { classe: 'P', ...enveloppe(30n) })],
      [classe('P', null, 50n)],
      50n,
      [
        { nature: 'LIGNE', id: 'A', montant: 20n, code: 'ENVELOPPE' },
        { nature: 'LIGNE', id: 'B', montant: 30n, code: 'ENVELOPPE' },
      ],
    ],
  ])('%s', (_, lignes, classes, finance, coupe) => {
    const obtenu = partage(100n, lignes, classes);
    expect(obtenu).toMatchObject({ finance, manque: 100n - finance });
    expect(obtenu.coupe).toEqual(coupe);
    // Everything the cut names is reached: one cent less of need is then no shortage, and no cut.
    expect(partage(finance, lignes, classes)).toMatchObject({ manque: 0n, coupe: [] });
  });
});

describe('demandes refusées, dans cet ordre', () => {
  const MOTS: Record<string, RegExp> = { DOUBLON: /^La (classe de financeurs « P »|ligne « A ») figure deux fois/ };
  const P = classe('P', null, -1n);
  const fautive = ligne('A', 1, { poids: -1n, minimum: -1n, plafonds: [plafond('TAUX', 1n), plafond('TAUX', -1n)] });
  test.each<[string, bigint, LignePartage[], ClassePlafonnee[], Parameters<typeof attendreRefus>[1], string]>([
    ['l’arbre', -1n, [fautive, fautive], [P, P], 'DOUBLON', 'classes[1].id'],
    ['une ligne deux fois', -1n, [{ ...fautive, classe: 'Z' }, fautive], [P], 'DOUBLON', 'lignes[1].id'],
    ['une classe inconnue', -1n, [{ ...fautive, classe: 'Z' }], [P], 'ENTREE_INVALIDE', 'lignes[0].classe'],
    ['un besoin négatif', -1n, [fautive], [P], 'ENTREE_INVALIDE', 'besoin'],
    ['un plafond de classe négatif', 1n, [fautive], [P], 'ENTREE_INVALIDE', 'classes[0].plafond'],
    ['un poids négatif', 1n, [fautive], [], 'ENTREE_INVALIDE', 'lignes[0].poids'],
    ['un minimum négatif', 1n, [{ ...fautive, poids: 1n }], [], 'ENTREE_INVALIDE', 'lignes[0].minimum'],
    [
      'un plafond négatif',
      1n,
      [{ ...fautive, poids: 1n, minimum: 0n }],
      [],
      'ENTREE_INVALIDE',
      'lignes[0].plafonds[1].montant',
    ],
  ])('%s', (_, besoin, lignes, classes, code, chemin) => {
    attendreRefus(partager({ besoin, lignes, classes }), code, chemin, MOTS[code] ?? /./);
  });
});
