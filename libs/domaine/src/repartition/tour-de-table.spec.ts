import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { essais } from '../../essais/essais.js';
import type { ClassePlafonnee, PlafondLigne } from './lignes.js';
import { equilibrer, ISSUES_TOUR, type DemandeTour, type LigneAnnoncee, type TourDeTable } from './tour-de-table.js';

const plafond = (code: string, montant: bigint): PlafondLigne => ({ code, montant, regle: `R ${code}`, source: null });

function ligne(id: string, annonce: bigint, autrement: Partial<LigneAnnoncee> = {}): LigneAnnoncee {
  return { id, annonce, classe: null, minimum: 0n, plafonds: [], rang: id.charCodeAt(0), ...autrement };
}

function classe(id: string, montant: bigint | null, parent: string | null = null): ClassePlafonnee {
  return { id, parent, plafond: montant, code: 'TAUX', regle: `R ${id}`, source: `texte ${id}` };
}

function tour(lignes: LigneAnnoncee[], autrement: Partial<DemandeTour> = {}): TourDeTable {
  return fait(
    equilibrer({ besoin: 100n, besoinMinViable: null, lignes, classes: [], dernierTour: false, ...autrement }),
  );
}

const parts = (partage: TourDeTable['complement']) => partage?.parts.map(({ id, montant }) => `${id} ${montant}`);

describe('assez d’annonces', () => {
  test('la somme juste : chacun son annonce', () => {
    const obtenu = tour([ligne('B', 40n), ligne('A', 60n)]);
    expect(obtenu).toMatchObject({ issue: 'EQUILIBRE', annonce: 100n, vise: 100n, complement: null });
    expect(parts(obtenu.partage)).toEqual(['A 60', 'B 40']);
    expect(obtenu.partage.parts[0]?.motif).toMatchObject({
      nature: 'PLAFOND',
      plafond: { code: 'ANNONCE', montant: 60n },
    });
  });

  test('trop : réduites en proportion, le centime au plus fort reste', () => {
    const obtenu = tour([ligne('A', 80n), ligne('B', 40n)]);
    expect(obtenu).toMatchObject({ issue: 'REDUCTION', annonce: 120n, vise: 100n, complement: null });
    expect(parts(obtenu.partage)).toEqual(['A 67', 'B 33']);
  });

  test('trop, sous les plafonds des règles et des classes', () => {
    const lignes = [
      ligne('A', 80n, { plafonds: [plafond('TAUX', 30n)] }),
      ligne('B', 60n, { classe: 'P' }),
      ligne('C', 60n),
    ];
    expect(parts(tour(lignes, { classes: [classe('P', 20n)] }).partage)).toEqual(['A 30', 'B 20', 'C 50']);
  });

  test('les marges se voient aussi quand rien ne manque', () => {
    expect(tour([ligne('B', 40n), ligne('A', 60n, { plafonds: [plafond('TAUX', 75n)] })]).marges).toEqual([
      { id: 'A', montant: 15n, borne: { nature: 'PLAFOND', plafond: plafond('TAUX', 75n) } },
      { id: 'B', montant: null, borne: null },
    ]);
  });
});

