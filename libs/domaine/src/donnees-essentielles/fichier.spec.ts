import fc from 'fast-check';
import { conventionSignee, donneesSignees } from '../../essais/donnees-essentielles.js';
import { ecrireDonneesEssentielles, ecrireLigne, lireDonneesEssentielles } from './fichier.js';
import { lignesEssentielles } from './lignes.js';
import { DEFINITIONS_PROFILS, PROFILS_DONNEES, profilDuFichier, type LigneEssentielle } from './profils.js';
import { validerDonneesEssentielles } from './valider.js';

const hostile = fc
  .array(fc.oneof(fc.constantFrom('"', ',', ';', '\n', "'", '=', '@', '-', ' '), fc.string({ unit: 'binary' })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((morceaux) => `x${morceaux.join('')}`.slice(1))
  .filter((t) => t.trim() !== '' && !/\p{Cs}/u.test(t));

/** A line as a profile knows it. */
const vue = (profil: (typeof PROFILS_DONNEES)[number], ligne: LigneEssentielle) =>
  Object.fromEntries(DEFINITIONS_PROFILS[profil].colonnes.map((nom) => [nom, ligne[nom]]));

describe('Fichiers de données essentielles', () => {
  test('E1 au format réglementaire : 14 colonnes, la virgule, le point, « _ » entre deux jours', () => {
    const [region] = lignesEssentielles(conventionSignee()).slice(1);
    expect(ecrireDonneesEssentielles('ETALAB', [region!])).toBe(
      'nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,idBeneficiaire,objet,montant,nature,' +
        'conditionsVersement,datesPeriodeVersement,idRAE,notificationUE,pourcentageSubvention\r\n' +
        'Région Bretagne,23350001600040,2020-11-30,2021-118,Hub Bretagne,90000001900019,' +
        'Structurer l’inclusion numérique en Bretagne,120000.00,aide en numéraire,unique,2020-11-30_2024-03-31,,oui,1.00\r\n',
    );
  });

  test('16 colonnes au SCDL, « / » entre deux jours ; 31 au format étendu', () => {
    const lignes = lignesEssentielles(conventionSignee());
    const [entete, premiere] = ecrireDonneesEssentielles('SCDL', lignes).split('\r\n');
    expect(entete?.split(',')).toHaveLength(16);
    expect(premiere).toContain(',90000001900019,W353000001,');
    expect(premiere).toContain(',2020-11-30/2024-03-31,');
    expect(ecrireDonneesEssentielles('ETENDU', lignes).split('\r\n')[0]?.split(',')).toHaveLength(31);
  });

  test.each(PROFILS_DONNEES)('%s : ce qui est exporté se relit et redonne les mêmes lignes', (profil) => {
    const nombres = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(hostile, hostile, hostile, nombres, (nom, titre, numero, montant) => {
        const base = donneesSignees();
        const donnees = donneesSignees({
          objet: titre,
          beneficiaire: { ...base.beneficiaire, denomination: nom },
          plan: {
            ...base.plan,
            lignes: base.plan.lignes.map((l) => ({ ...l, montant, acte: l.acte && { ...l.acte, numero } })),
          },
        });
        const lignes = lignesEssentielles({ ...conventionSignee(), donnees });
        const fichier = ecrireDonneesEssentielles(profil, lignes);
        const relu = lireDonneesEssentielles(profil, fichier);
        expect(lignes).toHaveLength(3);
        expect(relu.ok && relu.fait).toEqual(lignes.map((l) => vue(profil, l)));
        expect(validerDonneesEssentielles(fichier)).toEqual({ profil, lignes: 3, constats: expect.any(Array) });
        expect(validerDonneesEssentielles(fichier).constats.filter((c) => c.gravite === 'ERREUR')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('aucune cellule ne s’exécute dans un tableur, et le texte se retrouve', () => {
    const base = donneesSignees();
    const formule = '=HYPERLINK("http://x.fr","Hub")';
    const donnees = donneesSignees({ beneficiaire: { ...base.beneficiaire, denomination: formule } });
    const fichier = ecrireDonneesEssentielles('SCDL', lignesEssentielles({ ...conventionSignee(), donnees }));
    expect(fichier).toContain(`,"'=HYPERLINK(""http://x.fr"",""Hub"")",`);
    const relu = lireDonneesEssentielles('SCDL', fichier);
    expect(relu.ok && relu.fait[0]?.nomBeneficiaire).toBe(formule);
  });

  test('un SIRET garde ses zéros', () => {
    const base = donneesSignees();
    const siret = '00552013500016';
    const donnees = donneesSignees({ beneficiaire: { ...base.beneficiaire, siret } });
    const relu = lireDonneesEssentielles(
      'ETALAB',
      ecrireDonneesEssentielles('ETALAB', lignesEssentielles({ ...conventionSignee(), donnees })),
    );
    expect(relu.ok && relu.fait.map((l) => l.idBeneficiaire)).toEqual([siret, siret, siret]);
  });

  test('une ligne n’entre que dans les fichiers dont elle a les valeurs obligatoires', () => {
    const base = donneesSignees();
    const sans = donneesSignees({ beneficiaire: { ...base.beneficiaire, siret: null } });
    const [ligne] = lignesEssentielles({ ...conventionSignee(), donnees: sans });
    expect(PROFILS_DONNEES.map((profil) => ecrireLigne(profil, ligne!) !== '')).toEqual([false, true, true]);
    const rien = donneesSignees({ beneficiaire: { ...base.beneficiaire, siret: null, rna: null } });
    const [nulle] = lignesEssentielles({ ...conventionSignee(), donnees: rien });
    expect(PROFILS_DONNEES.map((profil) => ecrireLigne(profil, nulle!) !== '')).toEqual([false, false, false]);
  });

  test('relire refuse un autre profil, une ligne trop courte, un texte qui n’est pas du CSV', () => {
    const fichier = ecrireDonneesEssentielles('ETALAB', lignesEssentielles(conventionSignee()));
    expect(lireDonneesEssentielles('SCDL', fichier)).toMatchObject({ ok: false, refus: { chemin: '1' } });
    expect(lireDonneesEssentielles('ETALAB', `${fichier}a,b\r\n`)).toMatchObject({ ok: false, refus: { chemin: '5' } });
    expect(lireDonneesEssentielles('ETALAB', `${fichier}"a`)).toMatchObject({ ok: false, refus: { chemin: '5' } });
  });

  test('chaque profil a son nom de fichier', () => {
    expect(PROFILS_DONNEES.map((p) => profilDuFichier(DEFINITIONS_PROFILS[p].fichier))).toEqual([...PROFILS_DONNEES]);
    expect(profilDuFichier('autre')).toBeUndefined();
  });
});
