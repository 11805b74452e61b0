import type { AppelRegles, CategorieOrganisme, EtatPart } from '@tdt/domaine';
import type { Dossier, LigneOrganisme, LignePart } from '../src/dossier.js';

const EUROS = 100n;

type Financement = [cle: string, nom: string, categorie: CategorieOrganisme, euros: bigint];
const FINANCEMENTS: Financement[] = [
  ['bdt', 'Banque des Territoires', 'ETABLISSEMENT_PUBLIC', 350_000n],
  ['region', 'Région Bretagne', 'REGION', 120_000n],
  ['metropole', 'Rennes Métropole', 'EPCI', 60_000n],
  ['fondation', 'Fondation AFNIC', 'FONDATION', 20_000n],
];

export function organisme(id: string, nom: string, categorie: CategorieOrganisme): LigneOrganisme {
  return {
    id,
    nom,
    categorie,
    typeIdentifiant: 'SIRET',
    identifiant: '18002002600019',
    rna: null,
    formeJuridique: null,
    adresse: '1 rue de l’Exemple, 35000 Rennes',
    representantNom: 'Jeanne Exemple',
    representantQualite: 'Présidente (personne fictive)',
    logo: null,
  };
}

function part([cle, , , euros]: Financement, etat: EtatPart): LignePart {
  return {
    id: `part-${cle}`,
    etat,
    financeurId: cle,
    enveloppeId: `enveloppe-${cle}`,
    dispositif: 'Inclusion numérique',
    nature: 'FONCTIONNEMENT',
    montant: euros * EUROS,
    assiette: null,
    condition: null,
    acte: {
      type: 'DELIBERATION',
      numero: `2021-${cle}`,
      date: '2021-10-04',
      signataireNom: 'Jeanne Exemple',
      signataireQualite: 'Présidente',
      transmisLe: cle === 'region' || cle === 'metropole' ? '2021-10-06' : null,
    },
  };
}

const BUDGET: [sens: 'CHARGE' | 'PRODUIT', compte: string, libelle: string, euros: bigint][] = [
  ['CHARGE', '641', 'Quatre postes', 340_000n],
  ['CHARGE', '645', '', 110_000n],
  ['CHARGE', '622', 'Formateurs', 150_000n],
  ['CHARGE', '864', 'Bénévoles', 24_000n],
  ['PRODUIT', '7409', 'Banque des Territoires, demande', 350_000n],
  ['PRODUIT', '7402', '', 200_000n],
  ['PRODUIT', 'RP', '', 50_000n],
  ['PRODUIT', '870', '', 24_000n],
];

/** Scenario E1 (domain.md §12) as the rows that a convention is assembled from. */
export function dossierE1(autrement: Partial<Dossier> = {}): Dossier {
  return {
    candidature: {
      id: 'candidature',
      porteurId: 'hub',
      etat: 'RETENU',
      titre: 'Hub Bretagne pour un numérique inclusif',
      resume: 'Fédérer les acteurs de la médiation numérique des quatre départements bretons.',
      origineInitiative: 'PORTEUR',
      nature: 'FONCTIONNEMENT',
      debut: '2021-10-01',
      fin: '2023-09-30',
      regimeAide: 'DE_MINIMIS_SIEG',
      representantNom: 'Gwenn Exemple',
      representantQualite: 'Présidente',
      cerAccepteLe: '2021-06-15',
      cerSignataire: 'Gwenn Exemple',
      cerVersion: null,
      exceptionParticipation: null,
      exceptionActe: null,
      appelId: 'appel',
      appelType: 'AMI',
      appelTitre: 'Hubs pour un numérique inclusif',
      appelCode: 'HUBS-2020',
      modeMontant: 'PLAFOND',
      piloteId: 'bdt',
      porteurDepartement: '35',
    },
    porteur: organisme('hub', 'Hub Bretagne', 'ASSOCIATION'),
    parts: FINANCEMENTS.map((f) => part(f, 'ENGAGEE')),
    organismes: FINANCEMENTS.map(([cle, nom, categorie]) => organisme(cle, nom, categorie)),
    ressourcesPropres: 50_000n * EUROS,
    budget: BUDGET.map(([sens, compte, libelle, euros]) => ({ sens, compte, libelle, montant: euros * EUROS })),
    actions: [
      {
        intitule: 'Former les aidants',
        description: 'Sessions de deux jours.',
        indicateur: 'Aidants formés',
        cible: '600',
        lieux: [{ type: 'ACV', code: '56260', libelle: 'Vannes', reconnu: true }],
      },
      {
        intitule: 'Aller vers',
        description: 'Permanences hebdomadaires.',
        indicateur: '',
        cible: '',
        lieux: [{ type: 'QPV', code: 'QP029001', libelle: 'Kerourien (Brest)', reconnu: true }],
      },
    ],
    territoires: [{ type: 'REGION', code: '53', libelle: 'Bretagne', reconnu: true }],
    partenaires: [],
    aidesDeclarees: [],
    vote: {
      conference: 'Conférence de Bretagne',
      tenueLe: new Date('2021-09-22T22:30:00Z'),
      numeroDeliberation: '2021-03-2',
    },
    partiesLibres: { objet: '', clauses: [], sansLogo: [] },
    ...autrement,
  };
}

/** The rules of the AMI Hubs of 2020 (R3, T1). */
export const REGLES_HUBS: AppelRegles = {
  mode: 'PLAFOND',
  montantBase: 250_000n * EUROS,
  bonifications: [
    {
      code: 'QPV',
      libelle: 'Quartier prioritaire',
      montant: 50_000n * EUROS,
      condition: 'LIEU_QPV',
      preuve: 'Action située en QPV',
      cumulable: true,
    },
    {
      code: 'ACV',
      libelle: 'Cœur de ville',
      montant: 50_000n * EUROS,
      condition: 'LIEU_ACV',
      preuve: '',
      cumulable: true,
    },
  ],
  plafonds: [],
};
