import {
  CATEGORIES_ORGANISME,
  doitContratEngagementRepublicain,
  estCollectivite,
  estPublique,
  LIBELLES_CATEGORIE,
} from './categories.js';

describe('catégories d’organisme', () => {
  test('R17 : les personnes publiques', () => {
    expect(CATEGORIES_ORGANISME.filter(estPublique)).toEqual([
      'ETAT',
      'REGION',
      'DEPARTEMENT',
      'EPCI',
      'COMMUNE',
      'ETABLISSEMENT_PUBLIC',
      'GIP',
      'ORGANISME_SOCIAL',
      'AUTRE_PUBLIC',
    ]);
  });

  test('R13 : les collectivités et leurs groupements', () => {
    expect(CATEGORIES_ORGANISME.filter(estCollectivite)).toEqual(['REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE']);
  });

  test('R30 : associations et fondations signent le contrat d’engagement républicain', () => {
    expect(CATEGORIES_ORGANISME.filter(doitContratEngagementRepublicain)).toEqual(['ASSOCIATION', 'FONDATION']);
  });

  test('chacune a son mot à l’écran', () => {
    expect(CATEGORIES_ORGANISME).toHaveLength(14);
    expect(Object.keys(LIBELLES_CATEGORIE)).toEqual([...CATEGORIES_ORGANISME]);
    expect(Object.values(LIBELLES_CATEGORIE)).toEqual([
      'État',
      'Région',
      'Département',
      'Intercommunalité',
      'Commune',
      'Établissement public',
      "Groupement d'intérêt public",
      'Association',
      'Fondation',
      'Fonds de dotation',
      'Entreprise',
      'Organisme de sécurité sociale',
      'Autre organisme public',
      'Autre organisme privé',
    ]);
  });
});
