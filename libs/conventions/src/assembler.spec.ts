import { articlesApplicables, etatRecapitulatif, type DonneesConvention } from '@tdt/domaine';
import { dossierE1, REGLES_HUBS } from '../essais/dossier-e1.js';
import { assemblerConvention, type Complements } from './assembler.js';
import type { Dossier } from './dossier.js';
import { controlerConvention } from './plan-final.js';

const COMPLEMENTS: Complements = {
  acteBeneficiaire: { type: 'CONSEIL_ADMINISTRATION', numero: '2021-02', date: '2021-06-01' },
  excedentBp: 500,
  limiteBilan: null,
  dateEffet: null,
  description: null,
  tribunal: null,
  fongibiliteBp: 1_000,
  depensesExclues: [],
};

function assembler(dossier: Dossier, complements: Partial<Complements> = {}): DonneesConvention {
  return assemblerConvention({
    dossier,
    regles: REGLES_HUBS,
    complements: { ...COMPLEMENTS, ...complements },
    numero: null,
    version: 1,
    etablieLe: '2021-11-15',
  });
}

function refusDe(dossier: Dossier, complements: Partial<Complements> = {}) {
  const decision = controlerConvention(dossier, assembler(dossier, complements));
  if (decision.ok) throw new Error('Acceptation inattendue');
  return decision.refus;
}

