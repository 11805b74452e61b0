import { attendreRefus, fait } from '../../essais/decision.js';
import { membre, membres, pouvoirs, presents, suppleants } from '../../essais/seance.js';
import type { QualitePresence } from './reglement.js';
import {
  annulerPresence,
  constaterPresence,
  declarerDeport,
  donnerPouvoir,
  emarger,
  type DemandeAnnulation,
  type DemandeConstat,
  type DemandeDeport,
  type DemandeEmargement,
  type DemandePouvoir,
} from './presence.js';
import { LIBELLES_MOTIF_DEPORT, MOTIFS_DEPORT, REGLEMENT_CRPA } from './reglement.js';

describe('emarger (R19, R20)', () => {
  const demande = (autrement: Partial<DemandeEmargement> = {}) =>
    emarger({
      etat: 'CONVOQUEE',
      membreId: 'm3',
      utilisateurId: 't3',
      mode: 'DISTANCE',
      membres: membres(5),
      emargements: presents(1),
      pouvoirs: pouvoirs([4, 1]),
      ...autrement,
    });

  test('le titulaire ou son suppléant occupe le siège', () => {
    expect(fait(demande())).toEqual({
      emargement: { membreId: 'm3', utilisateurId: 't3', qualite: 'TITULAIRE', mode: 'DISTANCE' },
      pouvoirCaduc: null,
    });
    expect(fait(demande({ utilisateurId: 's3' })).emargement.qualite).toBe('SUPPLEANT');
  });

  test('R20 : le pouvoir du mandant qui arrive devient caduc', () => {
    expect(fait(demande({ membreId: 'm4', utilisateurId: 's4' })).pouvoirCaduc).toEqual(pouvoirs([4, 1])[0]);
  });

  test.each(['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE', 'SUSPENDUE'] as const)(
    'possible quand la séance est %s',
    (etat) => {
      expect(demande({ etat }).ok).toBe(true);
    },
  );

  test('refus dans l’ordre', () => {
    attendreRefus(demande({ etat: 'CLOSE', membreId: 'm9' }), 'ETAT_INVALIDE', 'etat', /« close ».*émarger/);
    attendreRefus(demande({ membreId: 'm9', utilisateurId: 'x' }), 'INTROUVABLE', 'membreId', 'siège n’existe pas');
    attendreRefus(demande({ membreId: 'm1', utilisateurId: 'x' }), 'INTERDIT', 'utilisateurId', /titulaire.*suppléant/);
    attendreRefus(demande({ membreId: 'm1', utilisateurId: 't1' }), 'DOUBLON', 'membreId', 'déjà émargé');
  });

  test('sans suppléant désigné, personne ne siège à la place du titulaire', () => {
    const seul = [membre(3, { suppleantId: null })];
    attendreRefus(demande({ membres: seul, utilisateurId: 's3' }), 'INTERDIT', 'utilisateurId', 'titulaire');
  });
});

