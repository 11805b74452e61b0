import {
  tauxAffiches,
  tauxBp,
  type CategorieOrganisme,
  type DonneesConvention,
  type LignePlanConvention,
  type PartieConvention,
  type TypeActe,
} from '@tdt/domaine';
import { ACTIONS_E1, BUDGET_E1 } from './exemple-e1-projet.js';

/*
 * Scenario E1 of domain.md §12 as the data of a convention: tests, the demonstration and a reader of the template start
 * from it. People are fictitious and named so. The convention is dated of 2024: the basis of aid asked by the scenario
 * (DE_MINIMIS_SIEG, 530 000 € of public money) exceeds the ceiling in force before (500 000 €).
 */

/** Hash to print with the example: any 64 hexadecimal digits. */
export const EMPREINTE_EXEMPLE = '9f2c41d07ab85e63c1f09d2284b7ae5510cc3e96f7d84b12a05e6c7718d3f4ab';

/** Address with its seal: any one of the usual length. */
export const SCEAU_EXEMPLE = `https://tour-de-table.exemple.fr/verifier#${'Ab3_'.repeat(52)}`;

/** Date inside the file of the example. */
export const EMIS_LE_EXEMPLE = new Date('2024-03-04T09:30:00Z');

const EUROS = 100n;

interface Financement {
  cle: string;
  denomination: string;
  categorie: CategorieOrganisme;
  forme: string;
  siret: string;
  siege: string;
  representant: [nom: string, qualite: string];
  habilitation: [type: TypeActe, numero: string, date: string];
  dispositif: string;
  montant: bigint;
  acte: [type: TypeActe, numero: string, date: string, transmis: string | null];
}

const FINANCEMENTS: Financement[] = [
  {
    cle: 'bdt',
    denomination: 'Banque des Territoires – Caisse des Dépôts et consignations',
    categorie: 'ETABLISSEMENT_PUBLIC',
    forme: 'Établissement public spécial',
    siret: '18002002600019',
    siege: '56 rue de Lille, 75007 Paris',
    representant: ['Camille Exemple (personne fictive)', 'directrice régionale Bretagne'],
    habilitation: ['ARRETE', '2023-118', '2023-09-04'],
    dispositif: 'Hubs pour un numérique inclusif',
    montant: 350_000n * EUROS,
    acte: ['DECISION', 'CDC-2024-0117', '2024-01-18', null],
  },
  {
    cle: 'region',
    denomination: 'Région Bretagne',
    categorie: 'REGION',
    forme: 'Collectivité territoriale',
    siret: '23350001600040',
    siege: '283 avenue du Général Patton, 35711 Rennes',
    representant: ['Yann Modèle (personne fictive)', 'président du conseil régional'],
    habilitation: ['DELIBERATION', '21_DAJCP_SA_06', '2021-07-02'],
    dispositif: 'Stratégie numérique responsable',
    montant: 120_000n * EUROS,
    acte: ['DELIBERATION', '24_0207_02', '2024-02-12', '2024-02-14'],
  },
  {
    cle: 'metropole',
    denomination: 'Rennes Métropole',
    categorie: 'EPCI',
    forme: 'Métropole',
    siret: '24350013900189',
    siege: '4 avenue Henri Fréville, 35207 Rennes',
    representant: ['Nolwenn Modèle (personne fictive)', 'présidente'],
    habilitation: ['DELIBERATION', 'C 20.056', '2020-07-09'],
    dispositif: 'Inclusion numérique',
    montant: 60_000n * EUROS,
    acte: ['DELIBERATION', 'C 24.012', '2024-02-01', '2024-02-06'],
  },
  {
    cle: 'fondation',
    denomination: 'Fondation Rivage numérique (fictive)',
    categorie: 'FONDATION',
    forme: 'Fondation reconnue d’utilité publique',
    siret: '90000002700012',
    siege: '12 quai de l’Exemple, 29200 Brest',
    representant: ['Gaël Fictif (personne fictive)', 'président du conseil d’administration'],
    habilitation: ['CONSEIL_ADMINISTRATION', '2022-03', '2022-06-21'],
    dispositif: 'Médiation numérique',
    montant: 20_000n * EUROS,
    acte: ['CONSEIL_ADMINISTRATION', '2024-01', '2024-01-25', null],
  },
];

const COUT = 600_000n * EUROS;
const RESSOURCES_PROPRES = 50_000n * EUROS;

function partie(f: Financement): PartieConvention {
  const [type, numero, date] = f.habilitation;
  return {
    organismeId: `organisme-${f.cle}`,
    denomination: f.denomination,
    categorie: f.categorie,
    formeJuridique: f.forme,
    siret: f.siret,
    rna: null,
    ridet: null,
    siege: f.siege,
    representantNom: f.representant[0],
    representantQualite: f.representant[1],
    acteHabilitant: { type, numero, date },
  };
}

function lignes(): { lignes: LignePlanConvention[]; taux: number } {
  const taux = tauxAffiches([...FINANCEMENTS.map((f) => f.montant), RESSOURCES_PROPRES], COUT);
  return {
    taux: taux.at(-1) ?? 0,
    lignes: FINANCEMENTS.map((f, rang) => {
      const [type, numero, date, transmis] = f.acte;
      return {
        partId: `part-${f.cle}`,
        financeurId: `organisme-${f.cle}`,
        financeur: f.denomination,
        categorie: f.categorie,
        dispositif: f.dispositif,
        nature: 'FONCTIONNEMENT',
        assiette: COUT,
        montant: f.montant,
        tauxBp: taux[rang] ?? 0,
        tauxAssietteBp: tauxBp(f.montant, COUT),
        acte: {
          type,
          numero,
          date,
          signataireNom: f.representant[0],
          signataireQualite: f.representant[1],
          transmisControleLegaliteLe: transmis,
        },
        condition: null,
      };
    }),
  };
}

