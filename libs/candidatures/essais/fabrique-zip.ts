import { crc32, deflateRawSync } from 'node:zlib';
import { bombe } from './fabrique-pdf.js';

export interface PartieZip {
  nom: string;
  contenu: Buffer;
  /** Kept as it is instead of being compressed. */
  stocke?: boolean;
  /** Sizes written after the data, as a program that compresses on the fly does. */
  descripteur?: boolean;
  /** Compressed bytes and announced size, when they are not the true ones. */
  comprime?: Buffer;
  taille?: number;
}

const nombre = (octets: 2 | 4, valeur: number): Buffer => {
  const sortie = Buffer.alloc(octets);
  if (octets === 2) sortie.writeUInt16LE(valeur);
  else sortie.writeUInt32LE(valeur);
  return sortie;
};
const [deux, quatre] = [(v: number) => nombre(2, v), (v: number) => nombre(4, v)];

/** The archive of these parts, in this order; `repete` lists the first entry that many more times under other names. */
export function zip(parties: PartieZip[], repete = 0): Buffer {
  const corps: Buffer[] = [];
  const repertoire: Buffer[] = [];
  let position = 0;
  for (const { nom, contenu, stocke = false, descripteur = false, comprime, taille = contenu.length } of parties) {
    const donnees = comprime ?? (stocke ? contenu : deflateRawSync(contenu));
    const chemin = Buffer.from(nom, 'utf8');
    const tete = [deux(20), deux((descripteur ? 8 : 0) | 2048), deux(stocke ? 0 : 8), deux(0), deux(33)];
    const sommes = [quatre(crc32(contenu)), quatre(donnees.length), quatre(taille)];
    const locales = descripteur ? [quatre(0), quatre(0), quatre(0)] : sommes;
    const apres = descripteur ? [quatre(0x08074b50), ...sommes] : [];
    const local = Buffer.concat([
      quatre(0x04034b50),
      ...tete,
      ...locales,
      deux(chemin.length),
      deux(0),
      chemin,
      donnees,
      ...apres,
    ]);
    corps.push(local);
    const fin = [deux(0), deux(0), deux(0), deux(0), quatre(0), quatre(position)];
    const centrale = (nomme: Buffer) =>
      Buffer.concat([quatre(0x02014b50), deux(20), ...tete, ...sommes, deux(nomme.length), ...fin, nomme]);
    repertoire.push(centrale(chemin));
    if (position === 0)
      for (let i = 0; i < repete; i += 1) repertoire.push(centrale(Buffer.from(`${nom}${i}`, 'utf8')));
    position += local.length;
  }
  const directory = Buffer.concat(repertoire);
  const entrees = deux(repertoire.length);
  const fin = [
    quatre(0x06054b50),
    deux(0),
    deux(0),
    entrees,
    entrees,
    quatre(directory.length),
    quatre(position),
    deux(0),
  ];
  return Buffer.concat([...corps, directory, ...fin]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const xml = (nom: string, corps: string): PartieZip => ({ nom, contenu: Buffer.from(XML + corps) });

/** A relations part; each relation by its type, its target, and `External` when it leaves the package. */
export function relations(nom: string, ...liens: [type: string, cible: string, mode?: string][]): PartieZip {
  const lignes = liens.map(
    ([type, cible, mode], i) =>
      `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${cible}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  );
  return xml(
    nom,
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lignes.join('')}</Relationships>`,
  );
}

interface Format {
  principal: string;
  partie: string;
  corps: string;
}

const WORD: Format = {
  principal: `${OFFICE}.wordprocessingml.document.main+xml`,
  partie: 'word/document.xml',
  corps: '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>',
};
const EXCEL: Format = {
  principal: `${OFFICE}.spreadsheetml.sheet.main+xml`,
  partie: 'xl/workbook.xml',
  corps: '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
};

/** A package of this format with these parts more; a part of the same name as an ordinary one replaces it. */
function paquet({ principal, partie, corps }: Format, autres: PartieZip[], type = principal): Buffer {
  const contenus = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${partie}" ContentType="${type}"/></Types>`;
  const ordinaires = [
    xml('[Content_Types].xml', contenus),
    relations('_rels/.rels', ['officeDocument', partie]),
    xml(partie, corps),
  ];
  const remplacees = new Set(autres.map((a) => a.nom));
  return zip([...ordinaires.filter((o) => !remplacees.has(o.nom)), ...autres]);
}

export const docx = (...autres: PartieZip[]): Buffer => paquet(WORD, autres);
export const xlsx = (...autres: PartieZip[]): Buffer => paquet(EXCEL, autres);
/** What its content types say to be a document with macros. */
export const docm = (...autres: PartieZip[]): Buffer =>
  paquet(WORD, autres, 'application/vnd.ms-word.document.macroEnabled.main+xml');

/** A part of `mio` mebibytes of zeros. */
export function partieBombe(nom: string, mio: number): PartieZip {
  // The deflate of a ZIP has neither header nor check sum.
  return { nom, contenu: Buffer.alloc(0), comprime: bombe(mio).subarray(2, -4), taille: mio * 1024 * 1024 };
}
