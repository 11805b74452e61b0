import { deflateSync } from 'node:zlib';
import { EICAR } from '../../socle/essais/faux-clamd.js';
import type { MotifRejet } from '../src/pieces/controle/motifs.js';
import { jpeg, png } from './fabrique-image.js';
import {
  ascii85,
  bombe,
  mettreAJour,
  pdf,
  pdfDeTaille,
  pdfFluxObjets,
  pdfUnePage,
  unePage,
  type ObjetPdf,
} from './fabrique-pdf.js';
import { docm, docx, partieBombe, relations, xlsx, xml, zip } from './fabrique-zip.js';

/** One attachment and its right fate: kept and found clean, kept and found infected, or turned away for this reason. */
export interface CasPiece {
  cas: string;
  nom: string;
  contenu: () => Buffer;
  attendu: 'SAINE' | 'INFECTEE' | MotifRejet;
}

const cas = (attendu: CasPiece['attendu'], titre: string, nom: string, contenu: () => Buffer): CasPiece => ({
  cas: titre,
  nom,
  contenu,
  attendu,
});

const MIO = 1024 * 1024;
const texte = (t: string) => Buffer.from(t, 'latin1');
const flate = (contenu: Buffer, autres = ''): ObjetPdf => ({
  dictionnaire: `/Filter /FlateDecode ${autres}`,
  flux: deflateSync(contenu),
});
const ARCHIVE = () => zip([{ nom: 'charge.txt', contenu: texte('charge') }]);

