import { attendreRefus, fait, refus } from '../../essais/decision.js';
import { actionPartApresScrutin, type EtatPart } from './cycle-part.js';
import { conventionnable, partsActives, peutEtreRetenu, planPropose, type PartProposee } from './plan.js';

const EUROS = 100n;

function part(financeurId: string, euros: bigint, autrement: Partial<PartProposee> = {}): PartProposee {
  return {
    financeurId,
    denomination: `Financeur ${financeurId}`,
    categorie: 'REGION',
    dispositif: '',
    nature: 'FONCTIONNEMENT',
    montant: euros * EUROS,
    assiette: null,
    ...autrement,
  };
}

const E1 = [part('bdt', 350_000n), part('region', 120_000n), part('metropole', 60_000n), part('fondation', 20_000n)];
const COUT = 600_000n * EUROS;
const PROPRES = 50_000n * EUROS;

describe('planPropose (R11, R12)', () => {
  const proposer = (parts: PartProposee[], ressourcesPropres = PROPRES) =>
    planPropose({ parts, coutTotal: COUT, ressourcesPropres });

  test('E1 : quatre parts et 50 000 de ressources propres font 600 000', () => {
    expect(proposer(E1).ok).toBe(true);
  });

  test('sans ressources propres, les parts font le coût', () => {
    expect(proposer([part('bdt', 600_000n)], 0n).ok).toBe(true);
  });

  test('refus dans l’ordre', () => {
    attendreRefus(proposer([]), 'PLAN_DESEQUILIBRE', 'plan', 'aucune part');
    expect(refus(proposer([part('bdt', 0n), part('bdt', 1n)])).details?.[0]).toMatchObject({
      code: 'ENTREE_INVALIDE',
      chemin: 'plan[0].montant',
    });
    expect(refus(proposer([...E1, part('bdt', 1n)])).details?.[0]).toMatchObject({
      code: 'DOUBLON',
      chemin: 'plan[4]',
    });
    attendreRefus(proposer(E1, PROPRES - 1n), 'PLAN_DESEQUILIBRE', 'plan', 'il manque 0,01');
    attendreRefus(proposer(E1, PROPRES + 1n), 'PLAN_DESEQUILIBRE', 'plan', / : 0,01.* de trop/);
    const courte = [part('bdt', 350_000n, { assiette: 34_999_999n }), ...E1.slice(1)];
    expect(refus(proposer(courte)).details?.[0]).toMatchObject({ chemin: 'plan[0].montant' });
  });

  test('deux dispositifs d’un même financeur sont deux parts', () => {
    const deux = [
      part('bdt', 300_000n, { dispositif: 'A' }),
      part('bdt', 50_000n, { dispositif: 'B' }),
      ...E1.slice(1),
    ];
    expect(proposer(deux).ok).toBe(true);
  });

  test('des ressources propres négatives ne comblent rien', () => {
    const decision = planPropose({ parts: [part('bdt', 600_001n)], coutTotal: COUT, ressourcesPropres: -100n });
    attendreRefus(decision, 'ENTREE_INVALIDE', 'plan', 'nulle ou négative');
    expect(refus(decision).details?.[0]?.message).toMatch('Ressources propres');
  });
});

const suivies = (...etats: EtatPart[]) =>
  etats.map((etat, i) => ({ etat, montant: [350_000n, 120_000n, 60_000n, 20_000n][i]! * EUROS }));
const plan = (parts: ReturnType<typeof suivies>) => ({ parts, coutTotal: COUT, ressourcesPropres: PROPRES });

