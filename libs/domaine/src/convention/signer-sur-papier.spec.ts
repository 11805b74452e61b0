import fc from 'fast-check';
import {
  codeNumerisation,
  ecrireRepere,
  enregistrerSignatureManuscrite,
  lireRepere,
  rattacherNumerisation,
  signatureDuCode,
  type DemandeSignaturePapier,
  type Repere,
} from './index.js';

const EMPREINTE = '9f2c41d07ab85e63c1f09d2284b7ae55';
const DOCUMENT = { numero: 'HUBS-C-0001', version: 1, empreinte: EMPREINTE, pages: 3 };
const page = (n: number, autrement: Partial<Repere> = {}): Repere | null =>
  lireRepere(ecrireRepere({ ...DOCUMENT, page: n, ...autrement }));

describe('Le repère d’une page', () => {
  it('tient en peu de signes, et se relit', () => {
    expect(ecrireRepere({ ...DOCUMENT, page: 2 })).toBe('TDT1:HUBS-C-0001:1:2/3:9F2C41D07AB85E63');
    expect(page(2)).toEqual({ ...DOCUMENT, page: 2, empreinte: '9f2c41d07ab85e63' });
    for (const autre of [
      '',
      'https://exemple.fr/verifier#abc',
      'TDT1:HUBS:1:4/3:9F2C41D07AB85E63',
      'TDT1:H:1:0/3:9F2C41D07AB85E63',
    ])
      expect(lireRepere(autre)).toBeNull();
  });

  it('ne contient que ce qu’un petit code sait écrire, quel que soit le numéro', () => {
    const numero = fc.string({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numero, fc.integer({ min: 1, max: 200 }), (texte, n) => {
        const ecrit = ecrireRepere({ ...DOCUMENT, numero: texte, page: n, pages: 200 });
        expect(ecrit).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
        const lu = lireRepere(ecrit);
        if (lu)
          expect(rattacherNumerisation({ ...DOCUMENT, numero: texte, pages: 200 }, [lu])).toMatchObject({ ok: true });
      }),
    );
  });
});

describe('Rattacher une numérisation à son document', () => {
  it.each<[string, (Repere | null)[], number[], number[]]>([
    ['entière, dans le désordre', [page(3), page(1), page(2)], [1, 2, 3], []],
    ['une page absente', [page(1), page(3)], [1, 3], [2]],
    ['une page deux fois, une autre illisible', [page(1), page(1), null], [1], [2, 3]],
    ['rien de lisible', [null, null], [], [1, 2, 3]],
  ])('%s', (_cas, reperes, lues, manquantes) => {
    expect(rattacherNumerisation(DOCUMENT, reperes)).toEqual({ ok: true, fait: { lues, manquantes } });
  });

  it.each<[string, Partial<Repere>]>([
    ['une autre convention', { numero: 'HUBS-C-0002' }],
    ['une autre version', { version: 2 }],
    ['d’autres données', { empreinte: 'ab'.repeat(8) }],
    ['un document plus long', { pages: 4 }],
  ])('refuse la page qui vient de %s, en disant laquelle', (_cas, autrement) => {
    const decision = rattacherNumerisation(DOCUMENT, [page(1), null, page(2, autrement)]);
    expect(decision).toMatchObject({ ok: false, refus: { code: 'CONFLIT_VERSION', chemin: 'pieceId' } });
    expect(!decision.ok && decision.refus.message).toContain('vient d’un autre document : la page 2 de');
  });
});

