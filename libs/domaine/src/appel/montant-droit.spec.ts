import { ecrireEuros } from '../montant/montant.js';
import { REGLES_HUBS_2020 } from '../programmes/hubs.js';
import { montantDroit, verifierDemande } from './montant-droit.js';
import type { AppelRegles, FaitsMontant, LieuAction } from './regles.js';

const BREST: LieuAction = { zonage: 'QPV', code: 'QP029001', libelle: 'Brest, Kerourien', reconnu: true };
const VANNES: LieuAction = { zonage: 'ACV', code: '56260', libelle: 'Vannes', reconnu: true };
const RENNES: LieuAction = { zonage: null, code: '35238', libelle: 'Rennes', reconnu: true };
const INCONNU: LieuAction = { zonage: 'QPV', code: 'QP999999', libelle: 'Nulle part', reconnu: false };

const faits = (...lieux: LieuAction[]): FaitsMontant => ({ lieux, assiette: 60_000_000n, coutTotal: 60_000_000n });
const regles = (extra: Partial<AppelRegles>): AppelRegles => ({ ...REGLES_HUBS_2020, ...extra });

describe('montantDroit (R3, R5)', () => {
  test.each([
    ['base seule', [RENNES], 25_000_000n],
    ['+ QPV', [BREST], 30_000_000n],
    ['+ ACV', [RENNES, VANNES], 30_000_000n],
    ['+ QPV + ACV', [BREST, VANNES], 35_000_000n],
    ['aucun lieu', [], 25_000_000n],
    ['deux lieux du même type ne comptent qu’une fois', [BREST, { ...BREST, code: 'QP029002' }], 30_000_000n],
    ['un lieu hors de la liste ne prouve rien', [INCONNU], 25_000_000n],
    ['un lieu reconnu parmi d’autres suffit', [INCONNU, BREST], 30_000_000n],
  ])('T1, AMI 2020 : %s', (_titre, lieux, montant) => {
    expect(montantDroit(REGLES_HUBS_2020, faits(...lieux)).montant).toBe(montant);
  });

  test('chaque ligne dit pourquoi, obtenue ou non', () => {
    expect(montantDroit(REGLES_HUBS_2020, faits(BREST)).detail).toEqual([
      {
        code: 'BASE',
        libelle: 'Montant de base',
        montant: 25_000_000n,
        obtenu: true,
        motif: "Montant maximal de l'appel.",
      },
      {
        code: 'QPV',
        libelle: 'Bonification quartiers prioritaires',
        montant: 5_000_000n,
        obtenu: true,
        motif: 'Une action se tient à Brest, Kerourien (QP029001).',
      },
      {
        code: 'ACV',
        libelle: 'Bonification Action cœur de ville',
        montant: 0n,
        obtenu: false,
        motif: 'Aucune action ne nomme de lieu de ce type : commune du programme Action cœur de ville.',
      },
    ]);
    const forfait = montantDroit(regles({ mode: 'FORFAIT' }), faits(INCONNU)).detail;
    expect(forfait[0]?.motif).toBe("Montant forfaitaire de l'appel.");
    expect(forfait[1]?.motif).toBe("Aucun des lieux déclarés ne figure dans la liste de référence de l'appel (QPV).");
  });

  test('les autres zonages : PVD et FRR', () => {
    const bonus = (condition: 'LIEU_PVD' | 'LIEU_FRR') =>
      regles({ bonifications: [{ code: 'X', libelle: 'X', montant: 100n, condition, preuve: 'p', cumulable: true }] });
    const pvd: LieuAction = { zonage: 'PVD', code: '22113', libelle: 'Lannion', reconnu: true };
    expect(montantDroit(bonus('LIEU_PVD'), faits(pvd)).montant).toBe(25_000_100n);
    expect(montantDroit(bonus('LIEU_FRR'), faits(pvd)).montant).toBe(25_000_000n);
    expect(montantDroit(bonus('LIEU_FRR'), faits({ ...pvd, zonage: 'FRR' })).montant).toBe(25_000_100n);
    expect(montantDroit(bonus('LIEU_FRR'), faits()).detail[1]?.motif).toContain('France ruralités revitalisation');
    expect(montantDroit(bonus('LIEU_PVD'), faits()).detail[1]?.motif).toContain('Petites villes de demain');
  });
});

