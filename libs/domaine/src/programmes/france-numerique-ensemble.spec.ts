import { capacite } from '../appel/enveloppe.js';
import { FORMATION_FNE, verifierDemandeFne, type DemandeFne } from './france-numerique-ensemble.js';

const JUSTE: DemandeFne = {
  budgetGlobal: 1000n,
  demande: 600n,
  ressourcesHumaines: 400n,
  prestations: 200n,
  beneficiaires: [350n, 250n],
  titulairesTerritoriaux: 0n,
};

describe('verifierDemandeFne (R9), dans l’ordre des refus', () => {
  test('une demande juste', () => {
    expect(verifierDemandeFne(JUSTE, 600n, 0n)).toEqual({ ok: true, fait: { reste: 0n } });
    expect(verifierDemandeFne({ ...JUSTE, budgetGlobal: 600n }, 1000n, 300n)).toEqual({
      ok: true,
      fait: { reste: 100n },
    });
  });

  test.each<[string, Partial<DemandeFne>, string, string, string]>([
    ['budget nul', { budgetGlobal: 0n, demande: 0n }, 'ENTREE_INVALIDE', 'budgetGlobal', 'budget global'],
    ['demande nulle', { demande: 0n, titulairesTerritoriaux: 1n }, 'ENTREE_INVALIDE', 'demande', 'supérieur à zéro'],
    [
      'plus que le budget',
      { budgetGlobal: 599n, titulairesTerritoriaux: 1n },
      'MONTANT_EXCESSIF',
      'demande',
      "budget de l'action",
    ],
    [
      'titulaires',
      { titulairesTerritoriaux: 1n, prestations: 0n },
      'INELIGIBLE',
      'titulairesTerritoriaux',
      'titulaires',
    ],
    [
      'RH + prestations au-dessus',
      { prestations: 201n, beneficiaires: [] },
      'BUDGET_DESEQUILIBRE',
      'prestations',
      'prestations font 6,01',
    ],
    [
      'RH + prestations en dessous',
      { prestations: 199n },
      'BUDGET_DESEQUILIBRE',
      'prestations',
      'prestations font 5,99',
    ],
    ['bénéficiaires', { beneficiaires: [600n, 1n] }, 'BUDGET_DESEQUILIBRE', 'beneficiaires', 'bénéficiaires font 6,01'],
    ['aucun bénéficiaire', { beneficiaires: [] }, 'BUDGET_DESEQUILIBRE', 'beneficiaires', 'font 0,00'],
  ])('%s', (_titre, extra, code, chemin, mots) => {
    expect(verifierDemandeFne({ ...JUSTE, ...extra }, 0n, 0n)).toMatchObject({
      ok: false,
      refus: { code, chemin, message: expect.stringContaining(mots) },
    });
  });

  test('la dotation vient en dernier', () => {
    expect(verifierDemandeFne(JUSTE, 599n, 0n)).toMatchObject({ refus: { code: 'ENVELOPPE_INSUFFISANTE' } });
    expect(verifierDemandeFne({ ...JUSTE, demande: 0n }, 0n, 0n)).toMatchObject({ refus: { code: 'ENTREE_INVALIDE' } });
  });
});

test('la ligne formation paie 62 formations, 19 964 sur 20 000', () => {
  const { nombre, reste } = capacite(FORMATION_FNE.forfait, FORMATION_FNE.prixFormation);
  expect(nombre).toBe(62n);
  expect(FORMATION_FNE.forfait - reste).toBe(1_996_400n);
});
