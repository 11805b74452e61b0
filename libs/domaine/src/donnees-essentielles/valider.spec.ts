import { conventionSignee } from '../../essais/donnees-essentielles.js';
import { ecrireDonneesEssentielles } from './fichier.js';
import { lignesEssentielles } from './lignes.js';
import { PROFILS_DONNEES } from './profils.js';
import { validerDonneesEssentielles } from './valider.js';

/** The facts of the example that Etalab publishes with its format, the second SIRET of which has a wrong key. */
const ENTETE =
  'nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,' +
  'conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention';
const ligneOfficielle = (nom: string, siret: string, montant: string, part: string) =>
  `Région Bretagne,23350001600040,2017-06-27,Z34507,${nom},${siret},Aide à l'embauche,${montant},` +
  `aide en numéraire;aide en nature,échelonné,2017-12-14_2018-12-14,12345,non,${part}`;
const OFFICIEL = [
  ENTETE,
  ligneOfficielle('Rodriguez SA', '81223113200026', '22000.80', '0.8'),
  ligneOfficielle('Bellandier SAS', '67895644300011', '5500.20', '0.2'),
  '',
].join('\n');

const phrases = (fichier: string, profil?: (typeof PROFILS_DONNEES)[number]) =>
  validerDonneesEssentielles(fichier, profil).constats.map(
    (c) => `${c.gravite} ${c.ligne} ${c.colonne ?? '-'} ${c.message}`,
  );

