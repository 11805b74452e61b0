import fc from 'fast-check';
import { attendreRefus, fait } from '../essais/decision.js';
import { actionsPossibles, avancer, definirCycle, etatsFinaux, type Cycle } from './cycle.js';
import { CYCLE_CONVENTION, CYCLE_VERSEMENT } from './convention/cycles.js';
import { CYCLE_PART, CYCLE_SCRUTIN, CYCLE_SEANCE } from './seance/index.js';

type Etat = 'BROUILLON' | 'DEPOSE' | 'CLOS';
type Action = 'deposer' | 'clore' | 'reprendre';

const TABLE: Cycle<Etat, Action> = {
  objet: 'Le dossier',
  initial: 'BROUILLON',
  etats: { BROUILLON: 'brouillon', DEPOSE: 'déposé', CLOS: 'clos' },
  actions: { deposer: 'déposer', clore: 'clore', reprendre: 'reprendre' },
  fleches: [
    { etat: 'BROUILLON', action: 'deposer', vers: 'DEPOSE', roles: ['PORTEUR'] },
    { etat: 'DEPOSE', action: 'clore', vers: 'CLOS', roles: ['GESTIONNAIRE', 'PRESIDENT'] },
    { etat: 'DEPOSE', action: 'reprendre', vers: 'BROUILLON', roles: ['PORTEUR'] },
  ],
};

describe('definirCycle', () => {
  test('rend la table bonne telle quelle', () => {
    expect(definirCycle(TABLE)).toBe(TABLE);
  });

  test('refuse deux flèches pour le même état et la même action', () => {
    const fleches = [...TABLE.fleches, { etat: 'DEPOSE', action: 'clore', vers: 'BROUILLON', roles: [] } as const];
    expect(() => definirCycle({ ...TABLE, fleches })).toThrow(/Le dossier.*deux flèches pour DEPOSE clore/);
  });

  test('refuse un état inaccessible', () => {
    const fleches = TABLE.fleches.map((f) => (f.action === 'clore' ? { ...f, vers: 'BROUILLON' as const } : f));
    expect(() => definirCycle({ ...TABLE, fleches })).toThrow(/Le dossier.*CLOS est inaccessible/);
  });

  test('refuse une action qui ne sert jamais', () => {
    const fleches = TABLE.fleches.filter((f) => f.action !== 'reprendre');
    expect(() => definirCycle({ ...TABLE, fleches })).toThrow(/Le dossier.*reprendre ne sert jamais/);
  });
});

describe('avancer', () => {
  test('suit la flèche de l’état et de l’action', () => {
    expect(fait(avancer(TABLE, 'BROUILLON', 'deposer'))).toBe('DEPOSE');
    expect(fait(avancer(TABLE, 'DEPOSE', 'clore'))).toBe('CLOS');
    expect(fait(avancer(TABLE, 'DEPOSE', 'reprendre'))).toBe('BROUILLON');
  });

  test('ETAT_INVALIDE : la phrase nomme l’objet, l’état et l’action', () => {
    const decision = avancer(TABLE, 'CLOS', 'deposer');
    attendreRefus(
      decision,
      'ETAT_INVALIDE',
      'etat',
      /^Le dossier est à l'état « clos » : l'action « déposer » n'est pas possible\.$/,
    );
    expect(avancer(TABLE, 'BROUILLON', 'clore').ok).toBe(false);
  });
});

test('actionsPossibles : celles de l’état, et du rôle quand il est donné', () => {
  expect(actionsPossibles(TABLE, 'DEPOSE')).toEqual(['clore', 'reprendre']);
  expect(actionsPossibles(TABLE, 'DEPOSE', 'PRESIDENT')).toEqual(['clore']);
  expect(actionsPossibles(TABLE, 'DEPOSE', 'FINANCEUR')).toEqual([]);
  expect(actionsPossibles(TABLE, 'CLOS')).toEqual([]);
});

test('etatsFinaux : ceux dont rien ne part', () => {
  expect(etatsFinaux(TABLE)).toEqual(['CLOS']);
});

describe('cycles du domaine (domain.md §8)', () => {
  const cycles = { CYCLE_SEANCE, CYCLE_SCRUTIN, CYCLE_PART, CYCLE_CONVENTION, CYCLE_VERSEMENT };

  test.each([
    ['CYCLE_SEANCE', ['PV_APPROUVE']],
    ['CYCLE_SCRUTIN', ['PROCLAME', 'ANNULE']],
    ['CYCLE_PART', ['REVERSEE_PARTIEL', 'REFUSEE', 'RETIREE', 'REDUITE']],
    ['CYCLE_CONVENTION', ['CLOSE', 'RESILIEE', 'CADUQUE', 'REMPLACEE']],
    ['CYCLE_VERSEMENT', ['PAYE']],
  ] as const)('%s finit en %j', (nom, finaux) => {
    expect(etatsFinaux(cycles[nom] as Cycle<string, string>)).toEqual(finaux);
  });

  test.each(Object.entries(cycles))(
    '%s : chaque flèche a un rôle, et suivre une action offerte est accepté',
    (_, cycle) => {
      const table = cycle as Cycle<string, string>;
      for (const fleche of table.fleches) expect(fleche.roles.length).toBeGreaterThan(0);
      const actions = fc.array(fc.nat(), { maxLength: 30 });
      fc.assert(
        fc.property(actions, (choix) => {
          let etat = table.initial;
          for (const n of choix) {
            const offertes = actionsPossibles(table, etat);
            if (offertes.length === 0) break;
            etat = fait(avancer(table, etat, offertes[n % offertes.length] ?? ''));
            expect(Object.keys(table.etats)).toContain(etat);
          }
          const interdites = Object.keys(table.actions).filter((a) => !actionsPossibles(table, etat).includes(a));
          for (const action of interdites) expect(avancer(table, etat, action).ok).toBe(false);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('R24 : un vote ne mène une part qu’à VOTEE ; à ENGAGEE mènent « engager », et le retour d’une convention défaite', () => {
    expect(fait(avancer(CYCLE_PART, 'PROPOSEE', 'voter'))).toBe('VOTEE');
    const versEngagee = CYCLE_PART.fleches.filter((f) => f.vers === 'ENGAGEE');
    expect(versEngagee.map((f) => [f.etat, f.action])).toEqual([
      ['VOTEE', 'engager'],
      ['SOUS_RESERVE', 'engager'],
      // The act that committed it still stands: nobody is committed anew.
      ['CONVENTIONNEE', 'deconventionner'],
    ]);
    const engager = versEngagee.filter((f) => f.action === 'engager');
    expect(engager.every((f) => f.roles.includes('FINANCEUR') && !f.roles.includes('PRESIDENT'))).toBe(true);
  });

  test('un scrutin proclamé ne s’annule plus', () => {
    expect(avancer(CYCLE_SCRUTIN, 'PROCLAME', 'annuler').ok).toBe(false);
    for (const etat of ['PREPARE', 'OUVERT', 'CLOS'] as const) {
      expect(fait(avancer(CYCLE_SCRUTIN, etat, 'annuler'))).toBe('ANNULE');
    }
  });
});