describe('Enregistrer une signature manuscrite', () => {
  const partie = (organismeId: string, rang: number, etat: 'ATTENDUE' | 'DONNEE' | 'REFUSEE' = 'ATTENDUE') => ({
    organismeId,
    denomination: organismeId.toUpperCase(),
    qualite: 'FINANCEUR' as const,
    rang,
    etat,
  });
  const SIGNATAIRE = {
    nom: 'Camille',
    qualite: 'Maire',
    acte: { type: 'DELIBERATION', numero: '1', date: '2021-11-02' },
  } as const;
  const NUMERISATION = { analyse: 'SAINE', sure: true, pdf: true, reperes: [page(1), page(2), page(3)] } as const;
  const DEMANDE: DemandeSignaturePapier = {
    etat: 'EN_SIGNATURE',
    ordre: 'LIBRE',
    signatures: [partie('hub', 1), partie('region', 2), partie('cdc', 3)],
    organismeId: 'region',
    signataire: SIGNATAIRE,
    signeeLe: '2021-11-20',
    figeeLe: '2021-11-15',
    aujourdhui: '2021-11-25',
    numerisation: NUMERISATION,
    document: DOCUMENT,
    pagesVerifiees: false,
  };
  const enregistrer = (changements: Partial<DemandeSignaturePapier> = {}) =>
    enregistrerSignatureManuscrite({ ...DEMANDE, ...changements });

  it('fait avancer la convention comme une signature électronique', () => {
    expect(enregistrer()).toMatchObject({
      ok: true,
      fait: { etat: 'PARTIELLEMENT_SIGNEE', bilan: { manquantes: [] } },
    });
    const derniere = {
      etat: 'PARTIELLEMENT_SIGNEE',
      signatures: [partie('hub', 1, 'DONNEE'), partie('region', 2)],
    } as const;
    expect(enregistrer(derniere)).toMatchObject({ ok: true, fait: { etat: 'SIGNEE' } });
    for (const signeeLe of ['2021-11-15', '2021-11-25'] as const)
      expect(enregistrer({ signeeLe })).toMatchObject({ ok: true });
  });

  /** In their order: each row is also wrong in all that the rows after it are. */
  const REFUS: [string, Partial<DemandeSignaturePapier>, string, string][] = [
    ['une convention non figée', { etat: 'RELUE' }, 'ETAT_INVALIDE', 'etat'],
    ['un organisme qui n’est pas partie', { organismeId: 'autre' }, 'ENTREE_INVALIDE', 'organismeId'],
    [
      'une partie qui a déjà signé',
      { signatures: [partie('hub', 1), partie('region', 2, 'DONNEE'), partie('cdc', 3)] },
      'ETAT_INVALIDE',
      'organismeId',
    ],
    [
      'une partie qui a refusé',
      { signatures: [partie('hub', 1), partie('region', 2, 'REFUSEE'), partie('cdc', 3)] },
      'ETAT_INVALIDE',
      'organismeId',
    ],
    [
      'le refus d’une autre',
      { signatures: [partie('hub', 1, 'REFUSEE'), partie('region', 2), partie('cdc', 3)] },
      'ETAT_INVALIDE',
      'conventionId',
    ],
    ['avant son tour', { ordre: 'SUCCESSIF' }, 'ETAT_INVALIDE', 'organismeId'],
    ['une image', { numerisation: { ...NUMERISATION, pdf: false, sure: false } }, 'ENTREE_INVALIDE', 'pieceId'],
    [
      'une pièce en quarantaine',
      { numerisation: { ...NUMERISATION, sure: false, analyse: 'EN_QUARANTAINE' } },
      'ETAT_INVALIDE',
      'pieceId',
    ],
    [
      'les pages d’une autre',
      { numerisation: { ...NUMERISATION, reperes: [page(1, { version: 9 })] } },
      'CONFLIT_VERSION',
      'pieceId',
    ],
    ['une date à venir', { signeeLe: '2021-11-26' }, 'ENTREE_INVALIDE', 'signeeLe'],
    ['une date d’avant le document', { signeeLe: '2021-11-14' }, 'ENTREE_INVALIDE', 'signeeLe'],
    ['un signataire sans nom', { signataire: { ...SIGNATAIRE, nom: ' ' } }, 'ACTE_INVALIDE', 'nom'],
    [
      'une page manquante',
      { numerisation: { ...NUMERISATION, reperes: [page(1), page(3), null] } },
      'INCOMPLET',
      'pagesVerifiees',
    ],
  ];
  it.each(REFUS)('se refuse pour %s', (_cas, changements, code, chemin) => {
    expect(enregistrer(changements)).toMatchObject({ ok: false, refus: { code, chemin } });
  });

  it('refuse dans cet ordre : le premier défaut l’emporte sur les suivants', () => {
    for (const [rang, [cas, changements, code]] of REFUS.entries()) {
      const suivants = REFUS.slice(rang + 1).map(([, autres]) => autres);
      const decision = enregistrer(Object.assign({}, ...suivants.toReversed(), changements) as object);
      expect([cas, decision.ok ? null : decision.refus.code]).toEqual([cas, code]);
    }
  });

  it('accepte des pages non reconnues si quelqu’un atteste les avoir comparées, jamais celles d’un autre document', () => {
    const muette = { ...NUMERISATION, reperes: [null, null] };
    const refus = enregistrer({ numerisation: muette });
    expect(!refus.ok && refus.refus.message).toContain('Aucune page n’a été reconnue');
    expect(enregistrer({ numerisation: muette, pagesVerifiees: true })).toMatchObject({ ok: true });
    const autre = { ...NUMERISATION, reperes: [page(1, { numero: 'X' })] };
    expect(enregistrer({ numerisation: autre, pagesVerifiees: true })).toMatchObject({
      refus: { code: 'CONFLIT_VERSION' },
    });
    const trouee = { ...NUMERISATION, reperes: [page(2)] };
    const manque = enregistrer({ numerisation: trouee });
    expect(!manque.ok && manque.refus.message).toContain('pages 1 et 3');
  });

  it('range sa numérisation sous un code qui lui est propre', () => {
    expect(signatureDuCode(codeNumerisation('abc'))).toBe('abc');
    for (const code of ['RIB', 'DEMANDE-RECUE', 'STATUTS']) expect(signatureDuCode(code)).toBeNull();
  });
});
