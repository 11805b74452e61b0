import fc from 'fast-check';
import { avancer, etatsFinaux } from '../cycle.js';
import {
  arriveTropTard,
  CYCLE_SIGNATURE_EXTERNE,
  demanderSignatureExterne,
  ETATS_EXTERNES_VIFS,
  estVive,
  lireMobile,
  reserveSurCopie,
  suiteExterne,
  verifierSignatureExterne,
  voieLibre,
  type ActionSignatureExterne,
  type ConstatExterne,
  type CopieRecue,
  type DemandeExterne,
  type EtatSignatureExterne,
} from './signer-chez-prestataire.js';

const EMPREINTE = 'ab'.repeat(32);
const demande = (changements: Partial<DemandeExterne> = {}): DemandeExterne => ({
  etat: 'EN_SIGNATURE',
  ordre: 'LIBRE',
  signatures: [
    { organismeId: 'hub', denomination: 'HUB', qualite: 'BENEFICIAIRE', rang: 1, etat: 'ATTENDUE' },
    { organismeId: 'region', denomination: 'REGION', qualite: 'FINANCEUR', rang: 2, etat: 'ATTENDUE' },
  ],
  organismeId: 'hub',
  signataire: {
    nom: 'Anne Le Goff',
    qualite: 'Présidente',
    acte: { type: 'DELIBERATION', numero: '2021-02', date: '2021-06-14' },
  },
  empreinteLue: EMPREINTE,
  empreinteFigee: EMPREINTE,
  aujourdhui: '2021-07-01',
  joignable: { courriel: 'anne.legoff@hub.example', mobile: '06 12 34 56 78' },
  derniere: null,
  ...changements,
});
const COPIE: CopieRecue = {
  pdf: true,
  commenceParLeFige: true,
  signatureSurTout: true,
  signatureIntacte: true,
  menace: null,
};
const ETATS = Object.keys(CYCLE_SIGNATURE_EXTERNE.etats) as EtatSignatureExterne[];

