import { attendreRefus, fait, refus } from '../../essais/decision.js';
import { GRILLE_HUBS } from '../programmes/hubs.js';
import { ETATS_CANDIDATURE } from './cycle-candidature.js';
import { commencerInstruction, conclureInstruction, noterCriteres } from './instruire.js';

const PLEINES = GRILLE_HUBS.map(({ code, poids }) => ({ critere: code, points: poids, commentaire: 'Bien.' }));
const AVIS = { favorable: true, avis: 'Projet solide.' };

describe('commencerInstruction', () => {
  test.each(ETATS_CANDIDATURE)('%s', (etat) => {
    const decision = commencerInstruction(etat);
    if (etat === 'RECEVABLE' || etat === 'AJOURNE') expect(fait(decision)).toEqual({ etat: 'EN_INSTRUCTION' });
    else attendreRefus(decision, 'ETAT_INVALIDE', 'etat', etat === 'EN_INSTRUCTION' ? 'déjà commencée' : 'noter');
  });
});

describe('noterCriteres', () => {
  test('note une partie de la grille', () => {
    expect(fait(noterCriteres('RECEVABLE', GRILLE_HUBS, PLEINES.slice(0, 1)))).toEqual({ etat: 'EN_INSTRUCTION' });
    expect(fait(noterCriteres('EN_INSTRUCTION', GRILLE_HUBS, PLEINES))).toEqual({ etat: 'EN_INSTRUCTION' });
  });

  test('refuse, dans l’ordre : l’état, l’absence de note, les défauts avec leur chemin', () => {
    attendreRefus(noterCriteres('DEPOSE', GRILLE_HUBS, []), 'ETAT_INVALIDE', 'etat', 'noter');
    attendreRefus(noterCriteres('RECEVABLE', GRILLE_HUBS, []), 'INCOMPLET', 'notes', 'au moins un critère');
    const fautives = [
      { critere: 'TERRITOIRE', points: 26, commentaire: '' },
      { critere: 'AUTRE', points: 1, commentaire: 'x' },
    ];
    const refuse = refus(noterCriteres('RECEVABLE', GRILLE_HUBS, fautives));
    expect(refuse).toMatchObject({ code: 'ENTREE_INVALIDE', chemin: 'notes', message: 'Des notes sont à corriger.' });
    expect(refuse.details?.map((d) => d.chemin)).toEqual([
      'notes[0].points',
      'notes[0].commentaire',
      'notes[1].critere',
    ]);
  });
});

describe('conclureInstruction', () => {
  test('conclut une grille entière, avec son total', () => {
    expect(fait(conclureInstruction('EN_INSTRUCTION', GRILLE_HUBS, PLEINES, AVIS, 60))).toEqual({
      etat: 'INSTRUIT',
      total: 100,
    });
  });

  test('accepte un avis favorable motivé sous le seuil : la conférence décide', () => {
    const basses = PLEINES.map((n) => ({ ...n, points: 1 }));
    expect(fait(conclureInstruction('EN_INSTRUCTION', GRILLE_HUBS, basses, AVIS, 60)).total).toBe(5);
  });

  test('refuse, dans l’ordre : l’état, la grille incomplète, l’avis sans motif', () => {
    const conclure = (etat: 'RECEVABLE' | 'EN_INSTRUCTION', notes = PLEINES) =>
      conclureInstruction(etat, GRILLE_HUBS, notes, { favorable: true, avis: ' ' }, 60);
    attendreRefus(conclure('RECEVABLE', []), 'ETAT_INVALIDE', 'etat', 'conclure');
    attendreRefus(conclure('EN_INSTRUCTION', PLEINES.slice(1)), 'INCOMPLET', 'notes', 'grille');
    attendreRefus(conclure('EN_INSTRUCTION'), 'INCOMPLET', 'avis', 'Motivez votre avis');
  });

  test.each([
    [59, 60, true, 'sous le seuil de 60'],
    [60, 60, true, 'Motivez votre avis'],
    [59, null, true, 'Motivez votre avis'],
    [59, 60, false, 'Motivez votre avis'],
  ])('sans motif à %s sur 100 pour un seuil de %s (favorable : %s)', (total, seuil, favorable, mots) => {
    const grille = [{ code: 'SEUL', libelle: 'Seul', poids: 100 }];
    const notes = [{ critere: 'SEUL', points: total, commentaire: 'x' }];
    const decision = conclureInstruction('EN_INSTRUCTION', grille, notes, { favorable, avis: '' }, seuil);
    attendreRefus(decision, 'INCOMPLET', 'avis', mots);
  });
});