const plan = lignes();

/** E1: four funders, one association, 600 000,00 € over 24 months. */
export const EXEMPLE_E1: DonneesConvention = {
  entete: {
    numero: '2024-BRE-017',
    titre: 'Hub Bretagne pour un numérique inclusif',
    exercices: [2024, 2025, 2026],
    version: 1,
    projet: false,
    mode: 'MULTIPARTITE',
    etablieLe: '2024-03-04',
  },
  financeurs: FINANCEMENTS.map(partie),
  beneficiaire: {
    organismeId: 'organisme-hub',
    denomination: 'Hub Bretagne (association fictive)',
    categorie: 'ASSOCIATION',
    formeJuridique: 'Association régie par la loi du 1er juillet 1901',
    siret: '90000001900019',
    rna: 'W353000001',
    ridet: null,
    siege: '1 place de l’Exemple, 35000 Rennes',
    representantNom: 'Maëlle Fictive (personne fictive)',
    representantQualite: 'présidente',
    acteHabilitant: { type: 'CONSEIL_ADMINISTRATION', numero: '2024-02', date: '2024-02-20' },
  },
  consortium: null,
  appel: { type: 'AMI', titre: 'Hubs pour un numérique inclusif', reference: 'AMI-HUBS-2020' },
  seance: {
    conference: 'Conférence des financeurs de l’inclusion numérique de Bretagne',
    date: '2023-12-14',
    numeroDeliberation: '2023-12-3',
  },
  objet:
    'fédérer et professionnaliser les acteurs de la médiation numérique dans les quatre départements bretons, afin que toute personne éloignée du numérique trouve près de chez elle un accompagnement de qualité',
  description:
    'Le projet structure un réseau régional de médiation numérique : il outille les lieux d’accueil, forme les aidants et va au-devant des habitants qui ne poussent pas leur porte. Il s’adresse d’abord aux quartiers prioritaires de la politique de la ville et aux centres des villes moyennes.',
  actions: ACTIONS_E1,
  duree: { dateEffet: null, debut: '2024-04-01', fin: '2026-03-31', limiteBilan: '2026-09-30' },
  cout: {
    total: COUT,
    natureDepenses:
      'charges de personnel, prestations, déplacements, petits équipements et charges indirectes affectées',
    eligibiliteDebut: '2024-04-01',
    eligibiliteFin: '2026-03-31',
    fraisIndirectsBp: null,
    depensesExclues: [
      'les traitements des agents titulaires de la fonction publique',
      'les intérêts, pénalités et amendes',
      'les dépenses déjà financées au titre d’un autre projet',
    ],
    fongibiliteBp: 1_000,
  },
  plan: {
    lignes: plan.lignes,
    ressourcesPropres: RESSOURCES_PROPRES,
    ressourcesPropresTauxBp: plan.taux,
    contributionsVolontaires: 24_000n * EUROS,
  },
  regles: FINANCEMENTS.map((f, rang) => ({
    partId: `part-${f.cle}`,
    mode: rang === 0 ? 'FORFAIT' : rang === 1 ? 'TAUX' : 'PLAFOND',
    base: rang === 0 ? 250_000n * EUROS : f.montant,
    bonifications:
      rang === 0
        ? [
            {
              libelle: 'Actions en quartier prioritaire (QPV)',
              montant: 50_000n * EUROS,
              preuves: ['bilan des permanences à Pontanézen, Brest'],
            },
            {
              libelle: 'Actions en commune Action cœur de ville (ACV)',
              montant: 50_000n * EUROS,
              preuves: ['feuilles d’émargement des formations à Vannes'],
            },
          ]
        : [],
    maximum: f.montant,
  })),
  echeanciers: FINANCEMENTS.map((f) => ({
    partId: `part-${f.cle}`,
    comptable:
      f.categorie === 'FONDATION'
        ? 'Direction financière de la fondation'
        : 'Comptable public assignataire du financeur',
    ibanMasque: 'FR76 •••• •••• •••• 0189',
    versements: [
      {
        rang: 1,
        evenement: 'Signature de la convention',
        pourcentBp: 5_000,
        montant: f.montant / 2n,
        echeance: null,
        pieces: ['convention signée', 'RIB'],
      },
      {
        rang: 2,
        evenement: 'Compte rendu intermédiaire',
        pourcentBp: 3_000,
        montant: (f.montant * 3n) / 10n,
        echeance: '2025-05-31',
        pieces: ['compte rendu', 'état des dépenses'],
      },
      {
        rang: 3,
        evenement: 'Acceptation du bilan final',
        pourcentBp: 2_000,
        montant: f.montant / 5n,
        echeance: null,
        pieces: ['compte rendu financier', 'bilan des indicateurs'],
      },
    ],
  })),
  aideEtat: {
    base: 'DE_MINIMIS_SIEG',
    cumulDeclare: 0n,
    plafond: 750_000n * EUROS,
    reference: 'règlement (UE) 2023/2832 de la Commission du 13 décembre 2023',
  },
  cer: {
    accepteLe: '2024-02-20',
    signataireNom: 'Maëlle Fictive (personne fictive)',
    signataireQualite: 'présidente',
    versionTexte: 'décret n° 2021-1947 du 31 décembre 2021',
  },
  budget: BUDGET_E1,
  clauses: {
    conditionsUtilisation: null,
    controleEvaluation: null,
    reversement: null,
    excedent: { pourcentBp: 500, montant: null },
    origineInitiative: 'BENEFICIAIRE',
    reversementAutorise: false,
    tribunal: 'tribunal administratif de Rennes',
  },
  annexes: [],
};
