import { ETATS_CANDIDATURE } from './cycle-candidature.js';
import { completer, declarerIrrecevable, declarerRecevable, demanderComplements, retirer } from './recevabilite.js';

const DEMANDE = { message: 'Joignez le RIB.', pieces: ['RIB'], echeance: '2021-07-16' };

describe('demanderComplements (R2)', () => {
  test('renvoie le dossier avec un délai', () => {
    expect(demanderComplements('DEPOSE', DEMANDE, '2021-07-01')).toEqual({
      ok: true,
      fait: { etat: 'A_COMPLETER', demande: DEMANDE },
    });
    expect(demanderComplements('DEPOSE', DEMANDE, '2021-07-15').ok).toBe(true);
  });

  test.each([
    ['état', 'RECEVABLE', { ...DEMANDE, message: '' }, 'ETAT_INVALIDE', 'etat', 'demander des compléments'],
    ['message', 'DEPOSE', { ...DEMANDE, message: ' ', echeance: '' }, 'ENTREE_INVALIDE', 'message', 'ce qui manque'],
    ['délai échu', 'DEPOSE', { ...DEMANDE, echeance: '2021-07-01' }, 'ENTREE_INVALIDE', 'echeance', 'au moins un jour'],
    [
      'délai passé',
      'DEPOSE',
      { ...DEMANDE, echeance: '2021-06-30' },
      'ENTREE_INVALIDE',
      'echeance',
      'au moins un jour',
    ],
    [
      'délai illisible',
      'DEPOSE',
      { ...DEMANDE, echeance: '2021-13-01' },
      'ENTREE_INVALIDE',
      'echeance',
      'au moins un jour',
    ],
  ] as const)('refuse : %s', (_titre, etat, demande, code, chemin, mots) => {
    expect(demanderComplements(etat, { ...demande, pieces: [] }, '2021-07-01')).toMatchObject({
      ok: false,
      refus: { code, chemin, message: expect.stringContaining(mots) },
    });
  });
});

test('completer et declarerRecevable suivent la table', () => {
  expect(completer('A_COMPLETER')).toEqual({ ok: true, fait: { etat: 'DEPOSE' } });
  expect(completer('DEPOSE')).toMatchObject({ ok: false, refus: { code: 'ETAT_INVALIDE' } });
  expect(declarerRecevable('DEPOSE')).toEqual({ ok: true, fait: { etat: 'RECEVABLE' } });
  expect(declarerRecevable('A_COMPLETER')).toMatchObject({ ok: false, refus: { code: 'ETAT_INVALIDE' } });
});

test('declarerIrrecevable exige un motif que le porteur lira', () => {
  expect(declarerIrrecevable('DEPOSE', ' Hors sujet. ')).toEqual({
    ok: true,
    fait: { etat: 'IRRECEVABLE', motif: 'Hors sujet.' },
  });
  expect(declarerIrrecevable('A_COMPLETER', 'Sans réponse')).toMatchObject({ ok: true });
  expect(declarerIrrecevable('DEPOSE', ' ')).toMatchObject({
    ok: false,
    refus: { code: 'ENTREE_INVALIDE', chemin: 'motif', message: expect.stringContaining("Motivez l'irrecevabilité") },
  });
  expect(declarerIrrecevable('RETENU', '')).toMatchObject({ refus: { code: 'ETAT_INVALIDE' } });
});

test('retirer : de tout état qui n’est pas final, avec un motif', () => {
  const possibles = ETATS_CANDIDATURE.filter((etat) => retirer(etat, 'Projet abandonné').ok);
  expect(possibles.join(' ')).toBe(
    'BROUILLON DEPOSE A_COMPLETER RECEVABLE EN_INSTRUCTION INSTRUIT INSCRIT_EN_SEANCE RETENU LISTE_ATTENTE AJOURNE ' +
      'CONVENTIONNE EN_EXECUTION SOLDE',
  );
  expect(retirer('DEPOSE', 'Projet abandonné')).toEqual({
    ok: true,
    fait: { etat: 'RETIRE', motif: 'Projet abandonné' },
  });
  expect(retirer('DEPOSE', '')).toMatchObject({
    refus: { code: 'ENTREE_INVALIDE', chemin: 'motif', message: expect.stringContaining('pourquoi') },
  });
});