describe('pas assez d’annonces', () => {
  const lignes = (taux: bigint) => [
    ligne('A', 40n, { plafonds: [plafond('MONTANT_MAX', 99n), plafond('TAUX', taux)] }),
    ligne('B', 30n, { plafonds: [plafond('ENVELOPPE', 30n)] }),
  ];
  test.each<[string, bigint, bigint | null, boolean, TourDeTable['issue'], bigint]>([
    ['les marges couvrent tout : on redemande', 70n, null, false, 'APPEL_COMPLEMENTAIRE', 100n],
    ['les marges ne couvrent pas tout', 69n, null, false, 'LISTE_COMPLEMENTAIRE', 70n],
    ['viable sans rien de plus : projet recalibré', 69n, 70n, false, 'RECALIBRAGE', 70n],
    ['les marges couvrent tout, même viable : on redemande', 70n, 70n, false, 'APPEL_COMPLEMENTAIRE', 100n],
    ['viable si l’on redemande', 60n, 71n, false, 'APPEL_COMPLEMENTAIRE', 90n],
    ['tout juste viable si l’on redemande', 60n, 90n, false, 'APPEL_COMPLEMENTAIRE', 90n],
    ['jamais viable', 60n, 91n, false, 'LISTE_COMPLEMENTAIRE', 70n],
    ['dernier tour : on ne redemande plus, viable', 70n, 70n, true, 'RECALIBRAGE', 70n],
    ['dernier tour : pas viable', 70n, 71n, true, 'LISTE_COMPLEMENTAIRE', 70n],
    ['dernier tour : entier ou rien', 70n, null, true, 'LISTE_COMPLEMENTAIRE', 70n],
    ['viable à zéro', 40n, 0n, false, 'RECALIBRAGE', 70n],
  ])('%s', (_, taux, besoinMinViable, dernierTour, issue, vise) => {
    const obtenu = tour(lignes(taux), { besoinMinViable, dernierTour });
    expect(obtenu).toMatchObject({ issue, vise, annonce: 70n, partage: { finance: 70n, manque: 30n } });
  });

  test('marge de chacun avec ce qui l’arrête, et complément en proportion des marges', () => {
    const { marges, complement } = tour(
      [
        ligne('D', 10n, { classe: 'ETAT', plafonds: [plafond('TAUX', 90n)] }),
        ligne('C', 10n, { classe: 'ETAT', plafonds: [plafond('TAUX', 25n)] }),
        ligne('A', 20n, { plafonds: [plafond('ENVELOPPE', 50n)] }),
        ligne('B', 10n, { classe: 'PUBLIC', plafonds: [plafond('ANNUEL', 10n)] }),
      ],
      { classes: [classe('PUBLIC', 60n), classe('ETAT', 40n, 'PUBLIC'), classe('AUTRE', null)] },
    );
    expect(marges).toEqual([
      { id: 'A', montant: 30n, borne: { nature: 'PLAFOND', plafond: plafond('ENVELOPPE', 50n) } },
      { id: 'B', montant: 0n, borne: { nature: 'PLAFOND', plafond: plafond('ANNUEL', 10n) } },
      { id: 'C', montant: 15n, borne: { nature: 'PLAFOND', plafond: plafond('TAUX', 25n) } },
      { id: 'D', montant: 20n, borne: { nature: 'CLASSE', classe: 'ETAT', regle: 'R ETAT', source: 'texte ETAT' } },
    ]);
    // 50 missing over 30, 15 and 20, the last two held to 20 together by their class.
    expect(parts(complement)).toEqual(['A 30', 'C 9', 'D 11']);
    expect(complement).toMatchObject({ besoin: 50n, finance: 50n, exclus: [] });
  });

  test('la mère peut arrêter avant la fille', () => {
    const { marges } = tour([ligne('A', 10n, { classe: 'ETAT' })], {
      classes: [classe('PUBLIC', 12n), classe('ETAT', 40n, 'PUBLIC')],
    });
    expect(marges[0]).toMatchObject({ montant: 2n, borne: { nature: 'CLASSE', classe: 'PUBLIC' } });
  });

  test('une classe sans plafond n’arrête personne ; à égalité le plafond propre est nommé', () => {
    const enClasse = (montant: bigint | null, plafonds: PlafondLigne[]) =>
      tour([ligne('A', 10n, { classe: 'P', plafonds })], { classes: [classe('P', montant)] }).marges[0];
    expect(enClasse(null, [])).toEqual({ id: 'A', montant: null, borne: null });
    expect(enClasse(30n, [plafond('TAUX', 30n)])).toMatchObject({ montant: 20n, borne: { nature: 'PLAFOND' } });
    expect(enClasse(30n, [plafond('TAUX', 31n)])).toMatchObject({ montant: 20n, borne: { nature: 'CLASSE' } });
    expect(enClasse(30n, [])).toMatchObject({ montant: 20n, borne: { nature: 'CLASSE' } });
  });

  test('sans plafond d’aucune sorte, tout le manque peut être demandé', () => {
    const { issue, complement } = tour([ligne('A', 10n), ligne('B', 20n, { plafonds: [plafond('TAUX', 55n)] })]);
    expect([issue, parts(complement)]).toEqual(['APPEL_COMPLEMENTAIRE', ['A 47', 'B 23']]);
  });

  test('qui n’apporte rien encore entre à son minimum ; qui apporte déjà l’a passé', () => {
    const lignesAvec = (annonceA: bigint) => [
      ligne('A', annonceA, { minimum: 15n, plafonds: [plafond('TAUX', 30n)] }),
      ligne('B', 70n, { plafonds: [plafond('TAUX', 100n)] }),
    ];
    expect(parts(tour(lignesAvec(0n)).complement)).toEqual(['A 15', 'B 15']);
    expect(parts(tour(lignesAvec(20n)).complement)).toEqual(['A 3', 'B 7']);
    const serre = tour([ligne('A', 0n, { minimum: 15n, plafonds: [plafond('TAUX', 30n)] }), ligne('B', 90n)]);
    expect(parts(serre.complement)).toEqual(['B 10']);
    expect(serre.complement?.exclus).toEqual([{ id: 'A', raison: 'MINIMUM_INTENABLE', plafond: null }]);
  });
});

