import { montantDroit } from '../appel/montant-droit.js';
import { faitsMontant } from './completude.js';
import type { Appel } from '../appel/appel.js';
import { REGLES_HUBS_2020 } from '../programmes/hubs.js';
import type { Candidature } from './candidature.js';
import { avertissementsDepot, deposer, type Depot } from './deposer.js';
import { amiOuvert, hubBretagne } from './hub-bretagne.fixture.js';

const DERNIER_INSTANT = new Date('2021-06-30T21:59:59.000Z');

function depot(candidature: Partial<Candidature> = {}, appel: Partial<Appel> = {}, extra: Partial<Depot> = {}): Depot {
  return { candidature: hubBretagne(candidature), appel: amiOuvert(appel), instant: DERNIER_INSTANT, ...extra };
}

describe('deposer', () => {
  test('E1 : Hub Bretagne, au dernier instant', () => {
    expect(deposer(depot())).toEqual({
      ok: true,
      fait: {
        etat: 'DEPOSE',
        droit: montantDroit(REGLES_HUBS_2020, faitsMontant(hubBretagne())),
        totaux: {
          aidesPubliques: 53_000_000n,
          aidesPrivees: 2_000_000n,
          autofinancement: 5_000_000n,
          total: 60_000_000n,
        },
        avertissements: [],
      },
    });
  });

  test.each([
    ['2020-11-16T22:59:59.000Z', 'Les dépôts ouvrent le 17 novembre 2020 à 0 h 00 min 00 s (heure de Paris).'],
    ['2020-11-16T22:59:59.999Z', 'Les dépôts ouvrent le 17 novembre 2020 à 0 h 00 min 00 s (heure de Paris).'],
    ['2021-06-30T21:59:59.001Z', 'Les dépôts sont clos depuis le 30 juin 2021 à 23 h 59 min 59 s (heure de Paris).'],
  ])('R1, T7 : à %s, hors délai', (instant, message) => {
    expect(deposer(depot({}, {}, { instant: new Date(instant) }))).toEqual({
      ok: false,
      refus: { code: 'HORS_DELAI', chemin: 'instant', message, details: undefined },
    });
  });

  test('R1, T7 : au premier instant, accepté', () => {
    expect(deposer(depot({}, {}, { instant: new Date('2020-11-16T23:00:00.000Z') })).ok).toBe(true);
  });

  test.each<[string, Partial<Appel>]>([
    ['clos', { etat: 'CLOS' }],
    ['brouillon', { etat: 'BROUILLON' }],
    ['suspendu', { etat: 'SUSPENDU' }],
    ['ouvert', { ouverture: null }],
    ['ouvert', { cloture: null }],
  ])('un appel « %s » ne reçoit pas de dépôt', (mot, appel) => {
    expect(deposer(depot({}, appel))).toMatchObject({
      ok: false,
      refus: { code: 'ETAT_INVALIDE', chemin: 'appel.etat', message: expect.stringContaining(`« ${mot} »`) },
    });
  });

  const { budget, plan, porteur } = hubBretagne();
  const DESEQUILIBRE = { budget: [...budget, { compte: '756', libelle: '', montant: 1n }] };
  const PLAN_COURT = { plan: plan.slice(0, 4) };
  const TROP = { montantDemande: 35_000_001n };
  const TOUT = { ...DESEQUILIBRE, ...PLAN_COURT, ...TROP };

  test.each<[string, Depot, string]>([
    ['état', depot({ ...TOUT, etat: 'DEPOSE', titre: '', regions: [] }, { etat: 'CLOS' }), 'ETAT_INVALIDE'],
    [
      'fenêtre',
      depot({ ...TOUT, titre: '', regions: ['52'] }, {}, { instant: new Date('2021-07-01T00:00:00Z') }),
      'HORS_DELAI',
    ],
    ['éligibilité', depot({ ...TOUT, titre: '', regions: ['52'] }), 'INELIGIBLE'],
    ['complétude', depot({ ...TOUT, titre: '' }), 'INCOMPLET'],
    ['budget', depot(TOUT), 'BUDGET_DESEQUILIBRE'],
    ['plan', depot({ ...PLAN_COURT, ...TROP }), 'PLAN_DESEQUILIBRE'],
    ['montant', depot(TROP), 'MONTANT_EXCESSIF'],
    ['règles absentes', depot({}, { regles: null }), 'ETAT_INVALIDE'],
  ])('ordre des refus : %s', (_titre, cas, code) => {
    expect(deposer(cas)).toMatchObject({ ok: false, refus: { code } });
  });

  test('le refus d’état nomme la candidature ; celui des règles, l’appel', () => {
    expect(deposer(depot({ etat: 'RETIRE' }))).toMatchObject({
      refus: { message: expect.stringContaining('La candidature') },
    });
    expect(deposer(depot({}, { regles: null }))).toMatchObject({
      refus: { chemin: 'appel.regles', message: expect.stringContaining('règle de calcul') },
    });
  });

  test('R2 : l’incomplet dit combien et quoi', () => {
    expect(deposer(depot({ titre: '' }))).toMatchObject({
      refus: {
        message: 'La candidature est incomplète : un point reste à remplir.',
        details: [{ chemin: 'titre' }],
      },
    });
    expect(deposer(depot({ titre: '', debut: null }))).toMatchObject({
      refus: { message: 'La candidature est incomplète : 2 points restent à remplir.', details: { length: 2 } },
    });
  });

  test('R13, R14, R16 passent par le plan', () => {
    const investir = plan.map((ligne) => ({ ...ligne, nature: 'INVESTISSEMENT' as const }));
    const epci = { porteur: { ...porteur, categorie: 'EPCI' as const } };
    expect(deposer(depot({ ...epci, plan: investir }))).toMatchObject({ refus: { code: 'PARTICIPATION_MINIMALE' } });
    const exceptionParticipation = { type: 'FEDER_INTERREG' as const, acte: 'Décision' };
    expect(deposer(depot({ ...epci, plan: investir, exceptionParticipation })).ok).toBe(true);
    const outreMer = { porteur: { ...porteur, categorie: 'EPCI' as const, codeDepartement: '974' } };
    expect(deposer(depot({ ...outreMer, plan: investir })).ok).toBe(true);

    const etat = investir.map((l) => (l.financeurId === 'bdt' ? { ...l, categorie: 'ETAT' as const } : l));
    expect(deposer(depot({ plan: etat, assiette: 53_000_000n })).ok).toBe(true);
    expect(deposer(depot({ plan: etat, assiette: 52_999_999n }))).toMatchObject({
      refus: { code: 'PLAN_DESEQUILIBRE', message: expect.stringContaining('2018-514') },
    });

    const fonds = { porteur: { ...porteur, categorie: 'FONDS_DE_DOTATION' as const } };
    const appel = { categoriesAdmises: ['FONDS_DE_DOTATION' as const] };
    expect(deposer(depot(fonds, appel))).toMatchObject({ refus: { code: 'INELIGIBLE', chemin: 'plan' } });
  });

  test('R14 : sans assiette déclarée, la dépense éligible est le coût', () => {
    const etat = plan.map((l) => ({ ...l, nature: 'INVESTISSEMENT' as const, categorie: 'ETAT' as const }));
    expect(deposer(depot({ plan: etat })).ok).toBe(true);
  });
});

