import fc from 'fast-check';
import { essais } from '../../essais/essais.js';
import { CYCLE_CONVENTION, CYCLE_SIGNATURE, type EtatConvention } from './cycles.js';
import {
  attendus,
  ORDRES_SIGNATURE,
  partiesASigner,
  refuserSignature,
  signerConvention,
  type DemandeSignature,
  type SignatureDePartie,
} from './signer.js';

const partie = (organismeId: string) => ({ organismeId, denomination: organismeId.toUpperCase() });
const parties = (...financeurs: string[]): SignatureDePartie[] =>
  partiesASigner({
    beneficiaire: partie('hub'),
    financeurs: financeurs.map(partie),
  } as unknown as Parameters<typeof partiesASigner>[0]);

const EMPREINTE = 'ab'.repeat(32);
const demande = (changements: Partial<DemandeSignature> = {}): DemandeSignature => ({
  etat: 'EN_SIGNATURE',
  ordre: 'LIBRE',
  signatures: parties('region', 'cdc'),
  organismeId: 'hub',
  signataire: {
    nom: 'Anne Le Goff',
    qualite: 'Présidente',
    acte: { type: 'DELIBERATION', numero: '2021-02', date: '2021-06-14' },
  },
  empreinteLue: EMPREINTE,
  empreinteFigee: EMPREINTE,
  aujourdhui: '2021-07-01',
  ...changements,
});
const avec = (signatures: readonly SignatureDePartie[], qui: string, etat: SignatureDePartie['etat']) =>
  signatures.map((s) => (s.organismeId === qui ? { ...s, etat } : s));

