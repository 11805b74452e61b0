import { validerFichier } from './valider.js';

/** The official example, of which one SIRET has a wrong key. */
const OFFICIEL =
  'nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,' +
  'conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention\r\n' +
  "Région Bretagne,23350001600040,2017-06-27,Z34507,Bellandier SAS,67895644300011,Aide à l'embauche,5500.20," +
  'aide en numéraire;aide en nature,échelonné,2017-12-14_2018-12-14,12345,non,0.2\r\n';

const valider = (contenu: string | Buffer, ...suite: string[]) =>
  validerFichier(['subventions.csv', ...suite], () => Buffer.from(contenu));

describe('npm run donnees:valider', () => {
  it('accepte l’exemple officiel, et avertit de son SIRET', () => {
    const { code, texte } = valider(OFFICIEL);
    expect(code).toBe(0);
    expect(texte.split('\n')).toEqual([
      expect.stringMatching(/^AVERTISSEMENT ligne 2, idBeneficiaire : La clé de contrôle du SIRET 67895644300011/),
      'subventions.csv : valide, 1 ligne, 0 erreur, 1 avertissement. Format réglementaire (arrêté du 17 novembre 2017, Etalab).',
      '',
    ]);
  });

  it('refuse un fichier fautif, en disant la ligne et la colonne', () => {
    const { code, texte } = valider(OFFICIEL.replace('5500.20', '"5500,20"'));
    expect(code).toBe(1);
    expect(texte).toContain('ERREUR        ligne 2, montant : « 5500,20 » : le séparateur décimal est le point');
    expect(texte).toContain('non valide, 1 ligne, 1 erreur, 1 avertissement');
  });

  it('juge selon le profil nommé', () => {
    const { code, texte } = valider(OFFICIEL, 'scdl');
    expect(code).toBe(1);
    expect(texte).toContain('ERREUR        ligne 1, rnaBeneficiaire : La colonne manque.');
    expect(texte).toContain('Socle commun des données locales');
  });

  it('dit ce qu’il attend, ce qu’il ne peut lire, et ce qui n’est pas en UTF-8', () => {
    expect(validerFichier([], () => Buffer.from(''))).toMatchObject({
      code: 1,
      texte: expect.stringMatching(/^Usage/),
    });
    expect(valider(OFFICIEL, 'xml')).toMatchObject({
      code: 1,
      texte: expect.stringContaining('Profil inconnu « xml »'),
    });
    expect(valider(OFFICIEL, 'scdl', 'etalab')).toMatchObject({ code: 1, texte: expect.stringMatching(/^Usage/) });
    expect(valider(Buffer.from(OFFICIEL, 'latin1'))).toMatchObject({
      code: 1,
      texte: 'subventions.csv : non valide, ce fichier n’est pas en UTF-8.\n',
    });
    const perdu = () => {
      throw new Error('ENOENT');
    };
    expect(validerFichier(['a.csv'], perdu)).toEqual({ code: 1, texte: 'a.csv : ce fichier ne se lit pas.\n' });
  });
});