describe('constaterPresence et annulerPresence : un membre dans la salle, sans écran', () => {
  const constater = (autrement: Partial<DemandeConstat> = {}) =>
    constaterPresence({
      etat: 'OUVERTE',
      membreId: 'm3',
      qualite: 'TITULAIRE',
      mode: 'PRESENTIEL',
      membres: [...membres(5), membre(6, { suppleantId: null })],
      emargements: presents(1),
      pouvoirs: pouvoirs([4, 1]),
      ...autrement,
    });
  const annuler = (autrement: Partial<DemandeAnnulation> = {}) =>
    annulerPresence({
      etat: 'OUVERTE',
      membreId: 'm3',
      emargements: presents(1, 3).map((e) => ({ ...e, enregistrePar: 't1' })),
      presideParId: 'm1',
      etatsScrutins: ['PREPARE'],
      ...autrement,
    });

  test.each<[QualitePresence, string]>([
    ['TITULAIRE', 't3'],
    ['SUPPLEANT', 's3'],
  ])('noté comme %s, il siège comme s’il avait émargé', (qualite, utilisateurId) => {
    const emargement = { membreId: 'm3', utilisateurId, qualite, mode: 'PRESENTIEL' };
    expect(fait(constater({ qualite }))).toEqual({ emargement, pouvoirCaduc: null });
  });

  test('R20 : le pouvoir qu’il avait donné tombe', () => {
    expect(fait(constater({ membreId: 'm4' })).pouvoirCaduc).toEqual(pouvoirs([4, 1])[0]);
  });

  test('noter : refus dans l’ordre', () => {
    const pire = { membreId: 'm6', qualite: 'SUPPLEANT' as const, emargements: presents(6) };
    attendreRefus(constater({ ...pire, etat: 'CLOSE' }), 'ETAT_INVALIDE', 'etat', 'noter une présence');
    attendreRefus(constater({ ...pire, membreId: 'm9' }), 'INTROUVABLE', 'membreId', 'siège n’existe pas');
    attendreRefus(constater(pire), 'ENTREE_INVALIDE', 'qualite', 'pas de suppléant');
    attendreRefus(constater({ ...pire, qualite: 'TITULAIRE' }), 'DOUBLON', 'membreId', 'déjà émargé');
  });

  test('annuler : rend le siège, scrutins annulés compris dans ceux qui ont compté', () => {
    expect(fait(annuler())).toMatchObject({ membreId: 'm3', utilisateurId: 't3' });
    expect(annuler({ etatsScrutins: [], etat: 'CONVOQUEE' }).ok).toBe(true);
    for (const etat of ['OUVERT', 'CLOS', 'PROCLAME', 'ANNULE'] as const) {
      attendreRefus(annuler({ etatsScrutins: [etat] }), 'ETAT_INVALIDE', 'scrutins', 'présences ont compté');
    }
  });

  test('annuler : refus dans l’ordre', () => {
    const pire = { membreId: 'm5', etatsScrutins: ['OUVERT' as const], presideParId: 'm3' };
    attendreRefus(annuler({ ...pire, etat: 'CLOSE' }), 'ETAT_INVALIDE', 'etat', 'annuler une présence');
    attendreRefus(annuler(pire), 'ETAT_INVALIDE', 'membreId', 'n’est pas émargé');
    attendreRefus(annuler({ ...pire, membreId: 'm1' }), 'INTERDIT', 'membreId', 'a émargé lui-même');
    attendreRefus(annuler({ ...pire, membreId: 'm3' }), 'ETAT_INVALIDE', 'membreId', 'préside la séance');
    attendreRefus(
      annuler({ ...pire, presideParId: 'm1', membreId: 'm3' }),
      'ETAT_INVALIDE',
      'scrutins',
      'présences ont compté',
    );
  });
});

