import { issueDe } from '../../../essais/controle.js';
import { docm, docx, relations, xlsx, xml, zip, type PartieZip } from '../../../essais/fabrique-zip.js';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const partie = (nom: string, contenu = 'x'): PartieZip => ({ nom, contenu: Buffer.from(contenu) });
const RELS = 'word/_rels/document.xml.rels';

describe('L’archive', () => {
  test.each<[string, () => Buffer, string]>([
    ['stockée sans compression', () => docx({ ...partie('word/media/a.png'), stocke: true }), WORD],
    ['aux tailles écrites après', () => xlsx({ ...partie('xl/media/a.png'), descripteur: true }), EXCEL],
    ['avec un dossier', () => docx(partie('word/media/', '')), WORD],
    ['qui n’est pas un document', () => zip([partie('charge.txt')]), 'OOXML_FICHIER_EMBARQUE'],
    ['vide', () => zip([]), 'TYPE_INCONNU'],
    ['sans type déclaré', () => zip([xml('word/document.xml', '<a/>')]), 'OOXML_INVALIDE'],
    ['précédée d’autre chose', () => Buffer.concat([Buffer.from('PK\x03\x04charge'), docx()]), 'ZIP_INVALIDE'],
    ['suivie d’autre chose', () => Buffer.concat([docx(), Buffer.from('charge')]), 'ZIP_INVALIDE'],
    ['aux entrées qui se recouvrent', () => zip([partie('a.xml'), partie('b.xml')], 3), 'ZIP_INVALIDE'],
    [
      'aux noms qui ne diffèrent que par la casse',
      () => docx(partie('word/a.xml'), partie('word/A.xml')),
      'ZIP_INVALIDE',
    ],
    ['qui ment sur une taille, en moins', () => docx({ ...partie('word/a.xml', 'xxxx'), taille: 3 }), 'BOMBE'],
    ['qui ment sur une taille, en plus', () => docx({ ...partie('word/a.xml', 'xxxx'), taille: 5 }), 'ZIP_INVALIDE'],
    ['aux données abîmées', () => docx({ ...partie('word/a.xml'), comprime: Buffer.from([7]) }), 'ZIP_INVALIDE'],
    [
      'aux données d’une autre',
      () => docx({ ...partie('word/a.png'), comprime: Buffer.from('y'), stocke: true }),
      'ZIP_INVALIDE',
    ],
    ['aux trop nombreuses entrées', () => zip([partie('a.xml')], 2_000), 'TROP_COMPLEXE'],
  ])('%s : %s', async (_cas, contenu, attendu) => expect(await issueDe(contenu())).toBe(attendu));

  test.each([
    '../a.xml',
    'word/../../a.xml',
    '/etc/a.xml',
    'word//a.xml',
    './a.xml',
    'word\\a.xml',
    'C:a.xml',
    'word/a\u202Eb.xml',
    'x'.repeat(250),
  ])('le chemin %j sort du document ou trompe : ZIP_CHEMIN', async (nom) =>
    expect(await issueDe(docx(partie(nom)))).toBe('ZIP_CHEMIN'),
  );

  test('refuse un chiffrement, une méthode inconnue et un en-tête qui contredit le répertoire', async () => {
    const change = (decalage: number, valeur: number, depuis: (o: Buffer) => number) => {
      const octets = docx();
      octets.writeUInt16LE(valeur, depuis(octets) + decalage);
      return octets;
    };
    const centrale = (o: Buffer) => o.indexOf('PK\x01\x02');
    const debut = () => 0;
    for (const contenu of [change(8, 1, centrale), change(10, 9, centrale), change(8, 0, debut), change(6, 1, debut)])
      expect(await issueDe(contenu)).toBe('ZIP_INVALIDE');
  });
});