describe('Signer chez un prestataire (R33)', () => {
  it('demande à qui joindre, comme le prestataire l’écrit', () => {
    const joignable = { courriel: ' anne.legoff@hub.example ', mobile: '' };
    expect(demanderSignatureExterne(demande())).toEqual({
      ok: true,
      fait: { courriel: 'anne.legoff@hub.example', mobile: '+33612345678' },
    });
    expect(demanderSignatureExterne(demande({ joignable }))).toMatchObject({ ok: true, fait: { mobile: null } });
    expect(demanderSignatureExterne(demande({ derniere: 'EXPIREE' })).ok).toBe(true);
  });

  const injoignable = { courriel: 'anne', mobile: '12' };
  const sansNom = { ...demande().signataire, nom: ' ' };
  // In the order of the refusals: each line still has every fault of the lines below it.
  it.each<[string, string, string, Partial<DemandeExterne>]>([
    ['ETAT_INVALIDE', 'etat', 'projet', { etat: 'PROJET', organismeId: 'x', signataire: sansNom, derniere: 'OUVERTE' }],
    ['INTERDIT', 'conventionId', 'pas partie', { organismeId: 'x', signataire: sansNom, derniere: 'OUVERTE' }],
    ['ETAT_INVALIDE', 'conventionId', 'HUB signe avant', { ordre: 'SUCCESSIF', organismeId: 'region' }],
    ['CONFLIT_VERSION', 'empreinte', 'relisez-le', { empreinteLue: 'x', signataire: sansNom, derniere: 'OUVERTE' }],
    ['ACTE_INVALIDE', 'nom', 'incomplète', { signataire: sansNom, derniere: 'OUVERTE', joignable: injoignable }],
    ['ETAT_INVALIDE', 'conventionId', 'abandonnez d’abord', { derniere: 'OUVERTE', joignable: injoignable }],
    ['ENTREE_INVALIDE', 'courriel', 'adresse électronique', { joignable: injoignable }],
    ['ENTREE_INVALIDE', 'mobile', '06 12 34 56 78', { joignable: { ...injoignable, courriel: 'a@b.fr' } }],
  ])('refuse par %s (%s) : %s', (code, chemin, phrase, changements) => {
    const decision = demanderSignatureExterne(demande(changements));
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus).toMatchObject({ code, chemin });
    expect(decision.refus.message).toContain(phrase);
  });

  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['07.12.34.56.78', '+33712345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['+590 690 12 34 56', '+590690123456'],
    ['01 23 45 67 89', null],
    ['612345678', null],
    ['+0612345678', null],
    ['06 12 34 56 78 9', null],
    ['javascript:1', null],
  ])('lit le mobile « %s »', (texte, attendu) => {
    expect(lireMobile(texte)).toBe(attendu);
  });

  it('ne laisse qu’une voie à la fois : ni ici, ni sur papier, ni un refus tant que quelque chose peut en revenir', () => {
    const fermees = ETATS.filter((etat) => !voieLibre(etat).ok);
    expect(fermees).toEqual(['A_OUVRIR', 'OUVERTE', 'A_ANNULER', 'A_VERIFIER']);
    expect(fermees).toEqual(ETATS_EXTERNES_VIFS);
    expect(voieLibre(null).ok).toBe(true);
    const phrases = fermees.map((etat) => {
      const libre = voieLibre(etat);
      return libre.ok ? '' : libre.refus.message;
    });
    expect(new Set(phrases).size).toBe(3);
  });

  it('ne suit ce que dit le prestataire que d’une demande ouverte, ou en cours d’annulation', () => {
    const suivies = ETATS.filter((etat) => suiteExterne(etat, 'SIGNEE') !== null);
    expect(suivies).toEqual(['OUVERTE', 'A_ANNULER']);
    expect(suiteExterne('OUVERTE', 'EN_ATTENTE')).toBeNull();
    expect(suiteExterne('A_ANNULER', 'SIGNEE')).toBe('signer');
    expect(suiteExterne('OUVERTE', 'REFUSEE')).toBe('refuser');
    expect(suiteExterne('OUVERTE', 'EXPIREE')).toBe('expirer');
    expect(suiteExterne('A_ANNULER', 'ANNULEE')).toBe('annuler');
  });

  it.each<[string, Partial<CopieRecue>]>([
    ['« Eicar »', { menace: 'Eicar', pdf: false, commenceParLeFige: false }],
    ['pas un PDF', { pdf: false, commenceParLeFige: false, signatureSurTout: false }],
    ['octets du document figé', { commenceParLeFige: false, signatureSurTout: false }],
    ['ne couvre tout', { signatureSurTout: false, signatureIntacte: false }],
    ['pas celle de son contenu', { signatureIntacte: false }],
  ])('met de côté une copie qui ne prouve rien : %s', (phrase, changements) => {
    expect(reserveSurCopie({ ...COPIE, ...changements })).toContain(phrase);
    expect(reserveSurCopie(COPIE)).toBeNull();
  });

  it.each<[string, EtatSignatureExterne | null, boolean, boolean, string, string]>([
    ['ETAT_INVALIDE', null, true, false, '', 'n’a rien demandé'],
    ['ETAT_INVALIDE', 'OUVERTE', true, false, '', 'retenir'],
    ['ETAT_INVALIDE', 'SIGNEE', false, true, '', 'écarter'],
    ['ETAT_INVALIDE', 'A_VERIFIER', true, false, '', 'Aucun fichier'],
    ['ENTREE_INVALIDE', 'A_VERIFIER', true, true, ' ', 'ce que vous avez vérifié'],
    ['ENTREE_INVALIDE', 'A_VERIFIER', false, false, '', 'ce que vous avez vérifié'],
  ])('vérifie : %s', (code, derniere, retenue, fichier, motif, phrase) => {
    const decision = verifierSignatureExterne({ derniere, fichier, retenue, motif });
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus.code).toBe(code);
    expect(decision.refus.message).toContain(phrase);
  });

  it('retient ou écarte ce qui est à vérifier', () => {
    const cas = { derniere: 'A_VERIFIER', fichier: true, motif: 'Comparé page à page.' } as const;
    expect(verifierSignatureExterne({ ...cas, retenue: true })).toEqual({ ok: true, fait: 'SIGNEE' });
    expect(verifierSignatureExterne({ ...cas, retenue: false, fichier: false })).toEqual({ ok: true, fait: 'ECARTEE' });
  });

  it('n’a plus d’effet une fois la partie engagée ailleurs, ou la convention tombée', () => {
    expect(arriveTropTard('EN_SIGNATURE', 'ATTENDUE')).toBe(false);
    expect(arriveTropTard('PARTIELLEMENT_SIGNEE', 'DONNEE')).toBe(true);
    expect(arriveTropTard('CADUQUE', 'ATTENDUE')).toBe(true);
  });

  it('finit une fois pour toutes, et signée seulement si le prestataire le dit ou la gestion le retient (2 000 vies)', () => {
    const finaux = etatsFinaux(CYCLE_SIGNATURE_EXTERNE);
    const gestes = ['ouvrir', 'echouer', 'abandonner', 'mettreDeCote', 'retenir', 'ecarter', 'annuler'] as const;
    const constats: ConstatExterne[] = ['EN_ATTENTE', 'SIGNEE', 'REFUSEE', 'EXPIREE', 'ANNULEE'];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...gestes), fc.constantFrom(...constats)), { maxLength: 12 }),
        (vie) => {
          let etat: EtatSignatureExterne = CYCLE_SIGNATURE_EXTERNE.initial;
          let prouvee = false;
          for (const pas of vie) {
            const constat = constats.find((c) => c === pas);
            const action = constat ? suiteExterne(etat, constat) : (pas as ActionSignatureExterne);
            if (action === null) continue;
            const suite = avancer(CYCLE_SIGNATURE_EXTERNE, etat, action);
            if (finaux.includes(etat)) expect(suite.ok).toBe(false);
            if (!suite.ok) continue;
            prouvee ||= constat === 'SIGNEE' || action === 'retenir';
            etat = suite.fait;
          }
          if (etat === 'SIGNEE') expect(prouvee).toBe(true);
          expect(estVive(etat)).toBe(!finaux.includes(etat));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
