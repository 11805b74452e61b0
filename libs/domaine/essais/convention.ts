import { tauxAffiches, tauxBp } from '../src/montant/index.js';
import { CLAUSES_TYPES } from '../src/convention/clauses.js';
import type { DonneesConvention, LignePlanConvention, PartieConvention } from '../src/convention/index.js';
import type { CategorieOrganisme } from '../src/identifiants/categories.js';

const COUT = 60_000_000n;
const PROPRES = 5_000_000n;

const FINANCEURS: [string, string, CategorieOrganisme, bigint][] = [
  ['bdt', 'Banque des Territoires', 'ETABLISSEMENT_PUBLIC', 35_000_000n],
  ['region', 'Région Bretagne', 'REGION', 12_000_000n],
  ['metropole', 'Rennes Métropole', 'EPCI', 6_000_000n],
  ['fondation', 'Fondation fictive', 'FONDATION', 2_000_000n],
];

/** A party with everything that a signature needs. */
export function partie(organismeId: string, denomination: string, categorie: CategorieOrganisme): PartieConvention {
  return {
    organismeId,
    denomination,
    categorie,
    formeJuridique: null,
    siret: '18002002600019',
    rna: null,
    ridet: null,
    siege: '1 rue de l’Exemple, 35000 Rennes',
    representantNom: 'Jeanne Fictive',
    representantQualite: 'Présidente',
    acteHabilitant: { type: 'DELIBERATION', numero: '2021-1', date: '2021-01-15' },
  };
}

/** A line of the plan, its share engaged. */
export function ligne(
  financeurId: string,
  financeur: string,
  categorie: CategorieOrganisme,
  montant: bigint,
  autrement: Partial<LignePlanConvention> = {},
): LignePlanConvention {
  return {
    partId: `part-${financeurId}`,
    financeurId,
    financeur,
    categorie,
    dispositif: 'Hubs',
    nature: 'FONCTIONNEMENT',
    assiette: COUT,
    montant,
    tauxBp: 0,
    tauxAssietteBp: tauxBp(montant, COUT),
    acte: {
      type: 'DELIBERATION',
      numero: '2021-118',
      date: '2021-09-20',
      signataireNom: 'Jeanne Fictive',
      signataireQualite: 'Présidente',
      transmisControleLegaliteLe: null,
    },
    condition: null,
    ...autrement,
  };
}

function plan(): DonneesConvention['plan'] {
  const taux = tauxAffiches([...FINANCEURS.map(([, , , montant]) => montant), PROPRES], COUT);
  return {
    lignes: FINANCEURS.map(([id, nom, categorie, montant], i) =>
      ligne(id, nom, categorie, montant, { tauxBp: taux[i] ?? 0 }),
    ),
    ressourcesPropres: PROPRES,
    ressourcesPropresTauxBp: taux.at(-1) ?? 0,
    contributionsVolontaires: 0n,
  };
}

/** Scenario E1, complete: the Hub Bretagne, an association, and its four funders. */
export function donneesE1(autrement: Partial<DonneesConvention> = {}): DonneesConvention {
  return {
    entete: {
      numero: null,
      titre: 'Hub Bretagne',
      exercices: [2021, 2022],
      version: 1,
      projet: true,
      mode: 'MULTIPARTITE',
      etablieLe: '2021-10-01',
    },
    financeurs: FINANCEURS.map(([id, nom, categorie]) => partie(id, nom, categorie)),
    beneficiaire: partie('hub', 'Hub Bretagne', 'ASSOCIATION'),
    consortium: null,
    appel: { type: 'AMI', titre: 'Hubs pour un numérique inclusif', reference: 'AMI-2020' },
    seance: { conference: 'Conférence de Bretagne', date: '2021-09-15', numeroDeliberation: '2021-09/1' },
    objet: 'Structurer l’inclusion numérique en Bretagne',
    description: null,
    actions: [{ titre: 'Action', description: 'Une action', debut: null, fin: null, lieux: [], indicateurs: [] }],
    duree: { dateEffet: null, debut: '2021-10-01', fin: '2023-09-30', limiteBilan: '2024-03-31' },
    cout: {
      total: COUT,
      natureDepenses: null,
      eligibiliteDebut: null,
      eligibiliteFin: null,
      fraisIndirectsBp: null,
      depensesExclues: [],
      fongibiliteBp: null,
    },
    plan: plan(),
    regles: [],
    echeanciers: FINANCEURS.map(([id, , , montant]) => ({
      partId: `part-${id}`,
      comptable: null,
      ibanMasque: null,
      versements: [{ rang: 1, evenement: 'Signature', pourcentBp: 10_000, montant, echeance: null, pieces: [] }],
    })),
    aideEtat: { base: 'DE_MINIMIS_SIEG', cumulDeclare: 0n, plafond: 50_000_000n, reference: 'Règlement UE 360/2012' },
    cer: {
      accepteLe: '2021-06-30',
      signataireNom: 'Jeanne Fictive',
      signataireQualite: 'Présidente',
      versionTexte: '2021-1947',
    },
    budget: { charges: [], produits: [], emplois: [], ressources: [] },
    clauses: { ...CLAUSES_TYPES, origineInitiative: 'BENEFICIAIRE', excedent: { pourcentBp: 0, montant: null } },
    annexes: [],
    ...autrement,
  };
}

/** The same convention with other lines in its plan, each with its payments. */
export function avecLignes(
  lignes: LignePlanConvention[],
  autrement: Partial<DonneesConvention> = {},
): DonneesConvention {
  const base = donneesE1();
  return {
    ...base,
    financeurs: lignes.map((l) => partie(l.financeurId, l.financeur, l.categorie)),
    plan: { ...base.plan, lignes },
    echeanciers: lignes.map(({ partId, montant }) => ({
      partId,
      comptable: null,
      ibanMasque: null,
      versements: [{ rang: 1, evenement: 'Signature', pourcentBp: 10_000, montant, echeance: null, pieces: [] }],
    })),
    ...autrement,
  };
}
