import fc from 'fast-check';
import { attendreRefus, fait } from '../../essais/decision.js';
import { FLECHES_GRAND_LIVRE, NATURES_SANS_PART, trouverFleche } from './fleches.js';
import {
  appliquerLot,
  grandLivreVide,
  soldeCompte,
  soldesParNature,
  type EcritureDemandee,
  type GrandLivre,
  type LotEcritures,
} from './modele.js';

const DOTATION = 230_000_000n;

function ecriture(
  type: EcritureDemandee['type'],
  de: EcritureDemandee['de'],
  vers: EcritureDemandee['vers'],
  montant: bigint,
  autrement: Partial<EcritureDemandee> = {},
): EcritureDemandee {
  const sansPart = NATURES_SANS_PART.includes(de) && NATURES_SANS_PART.includes(vers);
  return { type, de, vers, montant, partId: sansPart ? null : 'p1', ...autrement };
}

const doter = (montant = DOTATION) => ecriture('DOTER', 'SOURCE', 'DISPONIBLE', montant);
const voter = (montant: bigint, partId = 'p1') => ecriture('VOTER', 'DISPONIBLE', 'VOTE', montant, { partId });
const engager = (montant: bigint, acteId?: string) => ecriture('ENGAGER', 'VOTE', 'ENGAGE', montant, { acteId });

let numero = 0;
const lot = (...ecritures: EcritureDemandee[]): LotEcritures => ({ id: `lot-${(numero += 1)}`, ecritures });
const passer = (livre: GrandLivre, ...ecritures: EcritureDemandee[]) => fait(appliquerLot(livre, lot(...ecritures)));
const dote = () => passer(grandLivreVide(), doter());

