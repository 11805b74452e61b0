import type { Appel, Critere, PieceDemandee } from '../appel/appel.js';
import type { AppelRegles } from '../appel/regles.js';
import { instantDeParis } from '../calendrier/paris.js';

const SOURCE = 'AMI Hubs pour un numérique inclusif 2020, cahier des charges';

/** Amount of the AMI 2020: 250 000, and 50 000 for each kind of place, 350 000 at most (R3; T1). */
export const REGLES_HUBS_2020: AppelRegles = {
  mode: 'PLAFOND',
  montantBase: 25_000_000n,
  bonifications: [
    {
      code: 'QPV',
      libelle: 'Bonification quartiers prioritaires',
      montant: 5_000_000n,
      condition: 'LIEU_QPV',
      preuve: 'Une action déclarée dans un quartier prioritaire nommé',
      cumulable: true,
    },
    {
      code: 'ACV',
      libelle: 'Bonification Action cœur de ville',
      montant: 5_000_000n,
      condition: 'LIEU_ACV',
      preuve: 'Une action déclarée dans une commune Action cœur de ville nommée',
      cumulable: true,
    },
  ],
  plafonds: [
    {
      code: 'MAX',
      libelle: 'Plafond par hub',
      type: 'MONTANT_MAX',
      montant: 35_000_000n,
      sourceJuridique: SOURCE,
    },
  ],
};

/** The instruction grid proposed for hubs (domain §1.3). */
export const GRILLE_HUBS: Critere[] = [
  { code: 'TERRITOIRE', libelle: 'Pertinence au regard du territoire', poids: 25 },
  { code: 'COUVERTURE', libelle: 'Couverture, y compris QPV et ACV', poids: 20 },
  { code: 'GOUVERNANCE', libelle: 'Gouvernance et lettres de soutien', poids: 20 },
  { code: 'MODELE', libelle: 'Modèle économique après 18 à 24 mois', poids: 20 },
  { code: 'CAPACITE', libelle: 'Capacité du porteur', poids: 15 },
];

const PRIVES_NON_LUCRATIFS: PieceDemandee['categories'] = ['ASSOCIATION', 'FONDATION'];

/** The documents asked from a hub (domain §1.3). */
export const PIECES_HUBS: PieceDemandee[] = [
  { code: 'STATUTS', libelle: 'Statuts', obligatoire: true, categories: PRIVES_NON_LUCRATIFS },
  { code: 'DIRIGEANTS', libelle: 'Liste des dirigeants', obligatoire: true, categories: PRIVES_NON_LUCRATIFS },
  { code: 'AVIS_SIRET', libelle: 'Avis de situation SIRET', obligatoire: true, categories: [] },
  { code: 'RIB', libelle: "Relevé d'identité bancaire", obligatoire: true, categories: [] },
  {
    code: 'COMPTES',
    libelle: 'Derniers comptes approuvés',
    obligatoire: true,
    categories: [...PRIVES_NON_LUCRATIFS, 'ENTREPRISE'],
  },
  { code: 'LETTRES', libelle: "Lettres d'engagement des cofinanceurs", obligatoire: false, categories: [] },
  { code: 'DELEGATION', libelle: 'Délégation de signature', obligatoire: false, categories: [] },
];

/** The AMI Hubs 2020 as one row of the model: nothing of it is code (issue of the first slice). */
export const AMI_HUBS_2020: Appel = {
  etat: 'BROUILLON',
  type: 'AMI',
  titre: 'Hubs pour un numérique inclusif',
  ouverture: instantDeParis('2020-11-17', '00:00:00'),
  cloture: instantDeParis('2021-06-30', '23:59:59'),
  categoriesAdmises: [
    'ASSOCIATION',
    'REGION',
    'DEPARTEMENT',
    'EPCI',
    'COMMUNE',
    'ENTREPRISE',
    'ETABLISSEMENT_PUBLIC',
    'GIP',
    'AUTRE_PUBLIC',
  ],
  // Bretagne, Normandie, Grand Est, Centre-Val de Loire: the regions without a hub.
  regionsCibles: ['53', '28', '44', '24'],
  regles: REGLES_HUBS_2020,
  grille: GRILLE_HUBS,
  pieces: PIECES_HUBS,
  enveloppes: [{ libelle: 'Banque des Territoires, Hubs 2020', montant: 230_000_000n }],
};
