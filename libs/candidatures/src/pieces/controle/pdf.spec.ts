import { spawnSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';
import { issueDe, sansProgramme } from '../../../essais/controle.js';
import {
  ascii85,
  bombe,
  pdf,
  pdfFluxObjets,
  pdfUnePage,
  unePage,
  type ObjetPdf,
  type OptionsFluxObjets,
} from '../../../essais/fabrique-pdf.js';

const PDF = 'application/pdf';
/** Bombs take their time before they are refused. */
const DELAI = 60_000;
const issue = (contenu: Buffer) => sansProgramme(() => issueDe(contenu));
const flux = (dictionnaire: string, octets: Buffer | string = 'BT ET'): ObjetPdf => ({
  dictionnaire,
  flux: Buffer.from(octets),
});
const hexa = (octets: Buffer) => `${octets.toString('hex')}>`;
const CODE = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

describe('Ce qu’un lecteur verrait et que l’ordre du fichier cache', () => {
  test.each<[string, ObjetPdf | string]>([
    ['dans un texte', `<< /Titre (7 0 obj ${CODE.replace(/[()\\]/g, '')} endobj) >>`],
    ['dans un texte échappé', '<< /Titre (\\( 7 0 obj \\)) >>'],
    ['dans un commentaire', `% 7 0 obj ${CODE} endobj\n<< >>`],
    ['dans un flux, un commentaire entre ses mots', flux('', '7 %\n 0 % x\r obj')],
    ['dans un flux, collé à son numéro', flux('', '12 7 0obj')],
    ['dans un flux, un nombre à virgule', flux('', '7.0 0 obj')],
    ['dans un flux comprimé où il n’est pas', flux('/Filter /FlateDecode', '7 0 obj')],
  ])('un objet %s : PDF_AMBIGU', async (_cas, objet) => {
    expect(await issue(pdfUnePage('', objet))).toBe('PDF_AMBIGU');
  });

  test('un objet caché à cheval sur deux morceaux de lecture', async () => {
    for (const decalage of [65_300, 65_301, 65_302, 65_303, 65_304]) {
      const octets = Buffer.concat([Buffer.alloc(decalage, 0x41), Buffer.from(' 7 0 obj '), Buffer.alloc(9)]);
      expect(await issue(pdfUnePage('', flux('', octets)))).toBe('PDF_AMBIGU');
    }
  });

  test.each(['obj', '7 obj', '7 0 R', '7 0 o b j', 'x0 obj', '(7)(0)obj'])(
    'les octets « %s » d’un flux ne cachent rien',
    async (octets) => {
      expect(await issue(pdfUnePage('', flux('', octets)))).toBe(PDF);
    },
  );

  test.each<[string, string]>([
    ['entre deux objets', 'bonjour'],
    ['un texte entre deux objets', '(bonjour)'],
    ['une parenthèse de trop', ')'],
    ['un chevron de trop', '>'],
    ['un dictionnaire entre deux objets', `${CODE}`],
    ['un mot sans fin', 'x'.repeat(70)],
    ['un nom sans fin', `/${'x'.repeat(300)}`],
    ['du HTML', '<p>bonjour</p>'],
  ])('ce qui traîne, %s : PDF_AMBIGU', async (_cas, intrus) => {
    const propre = pdfUnePage().toString('latin1');
    const sali = propre.replace('xref\n0 4', `${intrus}\nxref\n0 4`);
    expect(sali).not.toBe(propre);
    expect(await issue(Buffer.from(sali, 'latin1'))).toBe('PDF_AMBIGU');
  });
});

describe('Les flux d’objets', () => {
  test.each<[string, OptionsFluxObjets, string]>([
    ['comprimé', {}, PDF],
    ['sans compression', { dictionnaire: '/Type /ObjStm', filtre: (c) => c }, PDF],
    ['qui tait son type', { dictionnaire: '/Filter /FlateDecode' }, PDF],
    ['sous un filtre que nous ne défaisons pas', { dictionnaire: '/Type /ObjStm /Filter /LZWDecode' }, 'PDF_AMBIGU'],
    [
      'sous deux filtres',
      { dictionnaire: '/Type /ObjStm /Filter [/A85 /Fl]', filtre: (c) => ascii85(deflateSync(c)) },
      'PDF_AMBIGU',
    ],
    ['au filtre écrit ailleurs', { dictionnaire: '/Type /ObjStm /Filter 9 0 R' }, 'PDF_AMBIGU'],
    [
      'à prédicteur',
      { dictionnaire: '/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>' },
      'PDF_AMBIGU',
    ],
    ['coupé', { filtre: (c) => deflateSync(c).subarray(0, -20) }, 'PDF_AMBIGU'],
    ['illisible', { filtre: (c) => c }, 'PDF_AMBIGU'],
    ['dont un décalage tombe au milieu d’un objet', { decalages: { 1: 3 } }, 'PDF_AMBIGU'],
    ['dont un décalage tombe dehors', { decalages: { 1: 99_999 } }, 'PDF_AMBIGU'],
  ])('%s : %s', async (_cas, options, attendu) => {
    expect(await issue(pdfFluxObjets(['<< /A [1 2 R] >>', '42'], options))).toBe(attendu);
  });

  test.each([
    {},
    { dictionnaire: '/Filter /FlateDecode' },
    { dictionnaire: '/Type /ObjStm', filtre: (c: Buffer) => c },
  ])('laissent voir le code qu’ils portent (%j)', async (options) => {
    expect(await issue(pdfFluxObjets([CODE], options))).toBe('PDF_CODE');
  });

  test('sans /First, ou à /First écrit ailleurs, ne se lisent pas', async () => {
    for (const dictionnaire of ['/Type /ObjStm /N 0', '/Type /ObjStm /N 1 /First 3 0 R', '/Type /Obj#53tm'])
      expect(await issue(pdfUnePage('', flux(dictionnaire, '4 0 42')))).toBe('PDF_AMBIGU');
  });

  test(
    'bornent ce qu’ils gonflent',
    async () => {
      const dictionnaire = '/Type /ObjStm /Filter /FlateDecode /N 1 /First 4';
      expect(await issue(pdfUnePage('', flux(dictionnaire, bombe(200))))).toBe('BOMBE');
    },
    DELAI,
  );
});

describe('Les noms défendus', () => {
  test.each<[string, string]>([
    ['/JavaScript', 'PDF_CODE'],
    ['/JS', 'PDF_CODE'],
    ['/#4a#53', 'PDF_CODE'],
    ['/Launch', 'PDF_LANCEMENT'],
    ['/GoToR', 'PDF_LANCEMENT'],
    ['/SubmitForm', 'PDF_LANCEMENT'],
    ['/ImportData', 'PDF_LANCEMENT'],
    ['/EmbeddedFiles 3 0 R', 'PDF_FICHIER_EMBARQUE'],
    ['/EF 3 0 R', 'PDF_FICHIER_EMBARQUE'],
    ['/RichMedia', 'PDF_MULTIMEDIA'],
    ['/XFA', 'PDF_FORMULAIRE_DYNAMIQUE'],
  ])('%s : %s', async (nom, attendu) => {
    expect(await issue(pdfUnePage('', `<< /A ${nom} >>`))).toBe(attendu);
    expect(await issue(pdfUnePage('', `[${nom}]`))).toBe(attendu);
  });

  test.each(['/JSON', '/Javascript', '/js', '/Launcher', '/AA', '/constructor', '/First', '/__proto__'])(
    '%s n’en est pas un',
    async (nom) => {
      expect(await issue(pdfUnePage('', `<< /A ${nom} >>`))).toBe(PDF);
    },
  );

  test.each<[string, string]>([
    ['[3 0 R /Fit]', PDF],
    ['<< /S /GoTo /D [3 0 R /Fit] >>', 'PDF_OUVERTURE'],
    ['4 0 R', 'PDF_OUVERTURE'],
    ['[<< /S /URI >>]', 'PDF_OUVERTURE'],
    ['[[3 0 R]]', 'PDF_OUVERTURE'],
    ['', 'PDF_OUVERTURE'],
  ])('/OpenAction %s : %s', async (valeur, attendu) => {
    expect(await issue(pdfUnePage(`/OpenAction ${valeur}`))).toBe(attendu);
  });

  test('un PDF chiffré se dit tel, même quand le chiffrement brouille la lecture avant', async () => {
    const brouille = pdfFluxObjets([], { filtre: (c) => Buffer.alloc(c.length, 7) });
    const chiffre = Buffer.from(brouille.toString('latin1').replace('/Size', '/Encrypt 9 0 R /Size'), 'latin1');
    expect(await issue(brouille)).toBe('PDF_AMBIGU');
    expect(await issue(chiffre)).toBe('PDF_CHIFFRE');
  });
});

describe('Les filtres', () => {
  const zeros = deflateSync(Buffer.alloc(1000));
  test.each<[string, string, Buffer | string, string]>([
    ['une image sans nos filtres', '/Filter /DCTDecode', 'x', PDF],
    ['un flux abîmé qui n’est pas d’objets', '/Filter /FlateDecode', 'x', PDF],
    ['Flate sous hexadécimal', '/Filter [/ASCIIHexDecode /FlateDecode]', hexa(zeros), PDF],
    ['une bombe sous hexadécimal', '/Filter [/AHx /Fl]', hexa(bombe(200)), 'BOMBE'],
    ['une bombe au filtre écrit ailleurs', '/Filter 9 0 R', bombe(200), 'BOMBE'],
    ['deux fois Flate', '/Filter [/FlateDecode /Fl]', deflateSync(zeros), 'BOMBE'],
    ['Flate sous un filtre inconnu', '/Filter [/LZWDecode /FlateDecode]', zeros, 'TROP_COMPLEXE'],
    ['Flate sous deux filtres', '/Filter [/A85 /AHx /Fl]', 'x', 'TROP_COMPLEXE'],
    ['ASCII85 hors de son alphabet', '/Filter [/A85 /Fl]', '\x80~>', 'PDF_INVALIDE'],
  ])(
    '%s',
    async (_cas, dictionnaire, octets, attendu) => {
      expect(await issue(pdfUnePage('', flux(dictionnaire, Buffer.from(octets as string, 'latin1'))))).toBe(attendu);
    },
    DELAI,
  );
});

describe('La charpente', () => {
  const change = (avant: string | RegExp, apres: string) => () =>
    Buffer.from(pdfUnePage().toString('latin1').replace(avant, apres), 'latin1');

  test.each<[string, () => Buffer, string]>([
    ['une version inconnue', change('%PDF-1.7', '%PDF-3.0'), 'PDF_INVALIDE'],
    ['pas de catalogue', change('/Catalog', '/Katalog'), 'PDF_INVALIDE'],
    ['pas de racine', change('/Root', '/Toor'), 'PDF_INVALIDE'],
    ['pas de page', change('/Type /Page ', '/Type /Paje '), 'PDF_INVALIDE'],
    ['pas de départ', change(/startxref\n\d+\n/, ''), 'PDF_INVALIDE'],
    ['un départ ailleurs', change(/startxref\n\d+/, 'startxref\n20'), 'PDF_INVALIDE'],
    ['un départ démesuré', change(/startxref\n\d+/, 'startxref\n99999999999999999999'), 'PDF_INVALIDE'],
    ['pas de fin', change('%%EOF', '%%EOT'), 'PDF_INVALIDE'],
    ['un mot après la fin', change('%%EOF\n', '%%EOF\n12'), 'POLYGLOTTE'],
    ['un commentaire après la fin', change('%%EOF\n', '%%EOF\n%charge'), 'PDF_INVALIDE'],
    ['une charge sur la ligne de fin', change('%%EOF\n', `%%EOF${' '.repeat(40)}charge`), 'PDF_INVALIDE'],
    ['des zéros après la fin', change('%%EOF\n', '%%EOF\r\n\0\0\0'), PDF],
    ['un texte jamais fermé', change('xref\n0 4', '5 0 obj (sans fin'), 'PDF_INVALIDE'],
    ['un flux jamais fermé', () => pdf([...unePage(), 'stream\n'], { fin: '' }), 'PDF_INVALIDE'],
  ])('%s : %s', async (_cas, contenu, attendu) => {
    expect(await issue(contenu())).toBe(attendu);
  });

  test('tolère un départ écrit une fin de ligne trop tôt', async () => {
    const texte = pdfUnePage().toString('latin1');
    const position = Number(/startxref\n(\d+)/.exec(texte)?.[1]);
    const decale = texte.replace(/startxref\n\d+/, `startxref\n${position - 1}`);
    expect(await issue(Buffer.from(decale, 'latin1'))).toBe(PDF);
  });
});

const QPDF = spawnSync('qpdf', ['--version']).error === undefined;
(QPDF ? describe : describe.skip)('Le second avis de qpdf, là où il est installé', () => {
  const boucle = pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>',
    unePage()[2] ?? '',
  ]);

  test('refuse un arbre de pages qui tourne en rond, que nous lisons sans le suivre', async () => {
    expect(await issue(boucle)).toBe(PDF);
    expect(await issueDe(boucle)).toBe('PDF_INVALIDE');
  });

  test('approuve un PDF sain', async () => expect(await issueDe(pdfUnePage())).toBe(PDF));
});
