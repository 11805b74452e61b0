import type { CategorieOrganisme, RoleAccorde } from '@tdt/domaine';

interface OrganismeMonde {
  nom: string;
  categorie: CategorieOrganisme;
  /** Whole SIRET when it is public knowledge … */
  siret?: string;
  /** … or SIREN from which a well-formed one is made; 999…: no such legal person, the row is marked fictitious. */
  siren?: string;
  rna?: string;
  forme: string;
  adresse: string;
  commune: string;
  representant: string;
  qualite: string;
}

function organisme(
  nom: string,
  categorie: CategorieOrganisme,
  identifiant: Pick<OrganismeMonde, 'siret' | 'siren' | 'rna'>,
  lieu: [commune: string, adresse: string],
  [forme, representant, qualite]: [string, string, string],
): OrganismeMonde {
  return { nom, categorie, ...identifiant, commune: lieu[0], adresse: lieu[1], forme, representant, qualite };
}

const ASSOCIATION = 'Association régie par la loi du 1er juillet 1901';
const COLLECTIVITE = 'Collectivité territoriale';
const METROPOLE = 'Établissement public de coopération intercommunale';

/** Real institutions where the seed facts name them; every representative is invented and says so. */
export const ORGANISMES = {
  bdt: organisme(
    'Banque des Territoires (Caisse des Dépôts)',
    'ETABLISSEMENT_PUBLIC',
    { siret: '18002002600019' },
    ['75056', '56 rue de Lille, 75007 Paris'],
    ['Établissement spécial', 'Inès Exemple', 'Directrice régionale (personne fictive)'],
  ),
  anct: organisme(
    'Agence nationale de la cohésion des territoires',
    'ETABLISSEMENT_PUBLIC',
    { siret: '13002603200016' },
    ['75056', '20 avenue de Ségur, 75007 Paris'],
    ['Établissement public de l’État', 'Karim Exemple', 'Directeur (personne fictive)'],
  ),
  regionBretagne: organisme(
    'Région Bretagne',
    'REGION',
    { siret: '23350001600040' },
    ['35238', '283 avenue du Général Patton, 35000 Rennes'],
    [COLLECTIVITE, 'Maëlle Exemple', 'Présidente du conseil régional (personne fictive)'],
  ),
  regionNormandie: organisme(
    'Région Normandie',
    'REGION',
    { siren: '200053403' },
    ['14118', 'Place Reine Mathilde, 14000 Caen'],
    [COLLECTIVITE, 'Louis Exemple', 'Président du conseil régional (personne fictive)'],
  ),
  regionGrandEst: organisme(
    'Région Grand Est',
    'REGION',
    { siren: '200052264' },
    ['67482', '1 place Adrien Zeller, 67000 Strasbourg'],
    [COLLECTIVITE, 'Odile Exemple', 'Présidente du conseil régional (personne fictive)'],
  ),
  regionCentre: organisme(
    'Région Centre-Val de Loire',
    'REGION',
    { siren: '234500023' },
    ['45234', '9 rue Saint-Pierre Lentin, 45000 Orléans'],
    [COLLECTIVITE, 'Yves Exemple', 'Président du conseil régional (personne fictive)'],
  ),
  rennesMetropole: organisme(
    'Rennes Métropole',
    'EPCI',
    { siren: '243500139' },
    ['35238', '4 avenue Henri Fréville, 35200 Rennes'],
    [METROPOLE, 'Soazig Exemple', 'Présidente de la métropole (personne fictive)'],
  ),
  brestMetropole: organisme(
    'Brest Métropole',
    'EPCI',
    { siren: '242900314' },
    ['29019', '24 rue Coat-ar-Guéven, 29200 Brest'],
    [METROPOLE, 'Erwan Exemple', 'Président de la métropole (personne fictive)'],
  ),
  metropoleLyon: organisme(
    'Métropole de Lyon',
    'EPCI',
    { siren: '200046977' },
    ['69123', '20 rue du Lac, 69003 Lyon'],
    ['Collectivité à statut particulier', 'Nadia Exemple', 'Présidente de la métropole (personne fictive)'],
  ),
  mel: organisme(
    'Métropole européenne de Lille',
    'EPCI',
    { siren: '200093201' },
    ['59350', '2 boulevard des Cités-Unies, 59000 Lille'],
    [METROPOLE, 'Benoît Exemple', 'Président de la métropole (personne fictive)'],
  ),
  laRochelle: organisme(
    'Communauté d’agglomération de La Rochelle',
    'EPCI',
    { siren: '241700434' },
    ['17300', '6 rue Saint-Michel, 17000 La Rochelle'],
    [METROPOLE, 'Anne Exemple', 'Présidente de l’agglomération (personne fictive)'],
  ),
  strasbourg: organisme(
    'Eurométropole de Strasbourg',
    'EPCI',
    { siren: '246700488' },
    ['67482', '1 parc de l’Étoile, 67000 Strasbourg'],
    [METROPOLE, 'Hugo Exemple', 'Président de l’Eurométropole (personne fictive)'],
  ),
  sicoval: organisme(
    'Sicoval',
    'EPCI',
    { siren: '243100633' },
    ['31254', '65 rue du Chêne Vert, 31670 Labège'],
    [METROPOLE, 'Lise Exemple', 'Présidente de l’agglomération (personne fictive)'],
  ),
  fondationAfnic: organisme(
    'Fondation AFNIC',
    'FONDATION',
    { siren: '999000015' },
    ['78646', '7 avenue du 8 Mai 1945, 78280 Guyancourt'],
    ['Fondation abritée', 'Rémi Exemple', 'Délégué général (personne fictive)'],
  ),
  fondationBruneau: organisme(
    'Fondation JM Bruneau',
    'FONDATION',
    { siren: '999000023' },
    ['91692', 'Les Ulis'],
    ['Fondation abritée', 'Jeanne Exemple', 'Déléguée générale (personne fictive)'],
  ),
  fdj: organisme(
    'Groupe FDJ',
    'ENTREPRISE',
    { siren: '999000031' },
    ['92012', 'Boulogne-Billancourt'],
    ['Société anonyme', 'Marc Exemple', 'Directeur de l’engagement (personne fictive)'],
  ),
  hubBretagne: organisme(
    'Hub Bretagne',
    'ASSOCIATION',
    { siren: '999000106', rna: 'W353000001' },
    ['35238', '10 rue de l’Exemple, 35000 Rennes'],
    [ASSOCIATION, 'Gwenn Exemple', 'Présidente (personne fictive)'],
  ),
  hubNormandie: organisme(
    'Hub Normandie',
    'ASSOCIATION',
    { siren: '999000114', rna: 'W142000001' },
    ['14118', '12 rue de l’Exemple, 14000 Caen'],
    [ASSOCIATION, 'Tom Exemple', 'Président (personne fictive)'],
  ),
  hubEst: organisme(
    'HubEst',
    'GIP',
    { siren: '999000122' },
    ['67482', '14 rue de l’Exemple, 67000 Strasbourg'],
    ['Groupement d’intérêt public', 'Sarah Exemple', 'Directrice (personne fictive)'],
  ),
  hubLo: organisme(
    'Hub-Lo',
    'ASSOCIATION',
    { siren: '999000130', rna: 'W452000001' },
    ['45234', '16 rue de l’Exemple, 45000 Orléans'],
    [ASSOCIATION, 'Paul Exemple', 'Président (personne fictive)'],
  ),
  hinaura: organisme(
    'Hinaura',
    'ASSOCIATION',
    { siren: '999000148', rna: 'W691000001' },
    ['69123', '18 rue de l’Exemple, 69003 Lyon'],
    [ASSOCIATION, 'Zoé Exemple', 'Présidente (personne fictive)'],
  ),
  assembleurs: organisme(
    'Les Assembleurs',
    'ASSOCIATION',
    { siren: '999000155', rna: 'W595000001' },
    ['59350', '20 rue de l’Exemple, 59000 Lille'],
    [ASSOCIATION, 'Ali Exemple', 'Président (personne fictive)'],
  ),
  rhinocc: organisme(
    'RhinOcc',
    'ASSOCIATION',
    { siren: '999000163', rna: 'W313000001' },
    ['31555', '22 rue de l’Exemple, 31000 Toulouse'],
    [ASSOCIATION, 'Mia Exemple', 'Présidente (personne fictive)'],
  ),
  conumm: organisme(
    'CONUMM',
    'ASSOCIATION',
    { siren: '999000171', rna: 'W442000001' },
    ['44109', '24 rue de l’Exemple, 44000 Nantes'],
    [ASSOCIATION, 'Léo Exemple', 'Président (personne fictive)'],
  ),
  hubik: organisme(
    'Hubik',
    'ASSOCIATION',
    { siren: '999000189', rna: 'W332000001' },
    ['33063', '26 rue de l’Exemple, 33000 Bordeaux'],
    [ASSOCIATION, 'Eva Exemple', 'Présidente (personne fictive)'],
  ),
} satisfies Record<string, OrganismeMonde>;