describe('Signer une convention (R33)', () => {
  it('met chaque partie une fois, le bénéficiaire d’abord, puis les financeurs dans leur ordre', () => {
    expect(
      parties('region', 'cdc', 'region').map(({ organismeId, qualite, rang }) => [organismeId, qualite, rang]),
    ).toEqual([
      ['hub', 'BENEFICIAIRE', 1],
      ['region', 'FINANCEUR', 2],
      ['cdc', 'FINANCEUR', 3],
    ]);
    expect(parties('hub').map(({ qualite }) => qualite)).toEqual(['BENEFICIAIRE']);
  });

  it('passe à PARTIELLEMENT_SIGNEE, puis à SIGNEE avec la dernière', () => {
    expect(signerConvention(demande())).toEqual({ ok: true, fait: 'PARTIELLEMENT_SIGNEE' });
    let signatures = avec(parties('region', 'cdc'), 'hub', 'DONNEE');
    const encore = demande({ etat: 'PARTIELLEMENT_SIGNEE', signatures, organismeId: 'cdc' });
    expect(signerConvention(encore)).toEqual({ ok: true, fait: 'PARTIELLEMENT_SIGNEE' });
    signatures = avec(signatures, 'cdc', 'DONNEE');
    const derniere = demande({ etat: 'PARTIELLEMENT_SIGNEE', signatures, organismeId: 'region' });
    expect(signerConvention(derniere)).toEqual({ ok: true, fait: 'SIGNEE' });
  });

  const acte = demande().signataire.acte;
  // In the order of the refusals: each line still has every fault of the lines below it.
  const fautif = { nom: ' ', qualite: '', acte: { ...acte, numero: '', date: '2021-07-02' } };
  const refusee = avec(parties('region', 'cdc'), 'cdc', 'REFUSEE');
  it.each<[string, string, string, Partial<DemandeSignature>]>([
    ['ETAT_INVALIDE', 'etat', 'projet', { etat: 'PROJET', organismeId: 'autre', signataire: fautif }],
    ['INTERDIT', 'conventionId', 'pas partie', { organismeId: 'autre', signatures: refusee, signataire: fautif }],
    [
      'ETAT_INVALIDE',
      'conventionId',
      'Votre signature est',
      { organismeId: 'cdc', signatures: refusee, signataire: fautif },
    ],
    [
      'ETAT_INVALIDE',
      'conventionId',
      'CDC a refusé',
      { ordre: 'SUCCESSIF', organismeId: 'region', signatures: refusee },
    ],
    ['ETAT_INVALIDE', 'conventionId', 'HUB signe avant', { ordre: 'SUCCESSIF', organismeId: 'cdc', empreinteLue: 'x' }],
    ['CONFLIT_VERSION', 'empreinte', 'relisez-le', { empreinteLue: 'cd'.repeat(32), signataire: fautif }],
    ['ACTE_INVALIDE', 'nom', 'incomplète', { signataire: fautif }],
  ])('refuse par %s (%s) : %s', (code, chemin, phrase, changements) => {
    const decision = signerConvention(demande(changements));
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus).toMatchObject({ code, chemin });
    expect(decision.refus.message).toContain(phrase);
  });

  it('nomme chaque champ fautif du signataire', () => {
    const decision = signerConvention(demande({ signataire: fautif }));
    expect(decision.ok ? [] : decision.refus.details?.map((d) => d.chemin)).toEqual([
      'nom',
      'qualite',
      'acte.numero',
      'acte.date',
    ]);
    const leJourMeme = { ...demande().signataire, acte: { ...acte, date: '2021-07-01' } };
    expect(signerConvention(demande({ signataire: leJourMeme })).ok).toBe(true);
    expect(signerConvention(demande({ empreinteLue: EMPREINTE.toUpperCase() })).ok).toBe(true);
  });

  it('ne prend un refus que motivé, d’une partie qui n’a pas signé', () => {
    const { etat, ordre, signatures } = demande();
    const refus = (organismeId: string, motif: string, lesSignatures = signatures, lEtat: EtatConvention = etat) => {
      const decision = refuserSignature({ etat: lEtat, ordre, signatures: lesSignatures, organismeId, motif });
      return decision.ok ? 'accepté' : [decision.refus.code, decision.refus.chemin];
    };
    expect(refus('cdc', 'Le conseil a rejeté le projet.')).toBe('accepté');
    expect(refus('cdc', '  ')).toEqual(['ENTREE_INVALIDE', 'motif']);
    expect(refus('cdc', '', avec(signatures, 'cdc', 'DONNEE'))).toEqual(['ETAT_INVALIDE', 'conventionId']);
    expect(refus('autre', '')).toEqual(['INTERDIT', 'conventionId']);
    expect(refus('autre', '', signatures, 'SIGNEE')).toEqual(['ETAT_INVALIDE', 'etat']);
  });

  it('attend tout le monde, ou le premier seulement quand il y a un ordre ; personne après un refus', () => {
    const signatures = parties('region', 'cdc').toReversed();
    const noms = (ordre: 'LIBRE' | 'SUCCESSIF', les = signatures) => attendus(ordre, les).map((s) => s.organismeId);
    expect(noms('LIBRE')).toEqual(['hub', 'region', 'cdc']);
    expect(noms('SUCCESSIF')).toEqual(['hub']);
    expect(noms('SUCCESSIF', avec(signatures, 'hub', 'DONNEE'))).toEqual(['region']);
    expect(noms('LIBRE', avec(signatures, 'region', 'REFUSEE'))).toEqual([]);
  });

  it('finit SIGNEE si et seulement si chacune a signé, quel que soit l’ordre des demandes (1 000 vies)', () => {
    const noms = ['hub', 'a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(
        fc.constantFrom(...ORDRES_SIGNATURE),
        fc.array(fc.record({ qui: fc.constantFrom(...noms, 'intrus'), refuse: fc.boolean() }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 4 }),
        (ordre, gestes, combien) => {
          let signatures = parties(...noms.slice(1, combien + 1));
          let etat: EtatConvention = 'EN_SIGNATURE';
          for (const { qui, refuse } of gestes) {
            const avantLui = attendus(ordre, signatures).some((s) => s.organismeId === qui);
            if (refuse && qui === 'd') {
              const decision = refuserSignature({ etat, ordre, signatures, organismeId: qui, motif: 'Non.' });
              if (decision.ok) signatures = avec(signatures, qui, 'REFUSEE');
              continue;
            }
            const decision = signerConvention(demande({ etat, ordre, signatures, organismeId: qui }));
            expect(decision.ok).toBe(etat !== 'SIGNEE' && avantLui);
            if (!decision.ok) continue;
            etat = decision.fait;
            signatures = avec(signatures, qui, 'DONNEE');
          }
          expect(etat === 'SIGNEE').toBe(signatures.every((s) => s.etat === 'DONNEE'));
        },
      ),
      essais(1_000),
    );
  });

  it('n’a de signatures que dans les états de la convention qui les admettent', () => {
    const admis = (Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[]).filter(
      (etat) => signerConvention(demande({ etat })).ok,
    );
    expect(admis).toEqual(['EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE']);
    expect(Object.keys(CYCLE_SIGNATURE.etats)).toEqual(['ATTENDUE', 'DONNEE', 'REFUSEE']);
  });
});