describe('appliquerLot : chemin ordinaire', () => {
  test('de la dotation au versement, chaque euro est à un seul endroit', () => {
    let livre = dote();
    livre = passer(livre, ecriture('RESERVER', 'DISPONIBLE', 'RESERVE', 35_000_000n));
    livre = passer(livre, ecriture('VOTER', 'RESERVE', 'VOTE', 35_000_000n));
    livre = passer(livre, engager(35_000_000n, 'acte-1'));
    livre = passer(livre, ecriture('CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', 35_000_000n, { conventionId: 'c1' }));
    livre = passer(livre, ecriture('LIQUIDER', 'CONVENTIONNE', 'A_PAYER', 10_000_000n));
    livre = passer(livre, ecriture('VERSER', 'A_PAYER', 'VERSE', 10_000_000n, { referencePaiement: 'v1' }));
    expect(soldesParNature(livre)).toEqual({
      SOURCE: -DOTATION,
      DISPONIBLE: 195_000_000n,
      RESERVE: 0n,
      VOTE: 0n,
      ENGAGE: 0n,
      CONVENTIONNE: 25_000_000n,
      A_PAYER: 0n,
      VERSE: 10_000_000n,
      A_RECOUVRER: 0n,
    });
    expect(livre.ecritures.map((e) => e.rang)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(livre.ecritures[0]).toMatchObject({
      type: 'DOTER',
      montant: DOTATION,
      lotId: expect.stringMatching(/^lot-/),
    });
  });

  test('chaque part a ses propres comptes', () => {
    const livre = passer(dote(), voter(100n, 'p1'), voter(250n, 'p2'));
    expect(soldeCompte(livre, 'VOTE', 'p1')).toBe(100n);
    expect(soldeCompte(livre, 'VOTE', 'p2')).toBe(250n);
    expect(soldeCompte(livre, 'VOTE', 'p3')).toBe(0n);
    expect(soldeCompte(livre, 'DISPONIBLE')).toBe(DOTATION - 350n);
    expect(soldesParNature(livre).VOTE).toBe(350n);
    attendreRefus(
      appliquerLot(livre, lot({ ...engager(101n, 'a'), partId: 'p1' })),
      'MONTANT_EXCESSIF',
      'ecritures[0].montant',
      'VOTE',
    );
  });

  test('T2 : neuf hubs à 250 000 sur 2 300 000, il reste 50 000 et le dixième est refusé', () => {
    let livre = dote();
    for (let hub = 1; hub <= 9; hub += 1) livre = passer(livre, voter(25_000_000n, `hub-${hub}`));
    expect(soldeCompte(livre, 'DISPONIBLE')).toBe(5_000_000n);
    attendreRefus(
      appliquerLot(livre, lot(voter(25_000_000n, 'hub-10'))),
      'ENVELOPPE_INSUFFISANTE',
      'ecritures[0].montant',
      'disponible de l’enveloppe',
    );
    expect(soldeCompte(passer(livre, voter(5_000_000n, 'hub-10')), 'DISPONIBLE')).toBe(0n);
  });
});

describe('lots : I6, tout ou rien', () => {
  test('le même lot répété ne change rien, une autre demande sous la même clé est refusée', () => {
    const premier = { id: 'cle', ecritures: [doter(100n)] };
    const livre = fait(appliquerLot(grandLivreVide(), premier));
    expect(fait(appliquerLot(livre, { id: 'cle', ecritures: [doter(100n)] }))).toBe(livre);
    const autre = appliquerLot(livre, { id: 'cle', ecritures: [doter(101n)] });
    attendreRefus(autre, 'CONFLIT_IDEMPOTENCE', 'id', 'opération différente');
    expect(livre.ecritures[0]?.lotId).toBe('cle');
  });

  test('un lot vide est refusé', () => {
    attendreRefus(appliquerLot(grandLivreVide(), lot()), 'ENTREE_INVALIDE', 'ecritures', 'au moins une écriture');
  });

  test('une écriture refusée annule tout le lot et laisse l’état donné intact', () => {
    const livre = dote();
    const decision = appliquerLot(livre, lot(voter(100n), voter(DOTATION)));
    attendreRefus(decision, 'ENVELOPPE_INSUFFISANTE', 'ecritures[1].montant', 'disponible');
    expect(soldeCompte(livre, 'DISPONIBLE')).toBe(DOTATION);
    expect(livre.ecritures).toHaveLength(1);
    expect(livre.lots.size).toBe(1);
  });
});

describe('refus d’une écriture, dans l’ordre', () => {
  test.each([
    [0n, false],
    [-1n, false],
    [1n, true],
    [10_000_000_000_000n, true],
    [10_000_000_000_001n, false],
  ])('I15 : montant %s accepté = %s', (montant, accepte) => {
    const decision = appliquerLot(grandLivreVide(), lot(doter(montant)));
    expect(decision.ok).toBe(accepte);
    if (!accepte) attendreRefus(decision, 'ENTREE_INVALIDE', 'ecritures[0].montant', '100 milliards');
  });

  test('I5 : un mouvement sans flèche est refusé', () => {
    const decision = appliquerLot(dote(), lot(ecriture('ENGAGER', 'DISPONIBLE', 'ENGAGE', 1n, { acteId: 'a' })));
    attendreRefus(
      decision,
      'ETAT_INVALIDE',
      'ecritures[0].type',
      'Aucun mouvement ENGAGER ne va de DISPONIBLE à ENGAGE',
    );
  });

  test('la part est exigée, sauf entre les comptes de l’enveloppe', () => {
    const sansPart = appliquerLot(dote(), lot({ ...voter(1n), partId: null }));
    attendreRefus(sansPart, 'ENTREE_INVALIDE', 'ecritures[0].partId', 'concerne une part : indiquez-la');
    const deTrop = appliquerLot(grandLivreVide(), lot({ ...doter(1n), partId: 'p1' }));
    attendreRefus(deTrop, 'ENTREE_INVALIDE', 'ecritures[0].partId', 'ne concerne aucune part');
  });

  test.each(['GELEE', 'CLOSE'] as const)('I14 : enveloppe %s, on paie encore mais on n’engage plus', (statut) => {
    let livre = passer(dote(), voter(100n), engager(100n, 'a'));
    livre = passer(livre, ecriture('CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', 100n, { conventionId: 'c' }));
    livre = passer(livre, ecriture('LIQUIDER', 'CONVENTIONNE', 'A_PAYER', 100n));
    const fermee: GrandLivre = { ...livre, statut };
    attendreRefus(appliquerLot(fermee, lot(voter(1n))), 'ETAT_INVALIDE', 'statut', 'gelée ou close');
    const verse = passer(fermee, ecriture('VERSER', 'A_PAYER', 'VERSE', 100n, { referencePaiement: 'v' }));
    expect(soldeCompte(verse, 'VERSE', 'p1')).toBe(100n);
  });

  test('I10 : engager, ou libérer ce qui est engagé, exige l’acte', () => {
    const livre = passer(dote(), voter(100n));
    attendreRefus(appliquerLot(livre, lot(engager(100n))), 'ACTE_INVALIDE', 'ecritures[0].acteId', 'acte du financeur');
    const engage = passer(livre, engager(100n, 'a'));
    const liberer = ecriture('LIBERER', 'ENGAGE', 'DISPONIBLE', 100n);
    attendreRefus(appliquerLot(engage, lot(liberer)), 'ACTE_INVALIDE', 'ecritures[0].acteId', 'acte');
    expect(soldeCompte(passer(engage, { ...liberer, acteId: 'b' }), 'DISPONIBLE')).toBe(DOTATION);
    expect(soldeCompte(passer(livre, ecriture('LIBERER', 'VOTE', 'DISPONIBLE', 100n)), 'DISPONIBLE')).toBe(DOTATION);
  });

  test('conventionner exige la convention, verser exige une référence neuve (I12)', () => {
    let livre = passer(dote(), voter(100n), engager(100n, 'a'));
    const conventionner = ecriture('CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', 100n);
    attendreRefus(
      appliquerLot(livre, lot(conventionner)),
      'ENTREE_INVALIDE',
      'ecritures[0].conventionId',
      'convention',
    );
    livre = passer(livre, { ...conventionner, conventionId: 'c' });
    livre = passer(livre, ecriture('LIQUIDER', 'CONVENTIONNE', 'A_PAYER', 100n));
    const verser = ecriture('VERSER', 'A_PAYER', 'VERSE', 50n);
    const chemin = 'ecritures[0].referencePaiement';
    attendreRefus(appliquerLot(livre, lot(verser)), 'ENTREE_INVALIDE', chemin, 'référence de paiement');
    livre = passer(livre, { ...verser, referencePaiement: 'v1' });
    attendreRefus(appliquerLot(livre, lot({ ...verser, referencePaiement: 'v1' })), 'DOUBLON', chemin, '« v1 »');
    expect(soldeCompte(passer(livre, { ...verser, referencePaiement: 'v2' }), 'VERSE', 'p1')).toBe(100n);
  });
});

describe('I7 : annuler', () => {
  const annuler = (causeRang: number | undefined, autrement: Partial<EcritureDemandee> = {}) =>
    ecriture('ANNULER', 'VOTE', 'DISPONIBLE', 100n, { causeRang, ...autrement });
  const vote = () => passer(dote(), voter(100n));

  test('une annulation remet l’état d’avant, une seule fois', () => {
    const livre = passer(vote(), annuler(2));
    expect(soldeCompte(livre, 'DISPONIBLE')).toBe(DOTATION);
    const encore = passer(livre, voter(100n));
    attendreRefus(appliquerLot(encore, lot(annuler(2))), 'DOUBLON', 'ecritures[0].causeRang', 'déjà annulée');
  });

  test.each([
    ['écriture inconnue', annuler(9), 'INTROUVABLE', 'n’existe pas'],
    ['écriture non citée', annuler(undefined), 'INTROUVABLE', 'n’existe pas'],
    ['autre montant', annuler(2, { montant: 99n }), 'ENTREE_INVALIDE', 'exact inverse'],
    ['autre part', annuler(2, { partId: 'p2' }), 'ENTREE_INVALIDE', 'exact inverse'],
    ['autre départ', annuler(2, { de: 'RESERVE' }), 'ENTREE_INVALIDE', 'exact inverse'],
    ['autre arrivée', annuler(2, { vers: 'RESERVE' }), 'ENTREE_INVALIDE', 'exact inverse'],
  ] as const)('refusée : %s', (_, demande, code, mots) => {
    attendreRefus(appliquerLot(vote(), lot(demande)), code, 'ecritures[0].causeRang', mots);
  });

  test('on n’annule pas une annulation', () => {
    const livre = passer(vote(), annuler(2));
    const redo = ecriture('ANNULER', 'DISPONIBLE', 'VOTE', 100n, { causeRang: 3 });
    attendreRefus(appliquerLot(livre, lot(redo)), 'ENTREE_INVALIDE', 'ecritures[0].causeRang', 'exact inverse');
  });

  test('seule une annulation cite une écriture', () => {
    const decision = appliquerLot(vote(), lot({ ...voter(1n), causeRang: 2 }));
    attendreRefus(decision, 'ENTREE_INVALIDE', 'ecritures[0].causeRang', 'Seule une annulation');
  });
});

describe('propriétés du modèle', () => {
  const directes = FLECHES_GRAND_LIVRE.filter((f) => f.type !== 'ANNULER');
  const geste = fc.record({
    fleche: fc.constantFrom(...directes),
    montant: fc.bigInt({ min: 1n, max: 500n }),
    part: fc.constantFrom('p1', 'p2'),
    annuler: fc.boolean(),
    cause: fc.nat({ max: 30 }),
  });

  test('I1, I2, I7, I8 : somme des soldes nulle, rien de négatif sauf SOURCE, rangs sans trou', () => {
    fc.assert(
      fc.property(fc.array(geste, { maxLength: 60 }), (gestes) => {
        let livre = passer(grandLivreVide(), doter(1_000n));
        for (const [i, { fleche, montant, part, annuler, cause }] of gestes.entries()) {
          const { type, de, vers } = fleche;
          const visee = livre.ecritures[cause % livre.ecritures.length];
          const demande =
            annuler && visee
              ? { ...visee, type: 'ANNULER' as const, de: visee.vers, vers: visee.de, causeRang: visee.rang }
              : ecriture(type, de, vers, montant, { acteId: 'a', conventionId: 'c' });
          const partId = demande.partId === null ? null : annuler ? demande.partId : part;
          const referencePaiement = type === 'VERSER' && !annuler ? `v${i}` : undefined;
          const decision = appliquerLot(livre, lot({ ...demande, partId, referencePaiement }));
          if (decision.ok) livre = decision.fait;
        }
        verifierInvariants(livre);
      }),
      { numRuns: 200 },
    );
  });
});

function verifierInvariants(livre: GrandLivre): void {
  const soldes = [...livre.soldes.entries()];
  expect(soldes.reduce((total, [, solde]) => total + solde, 0n)).toBe(0n);
  for (const [cle, solde] of soldes) expect(cle === 'SOURCE' ? solde <= 0n : solde >= 0n).toBe(true);
  expect(livre.ecritures.map((e) => e.rang)).toEqual(livre.ecritures.map((_, i) => i + 1));
  const causes = livre.ecritures.flatMap((e) => (e.causeRang === undefined ? [] : [e.causeRang]));
  expect(new Set(causes).size).toBe(causes.length);
  for (const e of livre.ecritures) expect(trouverFleche(e.type, e.de, e.vers)).toBeDefined();
}