export type CleOrganisme = keyof typeof ORGANISMES;

interface PersonneMonde {
  courriel: string;
  prenom: string;
  nom: string;
  organisme: CleOrganisme;
  roles: RoleAccorde[];
}

function personne(prenom: string, organisme: CleOrganisme, ...roles: RoleAccorde[]): PersonneMonde {
  const sansAccent = prenom
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
  return {
    courriel: `${sansAccent}.${organisme.toLowerCase()}@demo.example`,
    prenom,
    nom: 'Exemple',
    organisme,
    roles,
  };
}

/** Everyone is invented: the surname says so. Instructors and presidents get their rights with their call or conference. */
export const PERSONNES = {
  admin: personne('Ada', 'bdt', 'ADMIN'),
  admin2: personne('Victor', 'bdt', 'ADMIN'),
  gestionnaire: personne('Inès', 'bdt', 'GESTIONNAIRE', 'FINANCEUR'),
  gestionnaire2: personne('Basile', 'bdt', 'GESTIONNAIRE'),
  instructrice: personne('Fanny', 'bdt'),
  president: personne('Soazig', 'rennesMetropole', 'FINANCEUR'),
  bdtVotante: personne('Colette', 'bdt', 'FINANCEUR'),
  anct: personne('Karim', 'anct', 'FINANCEUR'),
  regionBretagne: personne('Maëlle', 'regionBretagne', 'FINANCEUR'),
  regionBretagneSuppleant: personne('Denis', 'regionBretagne', 'FINANCEUR'),
  regionNormandie: personne('Louis', 'regionNormandie', 'FINANCEUR'),
  regionGrandEst: personne('Odile', 'regionGrandEst', 'FINANCEUR'),
  regionCentre: personne('Yves', 'regionCentre', 'FINANCEUR'),
  brestMetropole: personne('Erwan', 'brestMetropole', 'FINANCEUR'),
  metropoleLyon: personne('Nadia', 'metropoleLyon', 'FINANCEUR'),
  mel: personne('Benoît', 'mel', 'FINANCEUR'),
  laRochelle: personne('Anne', 'laRochelle', 'FINANCEUR'),
  strasbourg: personne('Hugo', 'strasbourg', 'FINANCEUR'),
  sicoval: personne('Lise', 'sicoval', 'FINANCEUR'),
  fondationAfnic: personne('Rémi', 'fondationAfnic', 'FINANCEUR'),
  fondationBruneau: personne('Jeanne', 'fondationBruneau', 'FINANCEUR'),
  fdj: personne('Marc', 'fdj', 'FINANCEUR'),
  rennesMetropoleSignataire: personne('Gaël', 'rennesMetropole', 'FINANCEUR'),
  anctSignataire: personne('Inaya', 'anct', 'FINANCEUR'),
  regionNormandieSignataire: personne('Clara', 'regionNormandie', 'FINANCEUR'),
  regionGrandEstSignataire: personne('Martin', 'regionGrandEst', 'FINANCEUR'),
  regionCentreSignataire: personne('Agathe', 'regionCentre', 'FINANCEUR'),
  brestMetropoleSignataire: personne('Nolwenn', 'brestMetropole', 'FINANCEUR'),
  metropoleLyonSignataire: personne('Samir', 'metropoleLyon', 'FINANCEUR'),
  melSignataire: personne('Élise', 'mel', 'FINANCEUR'),
  fondationAfnicSignataire: personne('Paula', 'fondationAfnic', 'FINANCEUR'),
  fondationBruneauSignataire: personne('Simon', 'fondationBruneau', 'FINANCEUR'),
  fdjSignataire: personne('Julie', 'fdj', 'FINANCEUR'),
  laRochelleSignataire: personne('Perrine', 'laRochelle', 'FINANCEUR'),
  strasbourgSignataire: personne('Wendeline', 'strasbourg', 'FINANCEUR'),
  hubBretagne: personne('Gwenn', 'hubBretagne', 'PORTEUR'),
  hubNormandie: personne('Tom', 'hubNormandie', 'PORTEUR'),
  hubEst: personne('Sarah', 'hubEst', 'PORTEUR'),
  hubLo: personne('Paul', 'hubLo', 'PORTEUR'),
  hinaura: personne('Zoé', 'hinaura', 'PORTEUR'),
  assembleurs: personne('Ali', 'assembleurs', 'PORTEUR'),
  rhinocc: personne('Mia', 'rhinocc', 'PORTEUR'),
  conumm: personne('Léo', 'conumm', 'PORTEUR'),
  hubik: personne('Eva', 'hubik', 'PORTEUR'),
} satisfies Record<string, PersonneMonde>;