describe('donnerPouvoir (R20)', () => {
  const demande = (autrement: Partial<DemandePouvoir> = {}) =>
    donnerPouvoir({
      etat: 'CONVOQUEE',
      mandantId: 'm3',
      mandataireId: 'm4',
      membres: [...membres(6), membre(7, { voix: 0 })],
      emargements: [],
      pouvoirs: [],
      reglement: REGLEMENT_CRPA,
      ...autrement,
    });

  test('accepté avant et pendant la séance, même vers un membre sans voix', () => {
    expect(fait(demande())).toEqual({ mandantId: 'm3', mandataireId: 'm4' });
    expect(demande({ etat: 'OUVERTE', emargements: presents(4) }).ok).toBe(true);
    expect(demande({ mandataireId: 'm7' }).ok).toBe(true);
  });

  test('E4 : un second pouvoir au même membre est refusé', () => {
    const deja = pouvoirs([5, 4]);
    attendreRefus(demande({ pouvoirs: deja }), 'POUVOIR_REFUSE', 'mandataireId', 'déjà 1 pouvoir');
    const deux = { pouvoirsMax: 2 };
    expect(demande({ pouvoirs: deja, reglement: deux }).ok).toBe(true);
    const pleins = pouvoirs([5, 4], [6, 4]);
    attendreRefus(demande({ pouvoirs: pleins, reglement: deux }), 'POUVOIR_REFUSE', 'mandataireId', 'déjà 2 pouvoir');
    attendreRefus(demande({ reglement: { pouvoirsMax: 0 } }), 'POUVOIR_REFUSE', 'mandataireId', 'déjà 0 pouvoir');
  });

  test('le pouvoir donné à un autre ne compte pas', () => {
    expect(demande({ pouvoirs: pouvoirs([5, 1]) }).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    const pouvoirDe3 = pouvoirs([3, 5]);
    attendreRefus(demande({ etat: 'CLOSE', mandantId: 'x' }), 'ETAT_INVALIDE', 'etat', 'donner pouvoir');
    attendreRefus(demande({ mandantId: 'x', mandataireId: 'y' }), 'POUVOIR_REFUSE', 'mandantId', 'voix délibérative');
    attendreRefus(demande({ mandantId: 'm7' }), 'POUVOIR_REFUSE', 'mandantId', 'voix délibérative');
    attendreRefus(demande({ mandataireId: 'y' }), 'POUVOIR_REFUSE', 'mandataireId', 'à un membre de la conférence');
    const soi = demande({ mandataireId: 'm3', emargements: presents(3) });
    attendreRefus(soi, 'POUVOIR_REFUSE', 'mandataireId', 'à lui-même');
    const siege = demande({ emargements: presents(3), pouvoirs: pouvoirDe3 });
    attendreRefus(siege, 'POUVOIR_REFUSE', 'mandantId', /suppléant, siège/);
    attendreRefus(demande({ emargements: suppleants(3) }), 'POUVOIR_REFUSE', 'mandantId', 'suppléant, siège');
    attendreRefus(demande({ pouvoirs: pouvoirDe3 }), 'POUVOIR_REFUSE', 'mandantId', 'déjà donné pouvoir');
    attendreRefus(demande({ pouvoirs: pouvoirs([5, 3]) }), 'POUVOIR_REFUSE', 'mandantId', 'a reçu un pouvoir');
    attendreRefus(demande({ pouvoirs: pouvoirs([4, 5]) }), 'POUVOIR_REFUSE', 'mandataireId', 'lui-même donné pouvoir');
  });
});

describe('declarerDeport (R23)', () => {
  const demande = (autrement: Partial<DemandeDeport> = {}) =>
    declarerDeport({
      etat: 'OUVERTE',
      membreId: 'm2',
      pointId: 'p1',
      motif: 'SIEGE_CHEZ_LE_PORTEUR',
      membres: membres(3),
      pointIds: ['p1', 'p2'],
      deports: [],
      votantIds: ['m1'],
      ...autrement,
    });

  test('retire le membre du point', () => {
    expect(fait(demande())).toEqual({ membreId: 'm2', pointId: 'p1', motif: 'SIEGE_CHEZ_LE_PORTEUR' });
  });

  test('un déport sur un autre point, ou d’un autre membre, n’empêche rien', () => {
    const deports = [
      { membreId: 'm2', pointId: 'p2', motif: 'AUTRE' as const },
      { membreId: 'm3', pointId: 'p1', motif: 'AUTRE' as const },
    ];
    expect(demande({ deports }).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    const deja = [{ membreId: 'm2', pointId: 'p1', motif: 'AUTRE' as const }];
    attendreRefus(demande({ etat: 'PV_REDIGE', membreId: 'x' }), 'ETAT_INVALIDE', 'etat', 'déclarer un déport');
    attendreRefus(demande({ membreId: 'x', pointId: 'y' }), 'INTROUVABLE', 'membreId', 'siège n’existe pas');
    attendreRefus(demande({ pointId: 'y' }), 'INTROUVABLE', 'pointId', 'ne figure pas à l’ordre du jour');
    attendreRefus(demande({ deports: deja, votantIds: ['m2'] }), 'DOUBLON', 'membreId', 'déjà déclaré');
    attendreRefus(demande({ votantIds: ['m1', 'm2'] }), 'VOTE_DEJA_EXPRIME', 'membreId', 'déjà voté');
  });

  test('chaque motif a son libellé', () => {
    expect(Object.keys(LIBELLES_MOTIF_DEPORT)).toEqual([...MOTIFS_DEPORT]);
  });
});
