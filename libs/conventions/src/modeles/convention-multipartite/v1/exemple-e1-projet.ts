import type { DonneesConvention } from '@tdt/domaine';

const EUROS = 100n;

const QPV_BREST = { type: 'QPV', code: 'QN02903M', libelle: 'Pontanézen, à Brest' } as const;
const ACV_VANNES = { type: 'ACV', code: '56260', libelle: 'Vannes' } as const;
const DEPARTEMENTS = [
  { type: 'DEPARTEMENT', code: '22', libelle: 'Côtes-d’Armor' },
  { type: 'DEPARTEMENT', code: '29', libelle: 'Finistère' },
  { type: 'DEPARTEMENT', code: '35', libelle: 'Ille-et-Vilaine' },
  { type: 'DEPARTEMENT', code: '56', libelle: 'Morbihan' },
] as const;

/** Three actions, one of them in a QPV of Brest, one in Vannes (ACV). */
export const ACTIONS_E1: DonneesConvention['actions'] = [
  {
    titre: 'Outiller les lieux de médiation numérique',
    description:
      'Le hub recense les lieux qui accompagnent les publics éloignés du numérique dans les quatre départements, met à leur disposition des parcours et des outils communs, et anime une cartographie ouverte et tenue à jour.',
    debut: '2024-04-01',
    fin: '2026-03-31',
    lieux: [...DEPARTEMENTS],
    indicateurs: [
      { libelle: 'Lieux de médiation recensés et outillés', cible: '180' },
      { libelle: 'Départements couverts par la cartographie', cible: '4' },
    ],
  },
  {
    titre: 'Former et professionnaliser les aidants',
    description:
      'Des sessions de formation de deux jours préparent agents d’accueil, travailleurs sociaux et bénévoles à diagnostiquer les besoins numériques, à accompagner les démarches en ligne et à orienter vers les bons interlocuteurs.',
    debut: '2024-06-01',
    fin: '2026-03-31',
    lieux: [ACV_VANNES],
    indicateurs: [{ libelle: 'Aidants formés', cible: '600, dont 120 à Vannes' }],
  },
  {
    titre: 'Aller vers les habitants des quartiers prioritaires',
    description:
      'Une équipe mobile tient chaque semaine une permanence au pied des immeubles, avec les associations du quartier, et propose un accompagnement individuel puis des ateliers collectifs.',
    debut: '2024-09-01',
    fin: '2026-03-31',
    lieux: [QPV_BREST],
    indicateurs: [{ libelle: 'Personnes accompagnées dans le quartier', cible: '1 500' }],
  },
];

/** 600 000,00 € of charges and of produits; 24 000,00 € in kind. */
export const BUDGET_E1: DonneesConvention['budget'] = {
  charges: [
    { compte: '602', libelle: 'Fournitures pédagogiques', montant: 18_000n * EUROS },
    { compte: '606', libelle: 'Petits équipements numériques', montant: 22_000n * EUROS },
    { compte: '613', libelle: 'Location de salles et du véhicule', montant: 36_000n * EUROS },
    { compte: '616', libelle: '', montant: 4_000n * EUROS },
    { compte: '622', libelle: 'Formateurs et évaluateur', montant: 84_000n * EUROS },
    { compte: '623', libelle: '', montant: 16_000n * EUROS },
    { compte: '625', libelle: '', montant: 28_500n * EUROS },
    { compte: '631', libelle: '', montant: 13_500n * EUROS },
    { compte: '641', libelle: 'Quatre postes à temps plein', montant: 242_000n * EUROS },
    { compte: '645', libelle: '', montant: 98_000n * EUROS },
    { compte: 'CI1', libelle: '', montant: 38_000n * EUROS },
  ],
  produits: [
    { compte: '7402', libelle: 'Région Bretagne', montant: 120_000n * EUROS },
    { compte: '7404', libelle: 'Rennes Métropole', montant: 60_000n * EUROS },
    { compte: '7409', libelle: 'Banque des Territoires', montant: 350_000n * EUROS },
    { compte: '7410', libelle: 'Fondation Rivage numérique (fictive)', montant: 20_000n * EUROS },
    { compte: 'RP', libelle: '', montant: 50_000n * EUROS },
  ],
  emplois: [{ compte: '864', libelle: '', montant: 24_000n * EUROS }],
  ressources: [{ compte: '870', libelle: '', montant: 24_000n * EUROS }],
};