export type ClePersonne = keyof typeof PERSONNES;

/** The other person of a funder: who fills the envelope that the first opened, and records the act on what he voted. */
export function secondDe(financeur: CleOrganisme): ClePersonne {
  if (financeur === 'bdt') return 'gestionnaire';
  const cle = financeur === 'regionBretagne' ? 'regionBretagneSuppleant' : `${financeur}Signataire`;
  if (!(cle in PERSONNES)) throw new Error(`${financeur} n’a qu’une personne`);
  return cle as ClePersonne;
}

/** A few places of the 2015 QPV list (QP codes) and of Action cœur de ville: users import the whole lists themselves. */
export const ZONAGES_EXEMPLES = [
  { dispositif: 'QPV', millesime: 2015, code: 'QP029001', commune: '29019', libelle: 'Kerourien (Brest)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP029002', commune: '29019', libelle: 'Pontanézen (Brest)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP056001', commune: '56260', libelle: 'Ménimur (Vannes)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP022001', commune: '22113', libelle: 'Ar Santé (Lannion)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP014001', commune: '14118', libelle: 'Chemin Vert (Caen)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP045001', commune: '45234', libelle: 'L’Argonne (Orléans)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP067001', commune: '67482', libelle: 'Neuhof (Strasbourg)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP017001', commune: '17300', libelle: 'Mireuil (La Rochelle)' },
  { dispositif: 'QPV', millesime: 2015, code: 'QP059001', commune: '59350', libelle: 'Lille-Sud (Lille)' },
  { dispositif: 'ACV', millesime: 2018, code: '56260', commune: '56260', libelle: 'Vannes' },
  { dispositif: 'ACV', millesime: 2018, code: '22113', commune: '22113', libelle: 'Lannion' },
  { dispositif: 'ACV', millesime: 2018, code: '35288', commune: '35288', libelle: 'Saint-Malo' },
  { dispositif: 'ACV', millesime: 2018, code: '51108', commune: '51108', libelle: 'Châlons-en-Champagne' },
  { dispositif: 'QPV', millesime: 2024, code: 'QN02901M', commune: '29019', libelle: 'Kerourien (Brest)' },
  { dispositif: 'QPV', millesime: 2024, code: 'QN05601M', commune: '56260', libelle: 'Ménimur (Vannes)' },
  { dispositif: 'ACV', millesime: 2024, code: '56260', commune: '56260', libelle: 'Vannes' },
  { dispositif: 'ACV', millesime: 2024, code: '22113', commune: '22113', libelle: 'Lannion' },
  { dispositif: 'ACV', millesime: 2024, code: '35288', commune: '35288', libelle: 'Saint-Malo' },
] as const;