describe('Assembler la convention de E1', () => {
  const dossier = dossierE1();
  const donnees = assembler(dossier);

  test('E1 : rien ne manque, le total des parts est de 550 000,00 €', () => {
    expect(controlerConvention(dossier, donnees)).toEqual({ ok: true, fait: 55_000_000n });
  });

  test('E1, R12 : cinq parties ; les taux affichés totalisent 100,00 %', () => {
    expect([...donnees.financeurs, donnees.beneficiaire].map((p) => p.denomination)).toEqual([
      'Banque des Territoires',
      'Région Bretagne',
      'Rennes Métropole',
      'Fondation AFNIC',
      'Hub Bretagne',
    ]);
    expect(donnees.plan.lignes.map((l) => l.tauxBp)).toEqual([5_834, 2_000, 1_000, 333]);
    expect(donnees.plan.ressourcesPropresTauxBp).toBe(833);
    expect(donnees.cout.total).toBe(60_000_000n);
  });

  test('T1, R5 : base 250 000, QPV 50 000, ACV 50 000, avec leurs preuves', () => {
    const [bdt, region] = donnees.regles;
    expect(bdt).toEqual({
      partId: 'part-bdt',
      mode: 'PLAFOND',
      base: 25_000_000n,
      bonifications: [
        {
          libelle: 'Quartier prioritaire',
          montant: 5_000_000n,
          preuves: ['action située en QPV', 'une action se tient à Kerourien (Brest) (QP029001)'],
        },
        { libelle: 'Cœur de ville', montant: 5_000_000n, preuves: ['une action se tient à Vannes (56260)'] },
      ],
      maximum: 35_000_000n,
    });
    expect(region).toEqual({
      partId: 'part-region',
      mode: 'PLAFOND',
      base: 12_000_000n,
      bonifications: [],
      maximum: 12_000_000n,
    });
  });

  test('R30, R32, R15 : CER, état récapitulatif Région + Métropole, base DE_MINIMIS_SIEG', () => {
    expect(donnees.cer?.accepteLe).toBe('2021-06-15');
    expect(etatRecapitulatif(donnees)?.lignes.map((l) => l.financeur)).toEqual(['Région Bretagne', 'Rennes Métropole']);
    expect(donnees.aideEtat).toMatchObject({ base: 'DE_MINIMIS_SIEG', cumulDeclare: 0n, plafond: 50_000_000n });
    expect(articlesApplicables(donnees).map((a) => a.code)).toContain('CER');
    expect(donnees.annexes.map((a) => a.code)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI']);
  });

  test('R37 : le bilan est dû six mois après l’exercice de fin ; une autre date peut être fixée', () => {
    expect(donnees.duree.limiteBilan).toBe('2024-06-30');
    expect(assembler(dossier, { limiteBilan: '2024-03-31' }).duree.limiteBilan).toBe('2024-03-31');
  });

  test('R10 : au budget, le compte 74 est fait des parts engagées ; 86 et 87 restent à part', () => {
    const total = (lignes: { montant: bigint }[]) => lignes.reduce((t, l) => t + l.montant, 0n);
    expect(donnees.budget.produits.map((l) => l.compte)).toEqual(['7402', '7404', '7409', '7410', 'RP']);
    expect(total(donnees.budget.produits)).toBe(total(donnees.budget.charges));
    expect(total(donnees.budget.emplois)).toBe(total(donnees.budget.ressources));
    expect(donnees.plan.contributionsVolontaires).toBe(2_400_000n);
    expect(donnees.cout.natureDepenses).toBe('charges de personnel, autres services extérieurs');
  });

  test('la séance est celle du vote, en date de Paris, et le numéro est celui du point', () => {
    expect(donnees.seance).toEqual({
      conference: 'Conférence de Bretagne',
      date: '2021-09-23',
      numeroDeliberation: '2021-03-2',
    });
  });

  test('l’objet se lit après deux-points ; un sigle garde ses capitales', () => {
    expect(donnees.objet).toBe('fédérer les acteurs de la médiation numérique des quatre départements bretons.');
    const resume = ' ANCT et hubs ensemble';
    const sigle = assembler({ ...dossier, candidature: { ...dossier.candidature, resume } });
    expect(sigle.objet).toBe('ANCT et hubs ensemble');
  });

  test('le territoire du projet est celui de la première action qui n’en nomme pas', () => {
    expect(donnees.actions.map((a) => a.lieux.map((l) => l.code))).toEqual([['53', '56260'], ['QP029001']]);
    const actions = dossier.actions.map((action, rang) => (rang === 1 ? { ...action, lieux: [] } : action));
    const lieux = assembler({ ...dossier, actions }).actions.map((a) => a.lieux.map((l) => l.code));
    expect(lieux).toEqual([['56260'], ['53']]);
  });

  test('une part votée en dessous du droit est un plafond, sans bonification à prouver', () => {
    const parts = dossier.parts.map((p) => (p.financeurId === 'bdt' ? { ...p, montant: 30_000_000n } : p));
    const regles = assembler({ ...dossier, parts }).regles;
    expect(regles[0]).toMatchObject({ mode: 'PLAFOND', base: 30_000_000n, bonifications: [] });
  });
});

describe('Refuser une convention, dans l’ordre', () => {
  const dossier = dossierE1();

  test('ETAT_INVALIDE : chaque part qui attend son acte est nommée (R24)', () => {
    const parts = dossier.parts.map((p, rang) => (rang % 2 === 1 ? { ...p, etat: 'VOTEE' as const, acte: null } : p));
    const refus = refusDe({ ...dossier, parts, ressourcesPropres: 0n }, { acteBeneficiaire: null });
    expect(refus.code).toBe('ETAT_INVALIDE');
    expect(refus.details?.map((d) => d.chemin)).toEqual(['parts[1].etat', 'parts[3].etat']);
  });

  test('PLAN_DESEQUILIBRE : le plan ne fait pas le coût (R11)', () => {
    const refus = refusDe({ ...dossier, ressourcesPropres: 4_999_999n }, { acteBeneficiaire: null });
    expect(refus.code).toBe('PLAN_DESEQUILIBRE');
    expect(refus.message).toMatch(/il manque 0,01/);
  });

  test('INCOMPLET : chaque mention qui manque dit quoi et où (R27, R30, R33)', () => {
    const candidature = {
      ...dossier.candidature,
      resume: '',
      fin: null,
      regimeAide: null,
      cerAccepteLe: null,
      origineInitiative: null,
    };
    const refus = refusDe({ ...dossier, candidature, vote: null }, { acteBeneficiaire: null, excedentBp: null });
    expect(refus.code).toBe('INCOMPLET');
    expect(refus.details?.map((d) => d.chemin)).toEqual([
      'objet',
      'duree.fin',
      'duree.limiteBilan',
      'seance.numeroDeliberation',
      'clauses.origineInitiative',
      'aideEtat',
      'clauses.excedent',
      'cer',
      'beneficiaire.acteHabilitant',
    ]);
  });

  test('INCOMPLET : un consortium dont un membre n’a pas donné mandat', () => {
    const membre = { nom: 'Partenaire', typeIdentifiant: 'RNA', identifiant: 'W353000009' };
    const partenaires = [
      { ...membre, mandatLe: '2021-05-04' },
      { ...membre, mandatLe: null },
    ];
    expect(refusDe({ ...dossier, partenaires }).details?.map((d) => d.chemin)).toEqual(['consortium.mandatLe']);
    const complet = { ...dossier, partenaires: partenaires.map((p, i) => ({ ...p, mandatLe: `2021-05-0${i + 4}` })) };
    expect(assembler(complet).consortium?.mandatLe).toBe('2021-05-05');
  });

  test('PARTICIPATION_MINIMALE : la part propre se juge sur les parts votées (R13, E6)', () => {
    const porteur = { ...dossier.porteur, categorie: 'EPCI' as const };
    const candidature = { ...dossier.candidature, nature: 'INVESTISSEMENT' as const };
    const parts = dossier.parts.map((p) => ({ ...p, nature: 'INVESTISSEMENT' as const }));
    const refus = refusDe({ ...dossier, porteur, candidature, parts });
    expect(refus.code).toBe('PARTICIPATION_MINIMALE');
    // 20 % of the 530 000 of public grants and the 50 000 of the EPCI itself.
    expect(refus.message.replace(/\s/g, ' ')).toContain('116 000,00 €');
  });
});
