import fc from 'fast-check';
import { e1 } from '../../essais/avenants.js';
import { partie } from '../../essais/convention.js';
import { CATEGORIES_ORGANISME, estPublique } from '../identifiants/categories.js';
import { somme } from '../montant/index.js';
import { appliquerModifications } from './appliquer-modifications.js';
import { arriveeDe, arriveesDe, type DemandeArrivee } from './arrivee.js';
import { ecartsDesParts, proposerAvenant, type DemandeAvenant } from './avenant.js';
import type { DonneesConvention } from './donnees.js';
import { donneesEnJson } from './json.js';
import { controlerPlanModifie, type ContexteAvenant } from './regles-avenant.js';
import { inverserModifications, lireModifications, modificationsEnJson, type Modification } from './modification.js';

const COUT = 60_000_000n;
const arrivee = (changements: Partial<DemandeArrivee> = {}): Modification =>
  arriveeDe(e1(), {
    partId: 'part-caf',
    partie: partie('caf', 'CAF d’Ille-et-Vilaine', 'ORGANISME_SOCIAL'),
    dispositif: 'Fonds national',
    nature: 'FONCTIONNEMENT',
    montant: 1_000_000n,
    assiette: COUT,
    ...changements,
  });
const baisse = (delta = 1_000_000n): Modification => ({
  type: 'MONTANT',
  partId: 'part-region',
  de: 12_000_000n,
  vers: 12_000_000n - delta,
});
const proposer = (modifications: Modification[], donnees: DonneesConvention = e1()) => {
  const demande: DemandeAvenant = {
    etat: 'SIGNEE',
    ouvert: false,
    donnees,
    modifications,
    motif: 'Relais.',
    etablieLe: '2022-03-01',
    version: 2,
  };
  return proposerAvenant(demande);
};

describe('Arrivée d’un financeur (R46)', () => {
  it('dernière du plan, plafonnée, échelonnée, à sa ligne du compte 74 ; qui arrive signe', () => {
    const decision = proposer([arrivee(), baisse()]);
    if (!decision.ok) throw new Error(decision.refus.message);
    const { donnees, parties } = decision.fait;
    expect(donnees.plan.lignes.at(-1)).toMatchObject({
      partId: 'part-caf',
      montant: 1_000_000n,
      assiette: COUT,
      tauxBp: 167,
      tauxAssietteBp: 167,
      acte: { type: 'DELIBERATION', numero: '2021-1', signataireNom: 'Jeanne Fictive' },
      condition: null,
    });
    expect(donnees.regles.at(-1)).toMatchObject({ mode: 'PLAFOND', base: 1_000_000n, maximum: 1_000_000n });
    expect(donnees.echeanciers.at(-1)?.versements.map((v) => v.montant)).toEqual([500_000n, 300_000n, 200_000n]);
    expect(donnees.echeanciers.at(-1)?.versements[0]).toMatchObject({
      evenement: 'Signature de l’avenant',
      pieces: ['Avenant signé', 'RIB'],
    });
    expect(donnees.budget.produits.map((p) => p.compte)).toEqual(['7402', '7402', '7402', '7402', '7406', 'RP']);
    expect(parties.map((p) => p.organismeId)).toEqual(['hub', 'region', 'caf']);
    expect(ecartsDesParts([arrivee()])).toEqual([
      { partId: 'part-caf', delta: 1_000_000n, depart: false, arrivee: true },
    ]);
  });

  it('appelle l’état récapitulatif que la convention n’avait pas (R32), et garde ses annexes', () => {
    const seule = {
      ...e1(),
      annexes: [{ code: 'VIII', titre: 'Logos' }],
      financeurs: e1().financeurs.filter((f) => f.organismeId !== 'metropole'),
    };
    const lignes = seule.plan.lignes.filter((l) => l.financeurId !== 'metropole');
    const avant = { ...seule, plan: { ...seule.plan, lignes }, cout: { ...seule.cout, total: 54_000_000n } };
    const codes = (modifications: Modification[]) => {
      const decision = proposer(modifications, avant);
      if (!decision.ok) throw new Error(decision.refus.message);
      return decision.fait.donnees.annexes.map((a) => a.code);
    };
    expect(codes([arrivee({ partie: partie('commune', 'Rennes', 'COMMUNE') }), baisse()])).toContain('IV');
    expect(codes([arrivee(), baisse()])).not.toContain('IV');
    expect(codes([arrivee(), baisse()])).toContain('VIII');
    expect(codes([{ type: 'DATES', champ: 'FIN', de: avant.duree.fin, vers: '2023-12-31' }])).toEqual(['VIII']);
  });

  // In the order of the refusals: each line still has every fault of the lines below it.
  const rien = { dispositif: ' ', montant: 0n };
  it.each<[string, string, string, Modification[]]>([
    [
      'INELIGIBLE',
      'modifications[0].arrivee.financeurId',
      'ne se finance pas',
      [arrivee({ ...rien, partie: partie('hub', 'Hub', 'ASSOCIATION') })],
    ],
    [
      'DOUBLON',
      'modifications[0].arrivee.financeurId',
      'déjà partie',
      [arrivee({ ...rien, partie: partie('region', 'Région', 'REGION') })],
    ],
    [
      'DOUBLON',
      'modifications[1].arrivee.financeurId',
      'déjà partie',
      [arrivee(), arrivee({ ...rien, partId: 'part-autre' })],
    ],
    ['ENTREE_INVALIDE', 'modifications[0].arrivee.dispositif', 'quel dispositif', [arrivee(rien)]],
    ['ENTREE_INVALIDE', 'modifications[0].arrivee.montant', 'plus de zéro', [arrivee({ montant: 0n, assiette: -1n })]],
    ['MONTANT_EXCESSIF', 'modifications[0].arrivee.montant', 'assiette', [arrivee({ assiette: 999_999n })]],
    ['PLAN_DESEQUILIBRE', 'modifications', 'équilibrez', [arrivee()]],
  ])('refuse par %s (%s) : %s', (code, chemin, phrase, modifications) => {
    const decision = proposer(modifications);
    if (decision.ok) throw new Error('accepté');
    expect(decision.refus).toMatchObject({ code, chemin });
    expect(decision.refus.message).toContain(phrase);
  });
});