describe('demandes refusées, dans cet ordre', () => {
  const negative = ligne('A', -1n);
  test.each<[string, Partial<DemandeTour>, Parameters<typeof attendreRefus>[1], string]>([
    [
      'une annonce négative',
      { lignes: [ligne('B', 1n), negative], besoinMinViable: -1n },
      'ENTREE_INVALIDE',
      'lignes[1].annonce',
    ],
    [
      'un besoin viable négatif',
      { besoinMinViable: -1n, classes: [classe('P', -1n), classe('P', 1n)] },
      'ENTREE_INVALIDE',
      'besoinMinViable',
    ],
    [
      'un besoin viable au-dessus du besoin',
      { besoinMinViable: 101n, classes: [classe('P', 1n), classe('P', 1n)] },
      'ENTREE_INVALIDE',
      'besoinMinViable',
    ],
    [
      'l’arbre',
      { classes: [classe('P', 1n), classe('P', 1n)], lignes: [ligne('A', 1n), ligne('A', 1n)] },
      'DOUBLON',
      'classes[1].id',
    ],
    ['les lignes', { lignes: [ligne('A', 1n), ligne('A', 1n)] }, 'DOUBLON', 'lignes[1].id'],
  ])('%s', (_, autrement, code, chemin) => {
    const demande = { besoin: 100n, besoinMinViable: null, lignes: [], classes: [], dernierTour: false, ...autrement };
    attendreRefus(equilibrer(demande), code, chemin, /./);
  });

  test('un besoin viable égal au besoin passe', () => {
    expect(tour([], { besoinMinViable: 100n }).issue).toBe('LISTE_COMPLEMENTAIRE');
  });

  test('trop de minima à départager, au premier partage ou au complément', () => {
    const treize = (annonce: bigint) =>
      Array.from({ length: 13 }, (_, i) => ligne(String.fromCharCode(65 + i), annonce, { minimum: 10n }));
    const demande = { besoinMinViable: null, classes: [], dernierTour: false };
    attendreRefus(equilibrer({ ...demande, besoin: 129n, lignes: treize(10n) }), 'LIMITE_DEPASSEE', 'lignes', /./);
    attendreRefus(equilibrer({ ...demande, besoin: 129n, lignes: treize(0n) }), 'LIMITE_DEPASSEE', 'lignes', /./);
  });
});

test('propriété : part et complément tiennent ensemble sous les plafonds, et l’issue dit ce qui est visé', () => {
  const montants = fc.bigInt({ min: 0n, max: 300n });
  const lignesTirees = fc.array(fc.record({ annonce: montants, taux: montants, enClasse: fc.boolean() }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(lignesTirees, montants, montants, fc.boolean(), (tirees, besoin, viable, dernierTour) => {
      const lignes = tirees.map(({ annonce, taux, enClasse }, i) =>
        ligne(`L${i}`, annonce, { classe: enClasse ? 'P' : null, plafonds: [plafond('TAUX', taux)], rang: i }),
      );
      const besoinMinViable = viable < besoin ? viable : null;
      const obtenu = tour(lignes, { besoin, besoinMinViable, dernierTour, classes: [classe('P', 200n)] });
      const total = (id: string) =>
        [obtenu.partage, obtenu.complement]
          .flatMap((p) => p?.parts ?? [])
          .reduce((s, part) => (part.id === id ? s + part.montant : s), 0n);
      expect(lignes.every(({ id, plafonds }) => total(id) <= plafonds[0]!.montant)).toBe(true);
      expect(lignes.reduce((s, { id, classe: c }) => (c ? s + total(id) : s), 0n) <= 200n).toBe(true);
      expect(obtenu.vise <= besoin && ISSUES_TOUR.includes(obtenu.issue)).toBe(true);
      const tout = obtenu.partage.finance + (obtenu.complement?.finance ?? 0n);
      if (obtenu.issue === 'APPEL_COMPLEMENTAIRE') expect(obtenu.vise).toBe(tout);
      else expect(obtenu.vise).toBe(obtenu.partage.finance);
      if (dernierTour) expect(obtenu.issue).not.toBe('APPEL_COMPLEMENTAIRE');
      if (obtenu.issue === 'LISTE_COMPLEMENTAIRE' && !dernierTour)
        expect(tout < (besoinMinViable ?? besoin)).toBe(true);
    }),
    essais(1000),
  );
});