describe('Valider un fichier de données essentielles', () => {
  test('l’exemple officiel est valide ; son SIRET à la clé fausse est un avertissement', () => {
    expect(validerDonneesEssentielles(OFFICIEL)).toEqual({
      profil: 'ETALAB',
      lignes: 2,
      constats: [
        {
          gravite: 'AVERTISSEMENT',
          ligne: 3,
          colonne: 'idBeneficiaire',
          message: expect.stringContaining('67895644300011'),
        },
      ],
    });
  });

  test.each(PROFILS_DONNEES)('ce que la plateforme exporte est valide, sans un constat : %s', (profil) => {
    const fichier = ecrireDonneesEssentielles(profil, lignesEssentielles(conventionSignee()));
    expect(validerDonneesEssentielles(fichier, profil)).toEqual({ profil, lignes: 3, constats: [] });
  });

  test.each<[string, string, string]>([
    ['22000.80', '"22000,80"', 'ERREUR 2 montant « 22000,80 » : le séparateur décimal est le point'],
    ['22000.80', '22000.805', 'ERREUR 2 montant « 22000.805 » n’est pas un montant'],
    ['22000.80', '-5', 'ERREUR 2 montant « -5 » n’est pas un montant'],
    ['22000.80', '', 'ERREUR 2 montant La valeur est obligatoire'],
    ['Région Bretagne', ' ', 'ERREUR 2 nomAttribuant La valeur est obligatoire'],
    ['23350001600040', '2.3350001600040E+13', 'ERREUR 2 idAttribuant « 2.3350001600040E+13 » : un tableur'],
    ['23350001600040', '233500016000', 'ERREUR 2 idAttribuant « 233500016000 » n’est pas un SIRET'],
    ['23350001600040', '23350001600041', 'AVERTISSEMENT 2 idAttribuant La clé de contrôle'],
    ['2017-06-27', '27/06/2017', 'ERREUR 2 dateConvention « 27/06/2017 » n’est pas une date'],
    ['2017-06-27', '2017-02-30', 'ERREUR 2 dateConvention « 2017-02-30 » n’est pas une date'],
    ['aide en numéraire;aide en nature', 'subvention', 'ERREUR 2 nature « subvention » n’est pas admis'],
    ['échelonné', 'mensuel', 'ERREUR 2 conditionsVersement « mensuel » n’est pas admis'],
    [
      '2017-12-14_2018-12-14',
      '2017-12-14/2018-12-14',
      'ERREUR 2 datesPeriodeVersement « 2017-12-14/2018-12-14 » n’est',
    ],
    ['2017-12-14_2018-12-14', '2018-12-14_2017-12-14', 'ERREUR 2 datesPeriodeVersement « 2018-12-14_2017-12-14 » : la'],
    [
      '2017-12-14_2018-12-14',
      '2017-12-14_2017-30-05',
      'ERREUR 2 datesPeriodeVersement « 2017-12-14_2017-30-05 » n’est',
    ],
    ['2017-12-14_2018-12-14', '2017-12-14_', 'ERREUR 2 datesPeriodeVersement « 2017-12-14_ » n’est ni'],
    ['12345', '123456', 'ERREUR 2 idRAE 6 caractères, pour 5 au plus'],
    [',non,', ',false,', 'ERREUR 2 notificationUE « false » n’est pas admis'],
    [',0.8', ',80', 'ERREUR 2 pourcentageSubvention « 80 » n’est pas une part'],
    [',0.8', ',0.009', 'ERREUR 2 pourcentageSubvention « 0.009 » n’est pas une part'],
    [',0.8', ',1.01', 'ERREUR 2 pourcentageSubvention « 1.01 » n’est pas une part'],
    ["Aide à l'embauche", 'é'.repeat(257), 'ERREUR 2 objet 257 caractères, pour 256 au plus'],
    [',0.8', '', 'ERREUR 2 - 13 cellules, pour 14 colonnes'],
    [',0.8', ',0.8,x', 'ERREUR 2 - 15 cellules, pour 14 colonnes'],
    ['Rodriguez SA', '"Rodriguez" SA', 'ERREUR 2 - Du texte suit un guillemet fermant'],
    ['nomAttribuant,idAttribuant', 'idAttribuant,nomAttribuant', 'ERREUR 1 - Les colonnes ne sont pas dans l’ordre'],
    ['idRAE', 'IDRAE', 'ERREUR 1 idRAE La colonne manque'],
    ['objet,montant', 'objet,objet', 'ERREUR 1 montant La colonne manque'],
    [ENTETE, '', 'ERREUR 1 nomAttribuant La colonne manque'],
  ])('corrompu, %j devient %j : %s', (avant, apres, attendu) => {
    const [premier] = phrases(OFFICIEL.replace(avant, apres));
    expect(premier).toContain(attendu);
    expect(phrases(OFFICIEL)).not.toContain(premier);
  });

  test('la part la plus grande et la plus petite sont admises', () => {
    for (const part of ['1', '1.00', '0.01', '0.1', '0.015']) {
      expect(phrases(OFFICIEL.replace(',0.8', `,${part}`))).toHaveLength(1);
    }
    expect(phrases(OFFICIEL.replace('2017-12-14_2018-12-14', '2017-12-14'))).toHaveLength(1);
  });

  test('une colonne de trop, ou en double, est nommée', () => {
    expect(phrases(`${ENTETE},ville\n`)).toEqual(['ERREUR 1 ville La colonne n’est pas de ce profil.']);
    expect(phrases(`${ENTETE},objet\n`)).toEqual(['ERREUR 1 objet La colonne est donnée deux fois.']);
    expect(phrases('')).toEqual(['ERREUR 1 - Le fichier est vide.']);
  });

  test('les colonnes en désordre n’empêchent pas de juger les valeurs', () => {
    const desordre = OFFICIEL.replace('nomAttribuant,idAttribuant', 'idAttribuant,nomAttribuant');
    expect(phrases(desordre).join()).toContain('ERREUR 2 idAttribuant « Région Bretagne » n’est pas un SIRET');
  });

  test('SCDL : un SIRET ou un numéro RNA, et le numéro RNA a sa forme', () => {
    const [ligne] = lignesEssentielles(conventionSignee());
    const fichier = (rnaBeneficiaire: string) =>
      ecrireDonneesEssentielles('SCDL', [ligne!])
        .replace(',90000001900019,', ',,')
        .replace('W353000001', rnaBeneficiaire);
    expect(phrases(fichier('W353000001'))).toEqual([]);
    expect(phrases(fichier(''))).toEqual([expect.stringContaining('ni SIRET ni numéro RNA')]);
    expect(phrases(fichier('W2A1000001'))).toEqual([expect.stringContaining('n’est pas un numéro RNA')]);
  });

  test.each<[string, string, string]>([
    ['2021;2022', '2021', 'anneesPluriannualite Une subvention pluriannuelle'],
    ['2021;2022', '2021;22', 'anneesPluriannualite « 2021;22 » n’est pas une suite d’années'],
    ['Région Bretagne;Rennes Métropole', '', 'attribuantsCofinanceurs Cette subvention est cofinancée'],
    ['Métropole,HUBS-2020-C-0001', 'Métropole,', 'idCofinancement Cette subvention est cofinancée'],
    [',2021,oui', ',21,oui', 'exerciceBudgetaire « 21 » n’est pas une année'],
  ])('étendu, %j devient %j : %s', (avant, apres, attendu) => {
    const fichier = ecrireDonneesEssentielles('ETENDU', lignesEssentielles(conventionSignee()).slice(0, 1));
    expect(phrases(fichier.replace(avant, apres))).toEqual([expect.stringContaining(attendu)]);
  });

  test('étendu : la même subvention deux fois est dite', () => {
    const [ligne] = lignesEssentielles(conventionSignee());
    expect(phrases(ecrireDonneesEssentielles('ETENDU', [ligne!, ligne!]))).toEqual([
      'ERREUR 3 idSubvention « HUBS-2020-C-0001-18002002600019 » est déjà à la ligne 2.',
    ]);
  });
});