describe('Les règles du plan, demandées de qui arrive', () => {
  const CONTEXTE: ContexteAvenant = {
    nature: 'FONCTIONNEMENT',
    codeDepartement: '35',
    exception: null,
    appel: null,
    aidesDeclarees: [],
    octrois: [],
    jour: '2022-03-01',
  };
  const hausse = (montant: bigint): Modification[] => [
    arrivee({ montant, assiette: COUT + montant }),
    { type: 'LIGNE_BUDGET', compte: '641', libelle: 'Postes', de: COUT, vers: COUT + montant },
  ];
  const controler = (modifications: Modification[], contexte: Partial<ContexteAvenant>) => {
    const suite = appliquerModifications(e1(), modifications);
    if (!suite.ok) throw new Error(suite.refus.message);
    return controlerPlanModifie({
      avant: e1(),
      apres: suite.fait,
      modifications,
      contexte: { ...CONTEXTE, ...contexte },
    });
  };
  const regles = { mode: 'PLAFOND', montantBase: 900_000n, bonifications: [], plafonds: [] } as const;
  const octroi = { partId: 'part-caf', date: '2021-09-20', montant: 40_000_000n };

  it.each<[string, Modification[], Partial<ContexteAvenant>, string | null]>([
    ['R3 : plus que l’appel n’accorde à son financeur', hausse(900_001n), pilote('caf'), 'MONTANT_EXCESSIF'],
    ['R3 : au centime', hausse(900_000n), pilote('caf'), null],
    ['R3 : un autre que le financeur de l’appel', hausse(900_001n), pilote('bdt'), null],
    ['R15 : ce qu’il a déjà accordé ailleurs compte', hausse(10_000_001n), { octrois: [octroi] }, 'AIDE_ETAT'],
    ['R15 : au centime', hausse(10_000_000n), { octrois: [octroi] }, null],
    [
      'R15 : passé trois ans, cela ne compte plus',
      hausse(10_000_001n),
      { octrois: [octroi], jour: '2024-09-21' },
      null,
    ],
  ])('%s', (_cas, modifications, contexte, code) => {
    const verdict = controler(modifications, contexte);
    if (code === null) expect(verdict.ok).toBe(true);
    else expect(verdict).toMatchObject({ ok: false, refus: { code, chemin: 'modifications[0].arrivee.montant' } });
  });

  function pilote(financeurId: string): Partial<ContexteAvenant> {
    return { appel: { regles: { ...regles, bonifications: [], plafonds: [] }, financeurId, lieux: [] } };
  }
});

describe('Arrivée d’un financeur (propriétés)', () => {
  const tirage = fc.record({
    categorie: fc.constantFrom(...CATEGORIES_ORGANISME),
    montant: fc.bigInt({ min: 1n, max: 11_000_000n }),
    nature: fc.constantFrom('FONCTIONNEMENT' as const, 'INVESTISSEMENT' as const),
    acte: fc.boolean(),
  });
  const modificationsDe = ({
    categorie,
    montant,
    nature,
    acte,
  }: typeof tirage extends fc.Arbitrary<infer T> ? T : never) => {
    const qui = partie('caf', 'Qui arrive', categorie);
    return [arrivee({ partie: acte ? qui : { ...qui, acteHabilitant: null }, montant, nature }), baisse(montant)];
  };

  it('au centime : le plan fait le coût, l’échéancier fait la part, et défaire rend la convention signée', () => {
    fc.assert(
      fc.property(tirage, (tire) => {
        const modifications = modificationsDe(tire);
        expect(arriveesDe(lireModifications(modificationsEnJson(modifications)))).toEqual(arriveesDe(modifications));
        const suite = appliquerModifications(e1(), modifications);
        if (!suite.ok) throw new Error(suite.refus.message);
        const { plan, cout, echeanciers, budget } = suite.fait;
        expect(somme(plan.lignes.map((l) => l.montant)) + plan.ressourcesPropres).toBe(cout.total);
        expect(somme(budget.produits.map((p) => p.montant))).toBe(cout.total);
        const sien = echeanciers.at(-1);
        expect(somme((sien?.versements ?? []).map((v) => v.montant))).toBe(tire.montant);
        expect(sien?.comptable?.startsWith('comptable public')).toBe(estPublique(tire.categorie));
        const retour = appliquerModifications(suite.fait, inverserModifications(modifications));
        expect(retour.ok && donneesEnJson(retour.fait)).toBe(donneesEnJson(e1()));
      }),
    );
  });
});
