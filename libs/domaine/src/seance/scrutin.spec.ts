import { attendreRefus, fait } from '../../essais/decision.js';
import { deports, membre, membres, pouvoirs, presents, suppleants } from '../../essais/seance.js';
import { refuser } from '../refus.js';
import { constaterQuorum } from './quorum.js';
import { REGLEMENT_CRPA } from './reglement.js';
import { cloreSeance, ouvrirScrutin, voter, type DemandeOuvertureScrutin, type DemandeVote } from './scrutin.js';

const quorum = (...numeros: number[]) =>
  constaterQuorum({
    membres: membres(3),
    emargements: presents(...numeros),
    pouvoirs: [],
    deports: [],
    reglement: REGLEMENT_CRPA,
    sansQuorum: false,
  });

describe('ouvrirScrutin', () => {
  const ouvrir = (autrement: Partial<DemandeOuvertureScrutin> = {}) =>
    ouvrirScrutin({
      etatSeance: 'OUVERTE',
      etat: 'PREPARE',
      pointId: 'p1',
      pointIds: ['p1'],
      quorum: quorum(1, 2),
      ...autrement,
    });
  const plan = refuser('PLAN_DESEQUILIBRE', 'Le plan est déséquilibré.', 'plan');

  test('accepté séance ouverte, point inscrit, quorum atteint', () => {
    expect(fait(ouvrir())).toBe('OUVERT');
    expect(fait(ouvrir({ plan: { ok: true, fait: undefined } }))).toBe('OUVERT');
  });

  test('refus dans l’ordre', () => {
    const tout = { pointId: 'x', quorum: quorum(1), plan };
    attendreRefus(
      ouvrir({ ...tout, etatSeance: 'CONVOQUEE', etat: 'CLOS' }),
      'ETAT_INVALIDE',
      'seance',
      'doit être ouverte',
    );
    attendreRefus(ouvrir({ ...tout, etat: 'CLOS' }), 'ETAT_INVALIDE', 'etat', /« clos ».*ouvrir le scrutin/);
    attendreRefus(ouvrir(tout), 'INTROUVABLE', 'pointId', 'ne figure pas à l’ordre du jour');
    attendreRefus(ouvrir({ quorum: quorum(1), plan }), 'QUORUM_NON_ATTEINT', 'emargements', '2 requis');
    attendreRefus(ouvrir({ plan }), 'PLAN_DESEQUILIBRE', 'plan', 'déséquilibré');
  });
});

