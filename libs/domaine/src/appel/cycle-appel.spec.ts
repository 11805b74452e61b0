import { actionsPossibles, avancer, etatsFinaux } from '../cycle.js';
import {
  ACTIONS_APPEL,
  CYCLE_APPEL,
  ETATS_APPEL,
  recoitDepots,
  type ActionAppel,
  type EtatAppel,
} from './cycle-appel.js';

const TABLE: Record<EtatAppel, Partial<Record<ActionAppel, EtatAppel>>> = {
  BROUILLON: { VALIDER: 'VALIDE', PUBLIER: 'PUBLIE', ANNULER: 'ANNULE' },
  VALIDE: { CORRIGER: 'BROUILLON', PUBLIER: 'PUBLIE', ANNULER: 'ANNULE' },
  PUBLIE: { OUVRIR: 'OUVERT', PROLONGER: 'PUBLIE', SUSPENDRE: 'SUSPENDU', CLORE: 'CLOS', ANNULER: 'ANNULE' },
  OUVERT: { PROLONGER: 'OUVERT', SUSPENDRE: 'SUSPENDU', CLORE: 'CLOS', ANNULER: 'ANNULE' },
  SUSPENDU: { REPRENDRE: 'OUVERT', ANNULER: 'ANNULE' },
  CLOS: { INSTRUIRE: 'EN_INSTRUCTION', ANNULER: 'ANNULE' },
  EN_INSTRUCTION: { DELIBERER: 'DELIBERE', ANNULER: 'ANNULE' },
  DELIBERE: { ARCHIVER: 'ARCHIVE' },
  ARCHIVE: {},
  ANNULE: {},
};

describe('CYCLE_APPEL (domaine §8)', () => {
  test('chaque état et chaque action : la table entière', () => {
    for (const etat of ETATS_APPEL) {
      for (const action of ACTIONS_APPEL) {
        const vers = TABLE[etat][action];
        const decision = avancer(CYCLE_APPEL, etat, action);
        if (vers) expect(decision).toEqual({ ok: true, fait: vers });
        else expect(decision).toMatchObject({ ok: false, refus: { code: 'ETAT_INVALIDE', chemin: 'etat' } });
      }
    }
  });

  test('les états finaux n’ont pas de sortie', () => {
    expect(etatsFinaux(CYCLE_APPEL)).toEqual(['ARCHIVE', 'ANNULE']);
  });

  test('les listes d’états et d’actions sont celles de la table, avec leurs mots', () => {
    expect(Object.keys(CYCLE_APPEL.etats).sort()).toEqual([...ETATS_APPEL].sort());
    expect(Object.keys(CYCLE_APPEL.actions)).toEqual([...ACTIONS_APPEL]);
    expect(Object.values(CYCLE_APPEL.etats).join(' ')).toBe(
      'brouillon validé publié ouvert suspendu clos en instruction délibéré archivé annulé',
    );
    expect(Object.values(CYCLE_APPEL.actions).join(' ')).toBe(
      'valider corriger publier ouvrir prolonger suspendre reprendre clore instruire délibérer archiver annuler',
    );
  });

  test('qui peut agir', () => {
    expect(actionsPossibles(CYCLE_APPEL, 'OUVERT', 'PORTEUR')).toEqual([]);
    expect(actionsPossibles(CYCLE_APPEL, 'OUVERT', 'GESTIONNAIRE')).toEqual([
      'PROLONGER',
      'SUSPENDRE',
      'CLORE',
      'ANNULER',
    ]);
    expect(actionsPossibles(CYCLE_APPEL, 'CLOS', 'INSTRUCTEUR')).toEqual(['INSTRUIRE']);
    expect(actionsPossibles(CYCLE_APPEL, 'EN_INSTRUCTION', 'PRESIDENT')).toEqual(['DELIBERER']);
    for (const { roles } of CYCLE_APPEL.fleches)
      expect(roles).toEqual(expect.arrayContaining(['GESTIONNAIRE', 'ADMIN']));
    const autres = CYCLE_APPEL.fleches
      .flatMap(({ roles }) => roles)
      .filter((r) => r !== 'GESTIONNAIRE' && r !== 'ADMIN');
    expect(autres).toEqual(['INSTRUCTEUR', 'PRESIDENT']);
  });

  test('le refus nomme l’appel, son état et l’action', () => {
    const decision = avancer(CYCLE_APPEL, 'ARCHIVE', 'CLORE');
    expect(decision).toMatchObject({ refus: { message: expect.stringMatching(/L'appel à projets.*archivé.*clore/) } });
  });
});

test('recoitDepots : seulement publié ou ouvert', () => {
  expect(ETATS_APPEL.filter(recoitDepots)).toEqual(['PUBLIE', 'OUVERT']);
});
