import fc from 'fast-check';
import { actionsPossibles, avancer, etatsFinaux } from '../cycle.js';
import type { Decision } from '../refus.js';
import {
  ACTIONS_CANDIDATURE,
  CYCLE_CANDIDATURE,
  ETATS_CANDIDATURE,
  estModifiable,
  type ActionCandidature,
  type EtatCandidature,
} from './cycle-candidature.js';

const FINAUX: EtatCandidature[] = ['IRRECEVABLE', 'REFUSE', 'CLOS', 'RETIRE', 'DOUBLON', 'SANS_SUITE', 'ANNULE'];
const ARRET = {
  RETIRER: 'RETIRE',
  SIGNALER_DOUBLON: 'DOUBLON',
  CLASSER_SANS_SUITE: 'SANS_SUITE',
  ANNULER: 'ANNULE',
} as const;

const ROUTE: Partial<Record<EtatCandidature, Partial<Record<ActionCandidature, EtatCandidature>>>> = {
  BROUILLON: { DEPOSER: 'DEPOSE' },
  DEPOSE: { DEMANDER_COMPLEMENTS: 'A_COMPLETER', DECLARER_RECEVABLE: 'RECEVABLE', DECLARER_IRRECEVABLE: 'IRRECEVABLE' },
  A_COMPLETER: { COMPLETER: 'DEPOSE', DECLARER_IRRECEVABLE: 'IRRECEVABLE' },
  RECEVABLE: { NOTER: 'EN_INSTRUCTION' },
  EN_INSTRUCTION: { NOTER: 'EN_INSTRUCTION', CONCLURE_INSTRUCTION: 'INSTRUIT' },
  INSTRUIT: { INSCRIRE_EN_SEANCE: 'INSCRIT_EN_SEANCE' },
  INSCRIT_EN_SEANCE: { RETENIR: 'RETENU', METTRE_EN_ATTENTE: 'LISTE_ATTENTE', AJOURNER: 'AJOURNE', REFUSER: 'REFUSE' },
  LISTE_ATTENTE: { INSCRIRE_EN_SEANCE: 'INSCRIT_EN_SEANCE' },
  AJOURNE: { NOTER: 'EN_INSTRUCTION', INSCRIRE_EN_SEANCE: 'INSCRIT_EN_SEANCE' },
  RETENU: { CONVENTIONNER: 'CONVENTIONNE' },
  CONVENTIONNE: { DECONVENTIONNER: 'RETENU', EXECUTER: 'EN_EXECUTION' },
  EN_EXECUTION: { SOLDER: 'SOLDE' },
  SOLDE: { CLORE: 'CLOS' },
};

describe('CYCLE_CANDIDATURE (domaine §8)', () => {
  test('chaque état et chaque action : la table entière', () => {
    for (const etat of ETATS_CANDIDATURE) {
      const sorties: Partial<Record<ActionCandidature, EtatCandidature>> = FINAUX.includes(etat)
        ? {}
        : { ...ROUTE[etat], ...ARRET };
      for (const action of ACTIONS_CANDIDATURE) {
        const vers = sorties[action];
        const decision = avancer(CYCLE_CANDIDATURE, etat, action);
        if (vers) expect(decision).toEqual({ ok: true, fait: vers });
        else expect(decision).toMatchObject({ ok: false, refus: { code: 'ETAT_INVALIDE', chemin: 'etat' } });
      }
    }
  });

  test('les états finaux n’ont pas de sortie', () => {
    expect(etatsFinaux(CYCLE_CANDIDATURE).sort()).toEqual([...FINAUX].sort());
  });

  test('toute suite d’actions reste dans les états connus, et s’arrête aux finaux', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ACTIONS_CANDIDATURE), { maxLength: 30 }), (suite) => {
        let etat: EtatCandidature = 'BROUILLON';
        for (const action of suite) {
          const decision: Decision<EtatCandidature> = avancer(CYCLE_CANDIDATURE, etat, action);
          expect(FINAUX.includes(etat) && decision.ok).toBe(false);
          if (decision.ok) etat = decision.fait;
          expect(ETATS_CANDIDATURE).toContain(etat);
        }
      }),
    );
  });

  test('qui peut agir : chaque action et ses rôles', () => {
    const roles = Object.fromEntries(
      ACTIONS_CANDIDATURE.map((action) => {
        const listes = CYCLE_CANDIDATURE.fleches.filter((f) => f.action === action).map((f) => f.roles.join(' '));
        return [action, [...new Set(listes)]];
      }),
    );
    const instruction = ['INSTRUCTEUR GESTIONNAIRE'];
    const conference = ['GESTIONNAIRE PRESIDENT'];
    expect(roles).toEqual({
      DEPOSER: ['PORTEUR'],
      DEMANDER_COMPLEMENTS: instruction,
      COMPLETER: ['PORTEUR'],
      DECLARER_RECEVABLE: instruction,
      DECLARER_IRRECEVABLE: instruction,
      NOTER: instruction,
      CONCLURE_INSTRUCTION: instruction,
      INSCRIRE_EN_SEANCE: conference,
      RETENIR: conference,
      METTRE_EN_ATTENTE: conference,
      AJOURNER: conference,
      REFUSER: conference,
      CONVENTIONNER: ['GESTIONNAIRE'],
      DECONVENTIONNER: ['GESTIONNAIRE'],
      EXECUTER: ['GESTIONNAIRE'],
      SOLDER: ['GESTIONNAIRE'],
      CLORE: ['GESTIONNAIRE'],
      RETIRER: ['PORTEUR'],
      SIGNALER_DOUBLON: instruction,
      CLASSER_SANS_SUITE: ['GESTIONNAIRE'],
      ANNULER: ['GESTIONNAIRE'],
    });
    expect(actionsPossibles(CYCLE_CANDIDATURE, 'BROUILLON', 'PORTEUR')).toEqual(['DEPOSER', 'RETIRER']);
    expect(actionsPossibles(CYCLE_CANDIDATURE, 'DEPOSE', 'FINANCEUR')).toEqual([]);
  });

  test('les mots à l’écran', () => {
    expect(Object.keys(CYCLE_CANDIDATURE.etats).sort()).toEqual([...ETATS_CANDIDATURE].sort());
    expect(Object.values(CYCLE_CANDIDATURE.etats).join(', ')).toBe(
      'brouillon, déposé, à compléter, irrecevable, recevable, en instruction, instruit, inscrit en séance, retenu, ' +
        "sur liste d'attente, ajourné, refusé, conventionné, en exécution, soldé, clos, retiré, doublon, sans suite, annulé",
    );
    expect(Object.values(CYCLE_CANDIDATURE.actions).join(', ')).toBe(
      'déposer, demander des compléments, compléter, déclarer recevable, déclarer irrecevable, noter, ' +
        "conclure l'instruction, inscrire en séance, retenir, mettre sur liste d'attente, ajourner, refuser, conventionner, " +
        'défaire la convention, ' +
        "commencer l'exécution, solder, clore, retirer, signaler un doublon, classer sans suite, annuler",
    );
    expect(avancer(CYCLE_CANDIDATURE, 'CLOS', 'NOTER')).toMatchObject({
      refus: { message: expect.stringMatching(/La candidature.*clos.*noter/) },
    });
  });
});

test('estModifiable : brouillon ou à compléter', () => {
  expect(ETATS_CANDIDATURE.filter(estModifiable)).toEqual(['BROUILLON', 'A_COMPLETER']);
});
