import type { DossierHub } from './monde-dossiers.js';

const QPV_BREST = { communeCode: '29019', dispositif: 'QPV', zonageCode: 'QP029001' } as const;
const ACV_VANNES = { communeCode: '56260', dispositif: 'ACV', zonageCode: '56260' } as const;

/** The hubs of the demonstration. Hub Bretagne's plan is that of scenario E1: 600 000 €, 350 000 of them asked. */
export const HUBS = {
  hubBretagne: {
    hub: 'hubBretagne',
    titre: 'Hub Bretagne',
    departements: ['22', '29', '35', '56'],
    lieux: [QPV_BREST, ACV_VANNES],
    demande: 350_000,
    cofinanceurs: [
      ['regionBretagne', 120_000],
      ['rennesMetropole', 60_000],
      ['fondationAfnic', 20_000],
    ],
    ressourcesPropres: 50_000,
  },
  hubNormandie: {
    hub: 'hubNormandie',
    titre: 'Hub Normandie',
    departements: ['14', '27', '50', '61', '76'],
    lieux: [{ communeCode: '14118', dispositif: 'QPV', zonageCode: 'QP014001' }],
    demande: 300_000,
    cofinanceurs: [
      ['regionNormandie', 90_000],
      ['fdj', 30_000],
    ],
    ressourcesPropres: 40_000,
  },
  hubEst: {
    hub: 'hubEst',
    titre: 'HubEst',
    departements: ['51', '57', '67', '68'],
    lieux: [
      { communeCode: '67482', dispositif: 'QPV', zonageCode: 'QP067001' },
      { communeCode: '51108', dispositif: 'ACV', zonageCode: '51108' },
    ],
    demande: 350_000,
    cofinanceurs: [['regionGrandEst', 110_000]],
    ressourcesPropres: 40_000,
  },
  hubLo: {
    hub: 'hubLo',
    titre: 'Hub-Lo',
    departements: ['18', '28', '37', '45'],
    lieux: [{ communeCode: '45234', dispositif: 'QPV', zonageCode: 'QP045001' }],
    demande: 300_000,
    cofinanceurs: [
      ['regionCentre', 100_000],
      ['fondationBruneau', 20_000],
    ],
    ressourcesPropres: 30_000,
  },
  hinaura: {
    hub: 'hinaura',
    titre: 'Hinaura, nouveaux services',
    departements: ['69', '42', '71'],
    lieux: [{ communeCode: '69123' }],
    demande: 250_000,
    cofinanceurs: [],
    ressourcesPropres: 60_000,
  },
  assembleurs: {
    hub: 'assembleurs',
    titre: 'Les Assembleurs et la vallée de la Bresle',
    departements: ['59', '62', '76'],
    lieux: [{ communeCode: '59350', dispositif: 'QPV', zonageCode: 'QP059001' }],
    demande: 300_000,
    cofinanceurs: [],
    ressourcesPropres: 80_000,
  },
  rhinocc: {
    hub: 'rhinocc',
    titre: 'RhinOcc et ses voisins',
    departements: ['31', '15'],
    lieux: [{ communeCode: '31555' }],
    demande: 250_000,
    cofinanceurs: [],
    ressourcesPropres: 50_000,
  },
  conumm: {
    hub: 'conumm',
    titre: 'CONUMM, du littoral au Maine',
    departements: ['44', '53', '35'],
    lieux: [{ communeCode: '44109' }],
    demande: 250_000,
    cofinanceurs: [],
    ressourcesPropres: 70_000,
  },
  hubik: {
    hub: 'hubik',
    titre: 'Hubik, du Médoc au Berry',
    departements: ['33', '36'],
    lieux: [{ communeCode: '33063' }],
    demande: 250_000,
    cofinanceurs: [],
    ressourcesPropres: 45_000,
  },
} satisfies Record<string, DossierHub>;