describe('Les parties', () => {
  test.each<[string, Buffer, string]>([
    ['des macros', docx(partie('word/vbaProject.bin')), 'OOXML_MACROS'],
    ['des macros d’Excel 4', xlsx(xml('xl/macrosheets/sheet1.xml', '<a/>')), 'OOXML_MACROS'],
    ['un document qui se dit à macros', docm(), 'OOXML_MACROS'],
    ['un objet OLE', docx(partie('word/embeddings/oleObject1.bin')), 'OOXML_FICHIER_EMBARQUE'],
    ['un classeur embarqué', docx(partie('word/embeddings/a.xlsx')), 'OOXML_FICHIER_EMBARQUE'],
    ['un contrôle ActiveX', docx(xml('word/activeX/activeX1.xml', '<a/>')), 'OOXML_FICHIER_EMBARQUE'],
    ['un programme', docx(partie('word/media/image1.exe')), 'OOXML_FICHIER_EMBARQUE'],
    ['une page', docx(partie('word/afchunk.html')), 'OOXML_FICHIER_EMBARQUE'],
    ['un classeur lié', xlsx(xml('xl/externalLinks/externalLink1.xml', '<a/>')), 'OOXML_LIEN_EXTERNE'],
    ['des entités', docx(xml('word/a.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a/>')), 'OOXML_INVALIDE'],
    ['de l’UTF-16', docx({ nom: 'word/a.xml', contenu: Buffer.from('\ufeff<a/>', 'utf16le') }), 'OOXML_INVALIDE'],
    ['un type répété', docx(xml('[Content_Types].xml', '<Types/>')), 'OOXML_INVALIDE'],
    [
      'un XML mal formé',
      docx(xml('word/_rels/a.xml.rels', '<Relationships><a b=c/></Relationships>')),
      'OOXML_INVALIDE',
    ],
    ['un attribut deux fois', docx(xml('word/_rels/a.xml.rels', '<R a="1" a="2"/>')), 'OOXML_INVALIDE'],
    ['une entité inconnue', docx(xml('word/_rels/a.xml.rels', '<R a="&b;"/>')), 'OOXML_INVALIDE'],
    ['du CDATA', docx(xml('word/_rels/a.xml.rels', '<R><![CDATA[x]]></R>')), 'OOXML_INVALIDE'],
  ])('%s : %s', async (_cas, contenu, attendu) => expect(await issueDe(contenu)).toBe(attendu));

  test('coupe la déclaration cachée entre deux morceaux', async () => {
    for (const decalage of [16_370, 16_375, 16_380, 65_500, 65_530]) {
      const corps = `<!--${'x'.repeat(decalage)}--><!DOCTYPE a><a/>`;
      expect(await issueDe(docx(xml('word/a.xml', corps)))).toBe('OOXML_INVALIDE');
    }
  });
});

describe('Les relations', () => {
  test.each<[type: string, cible: string, mode: string | undefined]>([
    ['image', 'media/image1.png', undefined],
    ['theme', '/word/theme/theme1.xml', undefined],
    ['customXml', '../customXml/item1.xml', 'Internal'],
    ['hyperlink', 'https://exemple.fr/?a=1&amp;b=2', 'External'],
    ['hyperlink', 'mailto:contact@exemple.fr', 'External'],
    ['hyperlink', '#_Toc1', 'External'],
  ])('admet %s → %s (%s)', async (type, cible, mode) => {
    const lien: [string, string, string?] = mode ? [type, cible, mode] : [type, cible];
    expect(await issueDe(docx(relations(RELS, lien)))).toBe(WORD);
  });

  test.each<[type: string, cible: string, mode: string | undefined, motif: string]>([
    ['hyperlink', 'file:///etc/passwd', 'External', 'OOXML_LIEN_EXTERNE'],
    ['hyperlink', '\\\\serveur\\partage', 'External', 'OOXML_LIEN_EXTERNE'],
    ['hyperlink', 'autre.docx', 'External', 'OOXML_LIEN_EXTERNE'],
    ['hyperlink', 'java&#115;cript:alert(1)', 'External', 'OOXML_LIEN_EXTERNE'],
    ['attachedTemplate', 'file:///C:/m.dotm', 'External', 'OOXML_LIEN_EXTERNE'],
    ['image', 'https://exemple.fr/a.png', 'External', 'OOXML_LIEN_EXTERNE'],
    ['image', 'https://exemple.fr/a.png', 'Exte&#114;nal', 'OOXML_LIEN_EXTERNE'],
    ['image', 'file:///etc/passwd', undefined, 'OOXML_LIEN_EXTERNE'],
    ['image', '//serveur/a.png', undefined, 'OOXML_LIEN_EXTERNE'],
    ['image', '../../../../../etc/passwd', undefined, 'OOXML_LIEN_EXTERNE'],
    ['oleObject', 'embeddings/a.bin', undefined, 'OOXML_FICHIER_EMBARQUE'],
    ['aFChunk', 'a.xml', undefined, 'OOXML_FICHIER_EMBARQUE'],
  ])('refuse %s → %s (%s) : %s', async (type, cible, mode, motif) => {
    const lien: [string, string, string?] = mode ? [type, cible, mode] : [type, cible];
    expect(await issueDe(docx(relations(RELS, lien)))).toBe(motif);
  });
});