describe('bonifications non cumulables (R3)', () => {
  const bonus = (qpv: [bigint, boolean], acv: [bigint, boolean]) =>
    regles({
      bonifications: [
        { code: 'QPV', libelle: 'QPV', montant: qpv[0], condition: 'LIEU_QPV', preuve: 'p', cumulable: qpv[1] },
        { code: 'ACV', libelle: 'ACV', montant: acv[0], condition: 'LIEU_ACV', preuve: 'p', cumulable: acv[1] },
      ],
      plafonds: [],
    });
  const gardes = (r: AppelRegles, ...lieux: LieuAction[]) =>
    montantDroit(r, faits(...lieux))
      .detail.filter(({ obtenu }) => obtenu)
      .map(({ code }) => code);

  test.each<[string, [bigint, boolean], [bigint, boolean], string[]]>([
    ['deux non cumulables : la meilleure', [5n, false], [7n, false], ['BASE', 'ACV']],
    ['deux non cumulables égales : la première', [5n, false], [5n, false], ['BASE', 'QPV']],
    ['non cumulable plus forte que l’autre', [8n, false], [7n, true], ['BASE', 'QPV']],
    ['non cumulable moins forte', [6n, false], [7n, true], ['BASE', 'ACV']],
    ['à égalité, celle qui se cumule', [7n, false], [7n, true], ['BASE', 'ACV']],
    ['toutes cumulables', [5n, true], [7n, true], ['BASE', 'QPV', 'ACV']],
  ])('%s', (_titre, qpv, acv, codes) => {
    expect(gardes(bonus(qpv, acv), BREST, VANNES)).toEqual(codes);
  });

  test('la bonification écartée dit pourquoi et ne compte pas', () => {
    const { montant, detail } = montantDroit(bonus([5n, false], [7n, false]), faits(BREST, VANNES));
    expect(montant).toBe(25_000_007n);
    expect(detail[1]).toMatchObject({ montant: 0n, obtenu: false, motif: expect.stringContaining('Non cumulable') });
  });

  test('une bonification non obtenue n’écarte rien', () => {
    expect(gardes(bonus([9n, false], [7n, true]), VANNES)).toEqual(['BASE', 'ACV']);
    const { detail } = montantDroit(bonus([9n, false], [7n, false]), faits(BREST));
    expect(detail[2]?.motif).toContain('Aucune action ne nomme');
  });
});

describe('plafonds', () => {
  const plafond = { code: 'P', libelle: 'Plafond', sourceJuridique: 'Texte' };

  test('un plafond retire ce qui dépasse, et le dit', () => {
    const r = regles({ plafonds: [{ ...plafond, type: 'MONTANT_MAX', montant: 20_000_000n }] });
    const { montant, detail } = montantDroit(r, faits());
    expect(montant).toBe(20_000_000n);
    expect(detail.at(-1)).toEqual({
      code: 'P',
      libelle: 'Plafond',
      montant: -5_000_000n,
      obtenu: true,
      motif: `Au plus ${ecrireEuros(20_000_000n)} (Texte).`,
    });
  });

  test('un taux maximal porte sur l’assiette, arrondi au centime inférieur', () => {
    const r = regles({ plafonds: [{ ...plafond, type: 'TAUX_MAX', tauxBp: 5000 }] });
    const { montant, detail } = montantDroit(r, { lieux: [], assiette: 1001n, coutTotal: 60_000_000n });
    expect(montant).toBe(500n);
    expect(detail.at(-1)?.motif).toBe('Au plus 50,00\u00A0% de 10,01\u00A0€ (Texte).');
  });

  test('un plafond qui ne mord pas n’apparaît pas ; les minimums n’abaissent rien', () => {
    const r = regles({
      plafonds: [
        { ...plafond, type: 'MONTANT_MAX', montant: 25_000_000n },
        { ...plafond, type: 'PROJET_MIN', montant: 1n },
        { ...plafond, type: 'MONTANT_MIN', montant: 1n },
      ],
    });
    expect(montantDroit(r, faits())).toMatchObject({ montant: 25_000_000n, detail: { length: 3 } });
  });

  test('plusieurs plafonds : le plus bas l’emporte, chacun pour ce qu’il retire', () => {
    const r = regles({
      plafonds: [
        { ...plafond, code: 'A', type: 'MONTANT_MAX', montant: 20_000_000n },
        { ...plafond, code: 'B', type: 'MONTANT_MAX', montant: 21_000_000n },
        { ...plafond, code: 'C', type: 'MONTANT_MAX', montant: 18_000_000n },
      ],
    });
    const { montant, detail } = montantDroit(r, faits());
    expect(montant).toBe(18_000_000n);
    expect(detail.slice(3).map(({ code, montant: m }) => [code, m])).toEqual([
      ['A', -5_000_000n],
      ['C', -2_000_000n],
    ]);
  });

  test('une valeur absente plafonne à zéro plutôt que d’accorder', () => {
    expect(montantDroit(regles({ plafonds: [{ ...plafond, type: 'TAUX_MAX' }] }), faits()).montant).toBe(0n);
    expect(montantDroit(regles({ plafonds: [{ ...plafond, type: 'MONTANT_MAX' }] }), faits()).montant).toBe(0n);
  });
});