describe('peutEtreRetenu', () => {
  test('une part votée et le plan équilibré', () => {
    expect(peutEtreRetenu(plan(suivies('VOTEE', 'PROPOSEE', 'PROPOSEE', 'ANNONCEE'))).ok).toBe(true);
    expect(peutEtreRetenu(plan(suivies('PROPOSEE', 'PROPOSEE', 'ENGAGEE', 'PROPOSEE'))).ok).toBe(true);
  });

  test('aucune part votée', () => {
    const decision = peutEtreRetenu(plan(suivies('PROPOSEE', 'PROPOSEE', 'PROPOSEE', 'PROPOSEE')));
    attendreRefus(decision, 'ETAT_INVALIDE', 'parts', 'Aucune part de ce dossier n’a été votée');
  });

  test('une part écartée ne compte plus dans le plan', () => {
    const decision = peutEtreRetenu(plan(suivies('VOTEE', 'VOTEE', 'VOTEE', 'RETIREE')));
    attendreRefus(decision, 'PLAN_DESEQUILIBRE', 'parts', /réunit 580.000,00.*coût de 600.000,00.*il manque 20.000,00/);
    expect(peutEtreRetenu(plan([...suivies('VOTEE', 'VOTEE', 'VOTEE', 'VOTEE'), ...suivies('REDUITE')])).ok).toBe(true);
  });
});

describe('conventionnable', () => {
  const engagees = suivies('ENGAGEE', 'ENGAGEE', 'ENGAGEE', 'ENGAGEE');

  test('toutes les parts engagées et la somme égale au coût', () => {
    expect(fait(conventionnable(plan(engagees)))).toBeUndefined();
    expect(conventionnable(plan([...engagees, ...suivies('REFUSEE')])).ok).toBe(true);
  });

  test('chaque part en retard est citée', () => {
    const decision = conventionnable(plan(suivies('ENGAGEE', 'VOTEE', 'ENGAGEE', 'SOUS_RESERVE')));
    attendreRefus(decision, 'ETAT_INVALIDE', 'parts', /^2 parts ne sont pas engagées.*son acte/);
    expect(refus(decision).details).toEqual([
      { code: 'ETAT_INVALIDE', chemin: 'parts[1].etat', message: 'La part 2 attend encore l’acte de son financeur.' },
      { code: 'ETAT_INVALIDE', chemin: 'parts[3].etat', message: 'La part 4 attend encore l’acte de son financeur.' },
    ]);
  });

  test('sous réserve : admise seulement quand l’appel le permet', () => {
    const reserve = plan(suivies('ENGAGEE', 'ENGAGEE', 'ENGAGEE', 'SOUS_RESERVE'));
    expect(conventionnable(reserve, { sousReserveAdmise: true }).ok).toBe(true);
    expect(conventionnable(reserve, { sousReserveAdmise: false }).ok).toBe(false);
    const votee = plan(suivies('ENGAGEE', 'ENGAGEE', 'ENGAGEE', 'VOTEE'));
    expect(conventionnable(votee, { sousReserveAdmise: true }).ok).toBe(false);
  });

  test('aucune part, ou une somme différente', () => {
    attendreRefus(conventionnable(plan([])), 'PLAN_DESEQUILIBRE', 'plan', 'aucune part');
    attendreRefus(conventionnable(plan(suivies('RETIREE'))), 'PLAN_DESEQUILIBRE', 'plan', 'aucune part');
    const courte = engagees.map((p, i) => (i === 0 ? { ...p, montant: p.montant + 1n } : p));
    attendreRefus(conventionnable(plan(courte)), 'PLAN_DESEQUILIBRE', 'parts', / : 0,01.* de trop/);
  });
});

test('partsActives garde l’ordre et écarte refusée, retirée et réduite', () => {
  const toutes = suivies('VOTEE', 'REFUSEE', 'PRESSENTIE', 'RETIREE');
  expect(partsActives(toutes).map((p) => p.etat)).toEqual(['VOTEE', 'PRESSENTIE']);
  expect(partsActives(suivies('REDUITE'))).toEqual([]);
});

test('R24 : le résultat proclamé vote ou rejette la part, il ne l’engage jamais', () => {
  expect(actionPartApresScrutin(true)).toBe('voter');
  expect(actionPartApresScrutin(false)).toBe('rejeter');
});
