import type { Appel } from '../appel/appel.js';
import { AMI_HUBS_2020 } from '../programmes/hubs.js';
import type { LignePlan } from '../budget/plan.js';
import type { Candidature } from './candidature.js';

function part(
  financeurId: string,
  denomination: string,
  categorie: LignePlan['categorie'],
  montant: bigint,
): LignePlan {
  const autofinancement = financeurId === 'hub-bretagne';
  return {
    financeurId,
    denomination,
    categorie,
    dispositif: '',
    nature: 'FONCTIONNEMENT',
    montant,
    assiette: null,
    autofinancement,
  };
}

/** The file of scenario E1, ready to be deposited; `extra` spoils it. */
export function hubBretagne(extra: Partial<Candidature> = {}): Candidature {
  return {
    etat: 'BROUILLON',
    titre: 'Hub Bretagne',
    resume: 'Un hub régional pour quatre départements',
    debut: '2021-10-01',
    fin: '2023-09-30',
    porteur: {
      denomination: 'Hub Bretagne',
      categorie: 'ASSOCIATION',
      codeDepartement: '35',
      representantNom: 'Camille Exemple',
      representantQualite: 'Présidente',
    },
    partenaires: [{ denomination: 'Réseau du Finistère', mandat: true }],
    actions: [
      {
        titre: 'Animer',
        description: '',
        lieux: [{ zonage: 'QPV', code: 'QP029001', libelle: 'Brest', reconnu: true }],
      },
      { titre: 'Former', description: '', lieux: [{ zonage: 'ACV', code: '56260', libelle: 'Vannes', reconnu: true }] },
    ],
    regions: ['53'],
    budget: [
      { compte: '641', libelle: 'Deux postes', montant: 40_000_000n },
      { compte: '62', libelle: '', montant: 20_000_000n },
      { compte: '74', libelle: '', montant: 55_000_000n },
      { compte: 'RP', libelle: '', montant: 5_000_000n },
    ],
    plan: [
      part('bdt', 'Banque des Territoires', 'ETABLISSEMENT_PUBLIC', 35_000_000n),
      part('region', 'Région Bretagne', 'REGION', 12_000_000n),
      part('rennes', 'Rennes Métropole', 'EPCI', 6_000_000n),
      part('fondation', 'Fondation Exemple', 'FONDATION', 2_000_000n),
      part('hub-bretagne', 'Hub Bretagne', 'ASSOCIATION', 5_000_000n),
    ],
    assiette: null,
    montantDemande: 35_000_000n,
    pieces: ['STATUTS', 'DIRIGEANTS', 'AVIS_SIRET', 'RIB', 'COMPTES'],
    contratEngagementRepublicain: { date: '2021-06-01', signataire: 'Camille Exemple', version: '2021-1947' },
    origineInitiative: 'PORTEUR',
    baseAide: 'SIEG_2012_21',
    aidesDeclarees: [],
    ...extra,
  };
}

/** The AMI Hubs 2020, open. */
export function amiOuvert(extra: Partial<Appel> = {}): Appel {
  return { ...AMI_HUBS_2020, etat: 'OUVERT', ...extra };
}