describe('verifierDemande (R3)', () => {
  const minimums = regles({
    plafonds: [
      { code: 'P', libelle: 'Projet minimal', type: 'PROJET_MIN', montant: 2_000_000n, sourceJuridique: 'Texte' },
      { code: 'M', libelle: 'Aide minimale', type: 'MONTANT_MIN', montant: 1_000_000n, sourceJuridique: 'Texte' },
    ],
  });
  const petit = (coutTotal: bigint): FaitsMontant => ({ lieux: [], assiette: coutTotal, coutTotal });

  test.each<[string, AppelRegles, FaitsMontant, bigint, string, string, string]>([
    ['rien', minimums, petit(1n), 0n, 'ENTREE_INVALIDE', 'montantDemande', 'supérieur à zéro'],
    ['négatif', minimums, petit(1n), -1n, 'ENTREE_INVALIDE', 'montantDemande', 'supérieur à zéro'],
    ['projet trop petit', minimums, petit(1_999_999n), 1n, 'INELIGIBLE', 'coutTotal', 'Projet minimal, Texte'],
    [
      'demande trop petite',
      minimums,
      petit(2_000_000n),
      999_999n,
      'INELIGIBLE',
      'montantDemande',
      'Aide minimale, Texte',
    ],
    ['un centime de trop', REGLES_HUBS_2020, faits(), 25_000_001n, 'MONTANT_EXCESSIF', 'montantDemande', 'de trop'],
    [
      'forfait dépassé',
      regles({ mode: 'FORFAIT' }),
      faits(),
      25_000_001n,
      'MONTANT_EXCESSIF',
      'montantDemande',
      'de trop',
    ],
    [
      'forfait entamé',
      regles({ mode: 'FORFAIT' }),
      faits(),
      24_999_999n,
      'ENTREE_INVALIDE',
      'montantDemande',
      'exactement',
    ],
  ])('refuse : %s', (_titre, r, f, demande, code, chemin, mots) => {
    expect(verifierDemande(r, f, demande)).toMatchObject({
      ok: false,
      refus: { code, chemin, message: expect.stringContaining(mots) },
    });
  });

  test.each<[string, AppelRegles, FaitsMontant, bigint]>([
    ['au montant exact', REGLES_HUBS_2020, faits(), 25_000_000n],
    ['sous le plafond', REGLES_HUBS_2020, faits(), 1n],
    ['le forfait exact', regles({ mode: 'FORFAIT' }), faits(BREST, VANNES), 35_000_000n],
    ['aux minimums exacts', minimums, petit(2_000_000n), 1_000_000n],
  ])('accepte : %s', (_titre, r, f, demande) => {
    expect(verifierDemande(r, f, demande)).toEqual({ ok: true, fait: montantDroit(r, f) });
  });

  test('les phrases donnent les montants', () => {
    const message = (d: ReturnType<typeof verifierDemande>) => (d.ok ? '' : d.refus.message);
    expect(message(verifierDemande(REGLES_HUBS_2020, faits(), 25_000_001n))).toBe(
      `Vous demandez ${ecrireEuros(25_000_001n)} ; l'appel accorde au plus ${ecrireEuros(25_000_000n)}, soit ${ecrireEuros(1n)} de trop.`,
    );
    expect(message(verifierDemande(minimums, petit(1_999_999n), 5n))).toContain(
      `${ecrireEuros(1_999_999n)} pour un minimum de ${ecrireEuros(2_000_000n)}`,
    );
    expect(message(verifierDemande(minimums, petit(2_000_000n), 5n))).toContain(
      `${ecrireEuros(5n)} pour un minimum de ${ecrireEuros(1_000_000n)}`,
    );
    expect(message(verifierDemande(regles({ mode: 'FORFAIT' }), faits(), 1n))).toContain(ecrireEuros(25_000_000n));
  });

  test('le minimum de l’aide ne se compare pas au coût du projet', () => {
    const [, aideMinimale] = minimums.plafonds;
    const seul = regles({ plafonds: aideMinimale ? [aideMinimale] : [] });
    expect(verifierDemande(seul, petit(1n), 1_000_000n).ok).toBe(true);
  });

  test('un minimum sans montant ne bloque rien', () => {
    const sans = regles({
      plafonds: [
        { code: 'P', libelle: 'P', type: 'PROJET_MIN', sourceJuridique: 'T' },
        { code: 'M', libelle: 'M', type: 'MONTANT_MIN', montant: null, sourceJuridique: 'T' },
      ],
    });
    expect(verifierDemande(sans, petit(0n), 1n).ok).toBe(true);
  });
});
