/** Calls of the demonstration as the variables of `creerAppel`: the AMI Hubs of 2020 is a row of the model, not code. */

const GRILLE_HUBS = [
  { code: 'TERRITOIRE', libelle: 'Adéquation aux besoins du territoire', poids: 25 },
  { code: 'COUVERTURE', libelle: 'Couverture, dont quartiers prioritaires et cœurs de ville', poids: 20 },
  { code: 'GOUVERNANCE', libelle: 'Gouvernance et lettres de soutien', poids: 20 },
  { code: 'MODELE', libelle: 'Modèle économique après 18 à 24 mois', poids: 20 },
  { code: 'CAPACITE', libelle: 'Capacité à conduire le projet', poids: 15 },
];

const PIECES_HUBS = [
  { code: 'STATUTS', libelle: 'Statuts en vigueur', categories: ['ASSOCIATION', 'FONDATION', 'GIP'] },
  { code: 'DIRIGEANTS', libelle: 'Liste des dirigeants', categories: ['ASSOCIATION', 'FONDATION'] },
  { code: 'SIRENE', libelle: 'Avis de situation au répertoire SIRENE' },
  { code: 'RIB', libelle: 'Relevé d’identité bancaire' },
  { code: 'COMPTES', libelle: 'Derniers comptes approuvés' },
  { code: 'LETTRES', libelle: 'Lettres d’engagement des cofinanceurs', obligatoire: false },
];

export const CATEGORIES_HUBS = [
  'ASSOCIATION',
  'REGION',
  'DEPARTEMENT',
  'EPCI',
  'COMMUNE',
  'ENTREPRISE',
  'ETABLISSEMENT_PUBLIC',
  'GIP',
  'FONDATION',
];

const SOURCE_AMI = 'AMI « Hubs pour un numérique inclusif », cahier des charges, 2020';

export function reglesHubs(source = SOURCE_AMI) {
  return [
    {
      type: 'BASE',
      code: 'BASE',
      libelle: 'Aide à la structuration d’un hub',
      montant: '25000000',
      sourceJuridique: source,
    },
    {
      type: 'BONIFICATION',
      code: 'QPV',
      libelle: 'Actions dans un quartier prioritaire',
      montant: '5000000',
      condition: 'LIEU_QPV',
      preuve: 'Au moins une action située dans un quartier prioritaire nommé',
      sourceJuridique: source,
    },
    {
      type: 'BONIFICATION',
      code: 'ACV',
      libelle: 'Actions dans une commune Action cœur de ville',
      montant: '5000000',
      condition: 'LIEU_ACV',
      preuve: 'Au moins une action située dans une commune Action cœur de ville nommée',
      sourceJuridique: source,
    },
    { type: 'MONTANT_MAX', code: 'MAX', libelle: 'Aide au plus', montant: '35000000', sourceJuridique: source },
  ];
}

/** 2.3 M€, 250 000 + 50 000 QPV + 50 000 ACV, from 17 November 2020 to 30 June 2021, Paris time (R1, R3). */
export const AMI_HUBS_2020 = {
  code: 'HUBS-2020',
  type: 'AMI',
  titre: 'Hubs pour un numérique inclusif',
  resume:
    'La Banque des Territoires soutient la création de hubs territoriaux qui animent et outillent les acteurs de l’inclusion numérique, d’abord dans les régions qui n’en ont pas.',
  objet:
    'Constituer, à l’échelle de plusieurs départements, une tête de réseau qui anime les acteurs de la médiation numérique du territoire et accompagne leurs projets.',
  ouverture: '2020-11-17T00:00:00+01:00',
  cloture: '2021-06-30T23:59:59+02:00',
  modeMontant: 'PLAFOND',
  montantAnnonce: '230000000',
  categoriesAdmises: CATEGORIES_HUBS,
  seuilInstruction: 60,
  dureeMoisMax: 24,
  millesimeQpv: 2015,
  millesimeAcv: 2018,
  territoires: ['53', '28', '44', '24'].map((code) => ({ nature: 'REGION', code })),
  regles: reglesHubs(),
  grille: GRILLE_HUBS,
  pieces: PIECES_HUBS,
};

const SOURCE_LIEUX = 'Cahier des charges de l’appel de démonstration, article 4';

/** A second call, open whatever the day: a newcomer can deposit. Its dates are given by whoever loads it. */
export const AAP_LIEUX_INCLUSIFS = {
  code: 'LIEUX-INCLUSIFS',
  type: 'AAP',
  titre: 'Lieux d’accueil numérique de proximité',
  resume: 'Un soutien aux lieux qui aident les habitants dans leurs démarches en ligne. Appel de démonstration.',
  objet:
    'Ouvrir ou renforcer des lieux de médiation numérique, avec des permanences régulières et un accueil sans rendez-vous.',
  modeMontant: 'PLAFOND',
  montantAnnonce: '60000000',
  categoriesAdmises: CATEGORIES_HUBS,
  seuilInstruction: 50,
  dureeMoisMax: 36,
  millesimeQpv: 2024,
  millesimeAcv: 2024,
  regles: [
    { type: 'BASE', code: 'BASE', libelle: 'Aide à un lieu', montant: '4000000', sourceJuridique: SOURCE_LIEUX },
    {
      type: 'BONIFICATION',
      code: 'QPV',
      libelle: 'Lieu situé dans un quartier prioritaire',
      montant: '1000000',
      condition: 'LIEU_QPV',
      preuve: 'Adresse du lieu dans un quartier prioritaire nommé',
      sourceJuridique: SOURCE_LIEUX,
    },
    {
      type: 'TAUX_MAX',
      code: 'TAUX',
      libelle: 'Aide au plus égale à 80 % du coût',
      tauxBp: 8000,
      sourceJuridique: SOURCE_LIEUX,
    },
    {
      type: 'PROJET_MIN',
      code: 'PROJET-MIN',
      libelle: 'Projet de 5 000 € au moins',
      montant: '500000',
      sourceJuridique: SOURCE_LIEUX,
    },
  ],
  grille: GRILLE_HUBS,
  pieces: [
    { code: 'SIRENE', libelle: 'Avis de situation au répertoire SIRENE' },
    { code: 'RIB', libelle: 'Relevé d’identité bancaire', obligatoire: false },
  ],
};

export const CREER_APPEL = `mutation ($d: CreerAppelInput!) { creerAppel(demande: $d) {
  ... on AppelAProjets { id reference etat } ... on Refus { code message chemin details { code chemin message } } } }`;
export const MODIFIER_APPEL = `mutation ($d: ModifierAppelInput!) { modifierAppel(demande: $d) {
  ... on AppelAProjets { id etat version } ... on Refus { code message chemin } } }`;
export const PUBLIER_APPEL = `mutation ($id: ID!) { publierAppel(id: $id) {
  ... on AppelAProjets { id etat publieLe } ... on Refus { code message chemin details { code chemin message } } } }`;
export const CREER_ENVELOPPE = `mutation ($d: CreerEnveloppeInput!) { creerEnveloppe(demande: $d) {
  ... on Enveloppe { id disponible } ... on Refus { code message chemin } } }`;
export const DOTER_ENVELOPPE = `mutation ($d: DoterEnveloppeInput!) { doterEnveloppe(demande: $d) {
  ... on Enveloppe { id dotation disponible } ... on Refus { code message chemin } } }`;