describe('avertissements du dépôt : dits, jamais bloquants', () => {
  const avertissements = (cas: Depot) => {
    const decision = deposer(cas);
    return decision.ok ? decision.fait.avertissements : null;
  };

  test('R6 : recouvrement avec un hub existant', () => {
    const contexte = { hubsExistants: [{ nom: 'CONUMM', regions: ['53'] }] };
    expect(avertissements(depot({}, {}, { contexte }))).toEqual([
      { code: 'DOUBLON', chemin: 'territoires', message: expect.stringContaining('CONUMM') },
    ]);
  });

  test('R15 : le plafond de minimis du jour de Paris', () => {
    expect(avertissements(depot({ baseAide: 'DE_MINIMIS_SIEG' }))).toEqual([
      { code: 'AIDE_ETAT', chemin: 'baseAide', message: expect.stringContaining('500\u202F000,00') },
    ]);
    const cloture = new Date('2025-01-01T00:00:00Z');
    const instant = (iso: string) => ({ instant: new Date(iso) });
    const sieg = { baseAide: 'DE_MINIMIS_SIEG' as const };
    expect(avertissements(depot(sieg, { cloture }, instant('2023-12-31T23:00:00Z')))).toEqual([]);
    expect(avertissements(depot(sieg, { cloture }, instant('2023-12-31T22:59:59Z')))).toHaveLength(1);
    const aidesDeclarees = [{ date: '2023-05-05', montant: 22_000_001n }];
    expect(
      avertissements(depot({ ...sieg, aidesDeclarees }, { cloture }, instant('2024-02-01T00:00:00Z'))),
    ).toHaveLength(1);
  });

  test('R29 : le besoin vient du financeur, risque de commande publique', () => {
    expect(avertissements(depot({ origineInitiative: 'FINANCEUR' }))).toEqual([
      { code: 'INELIGIBLE', chemin: 'origineInitiative', message: expect.stringContaining('commande publique') },
    ]);
  });

  test('R13 : chef de file, 30 % conseillés', () => {
    const base = hubBretagne();
    const plan = base.plan.map((l) => ({
      ...l,
      nature: 'INVESTISSEMENT' as const,
      montant: l.autofinancement ? 14_000_000n : l.financeurId === 'region' ? 3_000_000n : l.montant,
    }));
    const epci = { plan, porteur: { ...base.porteur, categorie: 'EPCI' as const } };
    expect(avertissements(depot(epci, {}, { contexte: { chefDeFile: true } }))).toEqual([
      { code: 'PARTICIPATION_MINIMALE', chemin: 'plan', message: expect.stringContaining('30 %') },
    ]);
    expect(avertissements(depot(epci))).toEqual([]);
  });

  test('un brouillon a déjà ses avertissements, même inéligible et sans plan juste', () => {
    const brouillon = depot({ regions: ['52'], plan: [], baseAide: null, origineInitiative: 'FINANCEUR' });
    expect(avertissementsDepot(brouillon).map(({ chemin }) => chemin)).toEqual(['origineInitiative']);
    expect(avertissementsDepot(depot({ regions: ['52'], plan: [] }))).toEqual([]);
  });
});