describe('voter (R20, R22, R23)', () => {
  const demande = (autrement: Partial<DemandeVote> = {}) =>
    voter({
      etatSeance: 'OUVERTE',
      etat: 'OUVERT',
      membreId: 'm2',
      mandataireId: null,
      utilisateurId: 't2',
      sens: 'POUR',
      instructeurIds: ['i1'],
      membres: [...membres(5).map((m) => ({ ...m, voix: 3 })), membre(6, { voix: 0 })],
      emargements: [...presents(1, 2, 6), ...suppleants(3)],
      pouvoirs: pouvoirs([4, 1]),
      deports: [],
      bulletins: [{ membreId: 'm1' }],
      ...autrement,
    });
  const parPouvoir = { membreId: 'm4', mandataireId: 'm1', utilisateurId: 't1' };

  test('en personne, par le suppléant, par pouvoir, avec le poids du siège', () => {
    expect(fait(demande())).toEqual({
      membreId: 'm2',
      mandataireId: null,
      utilisateurId: 't2',
      sens: 'POUR',
      voix: 3,
    });
    expect(fait(demande({ membreId: 'm3', utilisateurId: 's3', sens: 'CONTRE' })).sens).toBe('CONTRE');
    expect(fait(demande(parPouvoir))).toMatchObject({ membreId: 'm4', mandataireId: 'm1', voix: 3 });
  });

  test('ETAT_INVALIDE : séance ou scrutin qui n’est pas ouvert', () => {
    const decision = demande({ etatSeance: 'CLOSE', etat: 'CLOS', membreId: 'x' });
    attendreRefus(decision, 'ETAT_INVALIDE', 'seance', /« close » : elle doit être ouverte/);
    attendreRefus(demande({ etat: 'CLOS', membreId: 'x' }), 'ETAT_INVALIDE', 'etat', /« clos ».*voter/);
    expect(demande({ etat: 'PREPARE' }).ok).toBe(false);
    attendreRefus(
      demande({ etatSeance: 'SUSPENDUE' }),
      'ETAT_INVALIDE',
      'seance',
      'suspendue : les scrutins attendent',
    );
  });

  test('INTROUVABLE : siège inconnu ou sans voix', () => {
    attendreRefus(demande({ membreId: 'x' }), 'INTROUVABLE', 'membreId', 'voix délibérative');
    const sansVoix = demande({ membreId: 'm6', utilisateurId: 't6', deports: deports(6) });
    attendreRefus(sansVoix, 'INTROUVABLE', 'membreId', 'voix délibérative');
  });

  test('E4, DEPORT : le membre déporté ne vote pas, ni lui ni par son mandataire', () => {
    attendreRefus(demande({ deports: deports(2) }), 'DEPORT', 'membreId', 's’est déporté');
    attendreRefus(demande({ ...parPouvoir, deports: deports(4) }), 'DEPORT', 'membreId', 's’est déporté');
  });

  test('R20, DEPORT : un mandataire déporté ne se sert pas du pouvoir qu’il détient', () => {
    attendreRefus(
      demande({ ...parPouvoir, deports: deports(1) }),
      'DEPORT',
      'mandataireId',
      'mandataire s’est déporté',
    );
    expect(demande({ deports: deports(1) }).ok).toBe(true);
  });

  test('POUVOIR_REFUSE : pas de pouvoir, pouvoir d’un autre, mandant présent, mandataire absent', () => {
    const mots = 'Aucun pouvoir valable';
    const autre = { membreId: 'm5', mandataireId: 'm1', utilisateurId: 't1' };
    attendreRefus(demande(autre), 'POUVOIR_REFUSE', 'mandataireId', mots);
    attendreRefus(demande({ ...parPouvoir, mandataireId: 'm2' }), 'POUVOIR_REFUSE', 'mandataireId', mots);
    const mandantLa = demande({ ...parPouvoir, emargements: presents(1, 4) });
    attendreRefus(mandantLa, 'POUVOIR_REFUSE', 'mandataireId', mots);
    attendreRefus(demande({ ...parPouvoir, emargements: presents(2) }), 'POUVOIR_REFUSE', 'mandataireId', mots);
  });

  test('INTERDIT : seule la personne qui a émargé pour le siège vote', () => {
    const mots = 'a émargé pour ce siège';
    attendreRefus(demande({ utilisateurId: 's2' }), 'INTERDIT', 'membreId', mots);
    attendreRefus(demande({ membreId: 'm5', utilisateurId: 't5' }), 'INTERDIT', 'membreId', mots);
    attendreRefus(demande({ ...parPouvoir, utilisateurId: 't4' }), 'INTERDIT', 'membreId', mots);
    attendreRefus(demande({ utilisateurId: 't1' }), 'INTERDIT', 'membreId', mots);
  });

  test('INTERDIT : l’instructeur du dossier ne vote pas', () => {
    const decision = demande({ instructeurIds: ['i1', 't2'], bulletins: [{ membreId: 'm2' }] });
    attendreRefus(decision, 'INTERDIT', 'membreId', 'a instruit ce dossier');
  });

  test('VOTE_DEJA_EXPRIME : un seul bulletin par siège', () => {
    const decision = demande({ bulletins: [{ membreId: 'm1' }, { membreId: 'm2' }] });
    attendreRefus(decision, 'VOTE_DEJA_EXPRIME', 'membreId', 'déjà exprimé');
  });
});

describe('cloreSeance', () => {
  test('pas tant qu’un scrutin est ouvert ou à proclamer', () => {
    expect(fait(cloreSeance('OUVERTE', ['PREPARE', 'PROCLAME', 'ANNULE']))).toBe('CLOSE');
    expect(fait(cloreSeance('OUVERTE', []))).toBe('CLOSE');
    attendreRefus(cloreSeance('OUVERTE', ['OUVERT', 'CLOS', 'PROCLAME']), 'ETAT_INVALIDE', 'scrutins', '2 scrutin');
    attendreRefus(cloreSeance('OUVERTE', ['CLOS']), 'ETAT_INVALIDE', 'scrutins', '1 scrutin');
  });

  test('seulement une séance ouverte', () => {
    attendreRefus(cloreSeance('CONVOQUEE', ['OUVERT']), 'ETAT_INVALIDE', 'etat', 'clore la séance');
  });
});
