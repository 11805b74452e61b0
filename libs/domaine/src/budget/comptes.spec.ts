import { CATEGORIES_ORGANISME } from '../identifiants/categories.js';
import { COMPTES, ligneDeSubvention, trouverCompte } from './comptes.js';

describe('plan de comptes (Cerfa 12156*06, domaine §7)', () => {
  test('les rubriques, dans l’ordre du formulaire', () => {
    const rubriques = COMPTES.filter(({ rubrique }) => rubrique === null);
    expect(
      rubriques
        .filter(({ sens }) => sens === 'CHARGE')
        .map(({ code }) => code)
        .join(' '),
    ).toBe('60 61 62 63 64 65 66 67 68 CI 86');
    expect(
      rubriques
        .filter(({ sens }) => sens === 'PRODUIT')
        .map(({ code }) => code)
        .join(' '),
    ).toBe('70 73 74 75 76 77 78 79 RP 87');
  });

  test('les comptes de détail', () => {
    const details = COMPTES.filter(({ rubrique }) => rubrique !== null).map(
      ({ code, rubrique }) => `${rubrique}:${code}`,
    );
    expect(details.join(' ')).toBe(
      '60:602 60:606 61:613 61:615 61:616 61:618 62:622 62:623 62:625 62:627 63:631 63:635 64:641 64:645 64:648 ' +
        'CI:CI1 CI:CI2 CI:CI3 86:860 86:861 86:862 86:864 ' +
        '74:7401 74:7402 74:7403 74:7404 74:7405 74:7406 74:7407 74:7408 74:7409 74:7410 75:756 75:758 87:870 87:871 87:875',
    );
  });

  test('R10 : seuls 86, 87 et leurs détails sont des contributions volontaires', () => {
    expect(
      COMPTES.filter(({ volontaire }) => volontaire)
        .map(({ code }) => code)
        .join(' '),
    ).toBe('86 860 861 862 864 87 870 871 875');
  });

  test('codes uniques, libellés remplis', () => {
    expect(new Set(COMPTES.map(({ code }) => code)).size).toBe(COMPTES.length);
    expect(COMPTES.filter(({ libelle }) => libelle.length < 4)).toEqual([]);
    expect(COMPTES.map(({ libelle }) => libelle)).toEqual(
      expect.arrayContaining([
        'Achats',
        'Charges sociales',
        'Personnel bénévole',
        'Bénévolat',
        'Fonds européens',
        'Ressources propres affectées au projet',
      ]),
    );
  });

  test('trouverCompte', () => {
    expect(trouverCompte('641')).toEqual({
      code: '641',
      libelle: 'Rémunération des personnels',
      sens: 'CHARGE',
      rubrique: '64',
      volontaire: false,
    });
    expect(trouverCompte('999')).toBeUndefined();
  });
});

test('ligneDeSubvention : la ligne 74 de chaque catégorie de financeur', () => {
  const lignes = Object.fromEntries(CATEGORIES_ORGANISME.map((c) => [c, trouverCompte(ligneDeSubvention(c))?.libelle]));
  expect(lignes).toEqual({
    ETAT: 'État',
    REGION: 'Région',
    DEPARTEMENT: 'Département',
    EPCI: 'Intercommunalité (EPCI)',
    COMMUNE: 'Commune',
    ORGANISME_SOCIAL: 'Organismes sociaux',
    ETABLISSEMENT_PUBLIC: 'Autres établissements publics',
    GIP: 'Autres établissements publics',
    AUTRE_PUBLIC: 'Autres établissements publics',
    ASSOCIATION: 'Aides privées (fondations, entreprises)',
    FONDATION: 'Aides privées (fondations, entreprises)',
    FONDS_DE_DOTATION: 'Aides privées (fondations, entreprises)',
    ENTREPRISE: 'Aides privées (fondations, entreprises)',
    AUTRE_PRIVE: 'Aides privées (fondations, entreprises)',
  });
});