/** A PDF of so many pages. */
function pdfDePages(pages: number): Buffer {
  const enfants = Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ');
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${enfants}] /Count ${pages} >>`,
    ...Array.from({ length: pages }, () => page),
  ]);
}

const BONNES: CasPiece[] = [
  cas('SAINE', 'un PDF d’une page', 'statuts.pdf', () => pdfUnePage()),
  cas('SAINE', 'un PDF dont les objets sont dans un flux', 'statuts.pdf', () => pdfFluxObjets()),
  cas('SAINE', 'un PDF annoté après coup', 'statuts.pdf', () => mettreAJour(pdfUnePage(), 3, unePage()[2] ?? '')),
  cas('SAINE', 'un PDF au texte comprimé', 'comptes.pdf', () => pdfUnePage('', flate(texte('BT (bonjour) Tj ET')))),
  cas('SAINE', 'un PDF au texte comprimé puis écrit en ASCII', 'comptes.pdf', () =>
    pdfUnePage('', {
      dictionnaire: '/Filter [/ASCII85Decode /FlateDecode]',
      flux: ascii85(deflateSync(texte('BT ET'.repeat(500)))),
    }),
  ),
  cas('SAINE', 'un PDF qui s’ouvre à une page donnée, comme tous ceux de LibreOffice', 'budget.pdf', () =>
    pdfUnePage('/OpenAction [3 0 R /XYZ null null 0]'),
  ),
  cas('SAINE', 'un PDF dont le titre parle de code', 'atelier.pdf', () =>
    pdfUnePage('', '<< /Title (Atelier HTML/CSS/JS : /JavaScript pour tous \\(et /Launch\\)) >>'),
  ),
  cas('SAINE', 'un PDF qui mène à un site', 'liens.pdf', () =>
    pdfUnePage('', '<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://exemple.fr) >> >>'),
  ),
  cas('SAINE', 'un PDF de 500 pages', 'annexes.PDF', () => pdfDePages(500)),
  cas('SAINE', 'un PDF de 25 Mio tout rond', 'gros.pdf', () => pdfDeTaille(25 * MIO)),
  cas('SAINE', 'une image PNG', 'logo.png', () => png()),
  cas('SAINE', 'une image PNG entrelacée à palette', 'logo.png', () =>
    png({ largeur: 33, hauteur: 17, profondeur: 4, couleur: 3, entrelace: true }),
  ),
  cas('SAINE', 'une photo JPEG', 'rib.jpg', () => jpeg()),
  cas('SAINE', 'une photo de téléphone, suivie de sa vignette', 'rib.jpeg', () =>
    Buffer.concat([jpeg({ progressif: true }), Buffer.alloc(7), jpeg()]),
  ),
  cas('SAINE', 'un document Word avec un lien et une image', 'statuts.docx', () =>
    docx(
      relations(
        'word/_rels/document.xml.rels',
        ['hyperlink', 'https://exemple.fr/?a=1&amp;b=2', 'External'],
        ['image', 'media/image1.png'],
      ),
      { nom: 'word/media/image1.png', contenu: png(), stocke: true },
    ),
  ),
  cas('SAINE', 'un classeur Excel écrit au fil de l’eau', 'budget.xlsx', () =>
    xlsx(
      { ...xml('xl/worksheets/sheet1.xml', '<worksheet><sheetData/></worksheet>'), descripteur: true },
      { nom: 'xl/printerSettings/printerSettings1.bin', contenu: Buffer.alloc(64) },
    ),
  ),
  cas('SAINE', 'un nom accentué en deux morceaux', 'Releve\u0301 d\u2019identite\u0301.pdf', () => pdfUnePage()),
];

const INFECTEES: CasPiece[] = [
  cas('INFECTEE', 'EICAR dans un PDF', 'statuts.pdf', () => pdfUnePage('', { dictionnaire: '', flux: EICAR })),
  cas('INFECTEE', 'EICAR dans un classeur', 'budget.xlsx', () =>
    xlsx({ nom: 'docProps/app.xml', contenu: EICAR, stocke: true }),
  ),
];

const NOMS_ET_TYPES: CasPiece[] = [
  cas('VIDE', 'un fichier vide', 'rien.pdf', () => Buffer.alloc(0)),
  cas('TROP_LOURD', 'un octet de trop', 'gros.pdf', () => pdfDeTaille(25 * MIO + 1)),
  cas('TYPE_INCONNU', 'un programme nommé .pdf', 'facture.pdf', () => texte('MZ\x90\0programme')),
  cas('TYPE_INCONNU', 'une page nommée .pdf', 'facture.pdf', () => texte('<html><script>alert(1)</script>%PDF-')),
  cas('TYPE_INCONNU', 'un SVG nommé .png', 'logo.png', () => texte('<svg xmlns="x" onload="alert(1)"/>')),
  cas('EXTENSION_TROMPEUSE', 'une image nommée .pdf', 'statuts.pdf', () => png()),
  cas('EXTENSION_TROMPEUSE', 'un classeur nommé .docx', 'statuts.docx', () => xlsx()),
  cas('EXTENSION_REFUSEE', 'un programme déguisé', 'facture.pdf.exe', () => pdfUnePage()),
  cas('EXTENSION_REFUSEE', 'un déguisement de programme', 'facture.exe.pdf', () => pdfUnePage()),
  cas('NOM_REFUSE', 'un nom écrit à l’envers', 'facture\u202Efdp.exe.pdf', () => pdfUnePage()),
  cas('NOM_REFUSE', 'un nom qui est un chemin', '../../etc/passwd.pdf', () => pdfUnePage()),
  cas('NOM_REFUSE', 'un nom qui est un chemin de Windows', 'C:\\Windows\\rib.pdf', () => pdfUnePage()),
];

const PDF_ACTIFS: CasPiece[] = [
  cas('PDF_CODE', 'du JavaScript', 'a.pdf', () => pdfUnePage('', '<< /S /JavaScript /JS (app.alert(1)) >>')),
  cas('PDF_CODE', 'du JavaScript au nom déguisé', 'a.pdf', () => pdfUnePage('', '<< /S /J#61va#53cript >>')),
  cas('PDF_CODE', 'du JavaScript dans un flux d’objets', 'a.pdf', () => pdfFluxObjets(['<< /S /Hide /JS (x) >>'])),
  cas('PDF_AMBIGU', 'du JavaScript au milieu d’un texte, qu’une table seule désigne', 'a.pdf', () => {
    const objets = ['( << /S /JavaScript /JS (x) >> )'];
    // The three objects of the page come first; the fourth is said to begin two characters further.
    const position = (unePage() as string[]).reduce((somme, o) => somme + o.length + 1, 0);
    return pdfFluxObjets(objets, { decalages: { 3: position + 2 } });
  }),
  cas('PDF_AMBIGU', 'un objet caché dans les octets d’un flux', 'a.pdf', () =>
    pdfUnePage('', { dictionnaire: '', flux: texte('7 0 obj << /S /JavaScript /JS (x) >> endobj') }),
  ),
  cas('PDF_LANCEMENT', 'le lancement d’un programme', 'a.pdf', () => pdfUnePage('', '<< /S /Launch /F (cmd.exe) >>')),
  cas('PDF_OUVERTURE', 'une action à l’ouverture', 'a.pdf', () => pdfUnePage('/OpenAction 4 0 R', '<< /S /URI >>')),
  cas('PDF_FICHIER_EMBARQUE', 'un fichier embarqué', 'a.pdf', () =>
    pdfUnePage('', { dictionnaire: '/Type /EmbeddedFile', flux: texte('MZ') }),
  ),
  cas('PDF_MULTIMEDIA', 'un contenu multimédia', 'a.pdf', () => pdfUnePage('', '<< /Subtype /RichMedia >>')),
  cas('PDF_FORMULAIRE_DYNAMIQUE', 'un formulaire XFA', 'a.pdf', () => pdfUnePage('/AcroForm << /XFA 4 0 R >>', '[]')),
  cas('PDF_CHIFFRE', 'un PDF chiffré', 'a.pdf', () => pdf(unePage(), { remorque: '/Encrypt << /Filter /Standard >>' })),
];

const PDF_DEMESURES: CasPiece[] = [
  cas('PDF_TROP_DE_PAGES', '501 pages', 'a.pdf', () => pdfDePages(501)),
  cas('PDF_TROP_DE_PAGES', 'un arbre qui répète une page un million de fois', 'a.pdf', () =>
    pdf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1000000 >>',
      unePage()[2] ?? '',
    ]),
  ),
  cas('BOMBE', '300 kio qui gonflent à 300 Mio', 'a.pdf', () =>
    pdfUnePage('', { dictionnaire: '/Filter /FlateDecode', flux: bombe(300) }),
  ),
  cas('BOMBE', 'une bombe écrite en ASCII', 'a.pdf', () =>
    pdfUnePage('', { dictionnaire: '/Filter [/A85 /Fl]', flux: ascii85(bombe(200)) }),
  ),
  cas('BOMBE', 'cinq flux qui tiennent chacun, et débordent ensemble', 'a.pdf', () =>
    pdfUnePage('', ...Array.from({ length: 5 }, () => ({ dictionnaire: '/Filter /FlateDecode', flux: bombe(110) }))),
  ),
];

const PDF_FAUX: CasPiece[] = [
  cas('POLYGLOTTE', 'une page derrière %PDF-', 'a.pdf', () =>
    pdf(unePage(), { entete: '%PDF-1.7\n%<html><script>alert(1)</script>\n' }),
  ),
  cas('POLYGLOTTE', 'un PDF qui est aussi une archive', 'a.pdf', () => Buffer.concat([pdfUnePage(), ARCHIVE()])),
  cas('PDF_INVALIDE', 'un PDF coupé', 'a.pdf', () => pdfUnePage().subarray(0, -60)),
  cas('PDF_INVALIDE', 'un PDF qui n’a que son début', 'a.pdf', () =>
    Buffer.concat([texte('%PDF-1.7\n'), Buffer.alloc(99, 32)]),
  ),
];

const IMAGES: CasPiece[] = [
  cas('IMAGE_TROP_GRANDE', 'un PNG de 60 000 pixels de côté', 'a.png', () =>
    png({ largeur: 60_000, hauteur: 60_000, rangees: Buffer.alloc(10) }),
  ),
  cas('IMAGE_INVALIDE', 'un PNG plus long que ses dimensions', 'a.png', () =>
    png({ rangees: Buffer.alloc(1_000_000) }),
  ),
  cas('POLYGLOTTE', 'un PNG qui est aussi une archive', 'a.png', () => Buffer.concat([png(), ARCHIVE()])),
  cas('IMAGE_INVALIDE', 'un JPEG coupé', 'a.jpg', () => jpeg().subarray(0, -4)),
  cas('POLYGLOTTE', 'un JPEG qui est aussi un PDF', 'a.jpg', () => jpeg({ commentaire: pdfUnePage() })),
];

const BUREAUTIQUE: CasPiece[] = [
  cas('OOXML_MACROS', 'un document Word à macros', 'a.docx', () =>
    docm({ nom: 'word/vbaProject.bin', contenu: Buffer.alloc(9) }),
  ),
  cas('ZIP_CHEMIN', 'un chemin qui sort du document', 'a.docx', () => docx(xml('../../etc/cron.d/x.xml', '<a/>'))),
  cas('OOXML_LIEN_EXTERNE', 'un modèle pris ailleurs', 'a.docx', () =>
    docx(relations('word/_rels/settings.xml.rels', ['attachedTemplate', 'https://exemple.fr/m.dotm', 'External'])),
  ),
  cas('BOMBE', 'un classeur qui gonfle à 300 Mio', 'a.xlsx', () => xlsx(partieBombe('xl/worksheets/sheet1.xml', 300))),
];

/** Sixty attachments, each made when it is asked for: nothing binary is kept in the repository. */
export const CORPUS: readonly CasPiece[] = [
  ...BONNES,
  ...INFECTEES,
  ...NOMS_ET_TYPES,
  ...PDF_ACTIFS,
  ...PDF_DEMESURES,
  ...PDF_FAUX,
  ...IMAGES,
  ...BUREAUTIQUE,
];
