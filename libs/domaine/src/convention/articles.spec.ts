import { avecLignes, donneesE1, ligne, partie } from '../../essais/convention.js';
import {
  annexesApplicables,
  articlesApplicables,
  visasApplicables,
  type CodeArticle,
  type CodeClause,
} from './articles.js';
import type { DonneesConvention } from './donnees.js';

const codes = (donnees: DonneesConvention) => articlesApplicables(donnees).map((a) => a.code);
const visas = (donnees: DonneesConvention) =>
  visasApplicables(donnees)
    .map((v) => v.texte)
    .join('\n');
const annexes = (donnees: DonneesConvention) => annexesApplicables(donnees).map((a) => a.code);

function clauses(donnees: DonneesConvention): Partial<Record<CodeArticle, CodeClause[]>> {
  const avec = articlesApplicables(donnees).filter((a) => a.clauses.length > 0);
  return Object.fromEntries(avec.map((a) => [a.code, a.clauses.map((c) => c.code)]));
}

const PRIVE = avecLignes([ligne('f', 'Fondation', 'FONDATION', 9_000_000n)], { aideEtat: null });

describe('E1 : association, financeurs publics et privé', () => {
  const e1 = donneesE1();

  test('les vingt-deux articles, dans l’ordre, numérotés', () => {
    expect(articlesApplicables(e1).map((a) => `${a.numero} ${a.code}`)).toEqual([
      '1 OBJET',
      '2 DESCRIPTION',
      '3 DUREE',
      '4 COUT',
      '5 PLAN',
      '6 CALCUL',
      '7 VERSEMENTS',
      '8 UTILISATION',
      '9 INFORMATION',
      '10 COMPTES_RENDUS',
      '11 EVALUATION',
      '12 CONTROLE',
      '13 REVERSEMENT',
      '14 CER',
      '15 AIDE_ETAT',
      '16 COMMUNICATION',
      '17 DONNEES',
      '18 CONFLITS',
      '19 AVENANTS',
      '20 RESILIATION',
      '21 LITIGES',
      '22 SIGNATURES',
    ]);
  });

  test('chaque article a un titre et une raison', () => {
    const [objet] = articlesApplicables(e1);
    expect(objet).toMatchObject({ titre: 'Objet', raison: 'Présent dans toute convention' });
    expect(articlesApplicables(e1).find((a) => a.code === 'CER')?.raison).toMatch(/Association ou fondation.*R30/);
    expect(articlesApplicables(e1).find((a) => a.code === 'AIDE_ETAT')?.raison).toMatch(
      'financeur au moins est public',
    );
    expect(articlesApplicables(e1).every((a) => a.titre.length > 3)).toBe(true);
  });

  test('les clauses conditionnelles', () => {
    expect(clauses(e1)).toEqual({
      OBJET: ['INITIATIVE_BENEFICIAIRE'],
      PLAN: ['SANS_SOLIDARITE', 'ETAT_RECAPITULATIF'],
      UTILISATION: ['SOUS_SUBVENTION_INTERDITE', 'FONDS_DEDIES'],
      REVERSEMENT: ['EXCEDENT'],
      AIDE_ETAT: ['MINIMIS_SIEG'],
      DONNEES: ['DONNEES_ESSENTIELLES'],
      LITIGES: ['TRIBUNAL_ADMINISTRATIF'],
    });
    const raisons = articlesApplicables(e1).flatMap((a) => a.clauses.map((c) => c.raison));
    expect(raisons).toEqual([
      expect.stringMatching('public'),
      'Plusieurs financeurs',
      expect.stringMatching('R32'),
      expect.stringMatching(/Aucun reversement.*R31/),
      expect.stringMatching(/non lucratif|but non lucratif/),
      expect.stringMatching('R27'),
      expect.stringMatching(/SIEG.*R15/),
      expect.stringMatching(/23 000.*R26, R43/),
      expect.stringMatching('public'),
    ]);
  });

  test('les visas', () => {
    expect(visasApplicables(e1).map((v) => /\d{4}-\d{3,4}|L\d{4}-\d+|\d{4}\/\d{4}/.exec(v.texte)?.[0])).toEqual([
      '2000-321',
      '2001-495',
      '2017-779',
      'L1611-4',
      'L1611-8',
      '2021-1109',
      '2023/2832',
    ]);
    expect(visasApplicables(e1).map((v) => v.raison)).toContainEqual(expect.stringMatching('collectivité finance'));
  });

  test('les annexes gardent leur numéro romain', () => {
    expect(annexes(e1)).toEqual(['I', 'II', 'III', 'IV', 'V']);
    expect(annexesApplicables(e1).map((a) => a.titre)).toEqual([
      'Fiche du projet et territoire',
      'Budget prévisionnel',
      'Plan de financement et échéancier',
      'État récapitulatif des subventions des collectivités',
      'Contrat d’engagement républicain',
    ]);
  });
});

