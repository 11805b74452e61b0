import { COMPTES, tauxAffiches, tauxBp, type CategorieOrganisme, type DonneesConvention } from '@tdt/domaine';
import { EXEMPLE_E1 } from './exemple-e1.js';

/*
 * A convention that strains the page: twelve funders with long names, forty lines of budget, a consortium, an investment
 * grant of the State, conditions. Nothing in it is real.
 */

const CATEGORIES: CategorieOrganisme[] = [
  'ETAT',
  'ETABLISSEMENT_PUBLIC',
  'REGION',
  'DEPARTEMENT',
  'DEPARTEMENT',
  'EPCI',
  'EPCI',
  'COMMUNE',
  'ORGANISME_SOCIAL',
  'FONDATION',
  'ENTREPRISE',
  'FONDS_DE_DOTATION',
];

const NOMS = [
  'Préfecture de la région Provence-Alpes-Côte d’Azur – secrétariat général pour les affaires régionales',
  'Banque des Territoires – Caisse des Dépôts et consignations, direction régionale Provence-Alpes-Côte d’Azur',
  'Région Provence-Alpes-Côte d’Azur',
  'Conseil départemental des Alpes-de-Haute-Provence',
  'Conseil départemental des Bouches-du-Rhône',
  'Communauté d’agglomération Durance-Luberon-Verdon Agglomération (exemple)',
  'Métropole Aix-Marseille-Provence, conseil de territoire du pays d’Aubagne et de l’Étoile',
  'Commune de Saint-Maximin-la-Sainte-Baume',
  'Caisse d’allocations familiales des Bouches-du-Rhône',
  'Fondation « L’Étoile & la Boussole » pour l’accès de tous aux œuvres et aux usages numériques',
  'Société coopérative d’intérêt collectif Télécommunications solidaires du Grand Sud-Est',
  'Fonds de dotation Œuvrer ensemble',
];

const MONTANTS = CATEGORIES.map((_, rang) => 1_234_567n * BigInt(rang + 1) + 89n);
const PROPRES = 987_654_321n;
const TOTAL = MONTANTS.reduce((t, m) => t + m, PROPRES);

function budget(): DonneesConvention['budget'] {
  const comptes = COMPTES.filter((c) => c.sens === 'CHARGE' && !c.volontaire && c.rubrique !== null);
  const charges = Array.from({ length: 40 }, (_, rang) => {
    const compte = comptes[rang % comptes.length];
    return {
      compte: compte?.code ?? '606',
      libelle: `${compte?.libelle} – lot n° ${rang + 1}, au titre de l’équipement et de l’animation des lieux partenaires du réseau`,
      montant: TOTAL / 40n + (rang === 0 ? TOTAL % 40n : 0n),
    };
  });
  return {
    charges,
    produits: [
      ...MONTANTS.map((montant, rang) => ({ compte: rang < 9 ? '7409' : '7410', libelle: NOMS[rang] ?? '', montant })),
      { compte: 'RP', libelle: '', montant: PROPRES },
    ],
    emplois: [{ compte: '864', libelle: '', montant: 100n }],
    ressources: [{ compte: '870', libelle: '', montant: 100n }],
  };
}

const TAUX = tauxAffiches([...MONTANTS, PROPRES], TOTAL);

/** Twelve funders, forty lines: every break of the template happens in it. */
export const EXEMPLE_LONG: DonneesConvention = {
  ...EXEMPLE_E1,
  entete: {
    ...EXEMPLE_E1.entete,
    numero: null,
    projet: true,
    version: 12,
    titre:
      'Équiper, relier et faire rayonner les lieux de médiation numérique de la montagne à la mer : « R&D <sociale> » et accompagnement des publics, volet 2',
  },
  financeurs: NOMS.map((denomination, rang) => ({
    ...(EXEMPLE_E1.financeurs[rang % 4] ?? EXEMPLE_E1.beneficiaire),
    organismeId: `organisme-${rang}`,
    denomination,
    categorie: CATEGORIES[rang] ?? 'AUTRE_PUBLIC',
    acteHabilitant: rang === 3 ? null : (EXEMPLE_E1.financeurs[rang % 4]?.acteHabilitant ?? null),
  })),
  consortium: {
    mandatLe: '2024-02-01',
    membres: Array.from({ length: 9 }, (_, rang) => ({
      denomination: `Association partenaire n° ${rang + 1} de la médiation numérique en territoire rural`,
      siret: '90000001900019',
      part: BigInt(rang) * 1_000_000n,
    })),
  },
  actions: Array.from({ length: 8 }, (_, rang) => ({
    ...(EXEMPLE_E1.actions[rang % 3] ?? { titre: '', debut: null, fin: null, lieux: [], indicateurs: [] }),
    titre: `Action de longue haleine n° ${rang + 1} au plus près des habitants`,
    description: `${EXEMPLE_E1.actions[rang % 3]?.description} `.repeat(rang + 1),
  })),
  cout: { ...EXEMPLE_E1.cout, total: TOTAL, fraisIndirectsBp: 700 },
  plan: {
    lignes: MONTANTS.map((montant, rang) => ({
      ...(EXEMPLE_E1.plan.lignes[rang % 4] as DonneesConvention['plan']['lignes'][number]),
      partId: `part-${rang}`,
      financeurId: `organisme-${rang}`,
      financeur: NOMS[rang] ?? '',
      categorie: CATEGORIES[rang] ?? 'AUTRE_PUBLIC',
      nature: rang < 2 ? ('INVESTISSEMENT' as const) : ('FONCTIONNEMENT' as const),
      assiette: TOTAL,
      montant,
      tauxBp: TAUX[rang] ?? 0,
      tauxAssietteBp: tauxBp(montant, TOTAL),
      acte: rang === 10 ? null : (EXEMPLE_E1.plan.lignes[rang % 4]?.acte ?? null),
      condition: rang === 10 ? 'accord de son assemblée générale, attendu avant le 30 juin 2024' : null,
    })),
    ressourcesPropres: PROPRES,
    ressourcesPropresTauxBp: TAUX.at(-1) ?? 0,
    contributionsVolontaires: 100n,
  },
  regles: MONTANTS.map((maximum, rang) => ({
    partId: `part-${rang}`,
    mode: (['TAUX', 'PLAFOND', 'FORFAIT'] as const)[rang % 3] ?? 'TAUX',
    base: maximum,
    bonifications: [],
    maximum,
  })),
  echeanciers: MONTANTS.map((montant, rang) => ({
    partId: `part-${rang}`,
    comptable: rang % 2 === 0 ? null : 'Comptable public assignataire de la direction régionale des finances publiques',
    ibanMasque: null,
    versements: [
      {
        rang: 1,
        evenement: 'Avance à la notification',
        pourcentBp: 3_000,
        montant: montant / 4n,
        echeance: null,
        pieces: ['convention signée', 'RIB', 'attestation de régularité fiscale et sociale'],
      },
      {
        rang: 2,
        evenement: 'Solde, sur justification de la dépense réelle',
        pourcentBp: 7_000,
        montant: montant - montant / 4n,
        echeance: '2026-12-31',
        pieces: ['compte rendu financier'],
      },
    ],
  })),
  budget: budget(),
  clauses: { ...EXEMPLE_E1.clauses, reversementAutorise: true, tribunal: null, excedent: null },
  annexes: [{ code: 'VII', titre: 'Relevé d’identité bancaire' }],
};
