import { createHash } from 'node:crypto';

/*
 * What is added after the last byte of a document (incremental update): the bytes before it stay as they were. Only documents
 * written by `socle/documents` are completed, so only their way of writing is read: objects in the clear, one cross-reference
 * table, one trailer.
 */

/** An object of the document: what stands between its two ends. */
export interface ObjetPdf {
  numero: number;
  contenu: string;
}

interface Pied {
  /** The first number that no object bears. */
  taille: number;
  /** `/Root … /Info …`, as written. */
  racine: string;
  identifiant: string;
  table: number;
}

/** @throws Error when what was looked for is not there */
export function exiger(lu: RegExpExecArray | null, quoi: string): string[] {
  if (!lu) throw new Error(`Document sans ${quoi} : il ne peut pas être complété.`);
  return [...lu];
}

/** The trailer of a document, in latin1. @throws Error when it is not one of ours */
export function lirePied(texte: string): Pied {
  const pied = texte.slice(texte.lastIndexOf('\ntrailer\n'));
  const lire = (motif: RegExp, quoi: string) => exiger(motif.exec(pied), quoi)[1] ?? '';
  return {
    taille: Number(lire(/\/Size (\d+)/, 'taille')),
    racine: `/Root ${lire(/\/Root (\d+ 0 R)/, 'racine')}\n/Info ${lire(/\/Info (\d+ 0 R)/, 'informations')}`,
    identifiant: lire(/\/ID \[<([0-9a-fA-F]+)>/, 'identifiant'),
    table: Number(lire(/startxref\n(\d+)\n%%EOF\s*$/, 'table')),
  };
}

/** Where each object of an update begins, as a cross-reference section. */
function tableDe(places: readonly { numero: number; place: number }[]): string {
  const sections = places.map(({ numero, place }) => `${numero} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  return `xref\n${sections.join('')}`;
}

/** The update that writes these objects, new or changed, in latin1; to be added after the last byte of the document. */
export function ecrireMiseAJour(pdf: Buffer, pied: Pied, objets: readonly ObjetPdf[]): string {
  let corps = pdf.at(-1) === 0x0a ? '' : '\n';
  const places = objets.map(({ numero, contenu }) => {
    const place = pdf.length + corps.length;
    corps += `${numero} 0 obj\n${contenu}\nendobj\n`;
    return { numero, place };
  });
  const taille = Math.max(pied.taille, ...objets.map(({ numero }) => numero + 1));
  const second = createHash('sha256').update(pdf).digest('hex').slice(0, pied.identifiant.length);
  return `${corps}${tableDe(places)}trailer
<<
/Size ${taille}
${pied.racine}
/ID [<${pied.identifiant}> <${second}>]
/Prev ${pied.table}
>>
startxref
${pdf.length + corps.length}
%%EOF
`;
}