describe('E11 : financeurs privés seulement', () => {
  test('ni loi 2000-321, ni CER, ni aide d’État, ni données essentielles ; juridiction civile', () => {
    expect(codes(PRIVE)).not.toContain('CER');
    expect(codes(PRIVE)).not.toContain('AIDE_ETAT');
    expect(codes(PRIVE)).toHaveLength(20);
    expect(articlesApplicables(PRIVE).at(-1)).toMatchObject({ numero: 20, code: 'SIGNATURES' });
    expect(clauses(PRIVE)).toEqual({
      UTILISATION: ['SOUS_SUBVENTION_INTERDITE'],
      LITIGES: ['JURIDICTION_CIVILE'],
    });
    expect(visasApplicables(PRIVE)).toEqual([]);
    expect(annexes(PRIVE)).toEqual(['I', 'II', 'III']);
    expect(articlesApplicables(PRIVE).find((a) => a.code === 'LITIGES')?.clauses[0]?.raison).toMatch('privés');
  });
});

describe('clauses selon le cas', () => {
  test('R28, R35 : investissement de l’État', () => {
    const etat = ligne('etat', 'État', 'ETAT', 100n, { nature: 'INVESTISSEMENT' });
    const donnees = avecLignes([etat], { beneficiaire: partie('epci', 'EPCI', 'EPCI') });
    expect(clauses(donnees).VERSEMENTS).toEqual(['PLAFONDS_2018_514']);
    expect(clauses(donnees).REVERSEMENT).toEqual(['REVERSEMENT_2018_514']);
    expect(visas(donnees)).toMatch(/2018-514/);
    expect(visas(donnees)).toMatch(/L1111-10/);
    expect(visas(donnees)).not.toMatch(/2001-495|L1611/);
    expect(codes(donnees)).not.toContain('CER');
    const raison = visasApplicables(donnees).find((v) => v.texte.includes('2018-514'))?.raison;
    expect(raison).toMatch(/investissement de l’État.*R28, R35/);
  });

  test('L1111-10 seulement pour un investissement porté par une collectivité (R13)', () => {
    const region = ligne('region', 'Région', 'REGION', 100n, { nature: 'INVESTISSEMENT' });
    expect(visas(avecLignes([region]))).not.toMatch(/L1111-10/);
    const fonctionnement = avecLignes([{ ...region, nature: 'FONCTIONNEMENT' }], {
      beneficiaire: partie('epci', 'EPCI', 'EPCI'),
    });
    expect(visas(fonctionnement)).not.toMatch(/L1111-10/);
  });

  test('condition suspensive, bonifications, sous-subvention, consortium, indicateurs', () => {
    const base = donneesE1();
    const [premiere, ...autres] = base.plan.lignes;
    const bonification = { libelle: 'QPV', montant: 5_000_000n, preuves: [] };
    const regle = { partId: 'p', mode: 'FORFAIT' as const, base: 1n, bonifications: [bonification], maximum: 1n };
    const donnees = donneesE1({
      plan: { ...base.plan, lignes: [{ ...premiere!, condition: 'vote du budget' }, ...autres] },
      regles: [{ ...regle, bonifications: [] }, regle],
      clauses: { ...base.clauses, reversementAutorise: true },
      consortium: { mandatLe: null, membres: [] },
      actions: [base.actions[0]!, { ...base.actions[0]!, indicateurs: [{ libelle: 'Lieux', cible: '10' }] }],
    });
    expect(clauses(donnees).PLAN).toEqual(['SANS_SOLIDARITE', 'CONDITION_SUSPENSIVE', 'ETAT_RECAPITULATIF']);
    expect(clauses(donnees).CALCUL).toEqual(['BONIFICATIONS']);
    expect(clauses(donnees).UTILISATION).toEqual(['SOUS_SUBVENTION_AUTORISEE', 'FONDS_DEDIES']);
    expect(annexes(donnees)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'IX']);
    expect(
      annexesApplicables(donnees)
        .slice(-2)
        .map((a) => a.titre),
    ).toEqual(['Indicateurs', 'Mandat du consortium']);
    const raisons = articlesApplicables(donnees).flatMap((a) => a.clauses.map((c) => c.raison));
    for (const mots of ['sous condition', 'R3, R5', 'partenaires est autorisé']) {
      expect(raisons.some((raison) => raison.includes(mots))).toBe(true);
    }
    expect(clauses(donneesE1({ regles: [{ ...regle, bonifications: [] }] })).CALCUL).toBeUndefined();
  });

  test('R15 : de minimis général ou SIEG, chacun son texte', () => {
    const avec = (base: 'DE_MINIMIS' | 'RGEC') =>
      donneesE1({ aideEtat: { base, cumulDeclare: null, plafond: null, reference: '' } });
    expect(clauses(avec('DE_MINIMIS')).AIDE_ETAT).toEqual(['MINIMIS']);
    expect(visas(avec('DE_MINIMIS'))).toMatch(/2023\/2831/);
    expect(visas(avec('DE_MINIMIS'))).not.toMatch(/2023\/2832/);
    expect(clauses(avec('RGEC')).AIDE_ETAT).toBeUndefined();
    expect(visas(avec('RGEC'))).not.toMatch(/2023\/283/);
  });

  test('un seul financeur : pas de clause de non-solidarité', () => {
    expect(clauses(avecLignes([ligne('etat', 'État', 'ETAT', 100n)])).PLAN).toBeUndefined();
  });
});
