import { ACTES_CANDIDATURE, actesPossibles, ETATS_INSTRUITS, ETATS_VUS_DES_MEMBRES } from './actes.js';
import { ETATS_CANDIDATURE, type EtatCandidature } from './cycle-candidature.js';

const ATTENDUS: Partial<Record<EtatCandidature, string[]>> = {
  BROUILLON: ['enregistrerCandidature', 'joindrePiece', 'deposerCandidature', 'retirerCandidature'],
  DEPOSE: ['demanderComplements', 'declarerRecevable', 'declarerIrrecevable', 'retirerCandidature'],
  A_COMPLETER: [
    'enregistrerCandidature',
    'joindrePiece',
    'repondreComplements',
    'declarerIrrecevable',
    'retirerCandidature',
  ],
  RECEVABLE: ['commencerInstruction', 'noterCandidature', 'retirerCandidature'],
  EN_INSTRUCTION: ['noterCandidature', 'terminerInstruction', 'retirerCandidature'],
  AJOURNE: ['commencerInstruction', 'noterCandidature', 'retirerCandidature'],
  IRRECEVABLE: [],
  REFUSE: [],
  CLOS: [],
  RETIRE: [],
  DOUBLON: [],
  SANS_SUITE: [],
  ANNULE: [],
};

describe('actesPossibles', () => {
  test.each(ETATS_CANDIDATURE)('%s', (etat) => {
    expect(actesPossibles(etat)).toEqual(ATTENDUS[etat] ?? ['retirerCandidature']);
  });

  test('chaque acte est possible quelque part, et nommé une fois', () => {
    const vus = new Set(ETATS_CANDIDATURE.flatMap((etat) => actesPossibles(etat)));
    expect([...vus].sort()).toEqual([...ACTES_CANDIDATURE].sort());
    expect(new Set(ACTES_CANDIDATURE).size).toBe(ACTES_CANDIDATURE.length);
  });
});

test('les membres voient un dossier recevable, et son instruction une fois conclue', () => {
  expect(ETATS_VUS_DES_MEMBRES).toEqual([
    'RECEVABLE',
    'EN_INSTRUCTION',
    'INSTRUIT',
    'INSCRIT_EN_SEANCE',
    'RETENU',
    'LISTE_ATTENTE',
    'AJOURNE',
    'REFUSE',
    'CONVENTIONNE',
    'EN_EXECUTION',
    'SOLDE',
    'CLOS',
  ]);
  expect(ETATS_INSTRUITS).toEqual(ETATS_VUS_DES_MEMBRES.slice(2));
});
