import { parseAst, type Plugin } from 'vite';

/**
 * Spaces at which a French text is never cut: before « : », narrow before « ; ! ? », inside « ». What people write in the sources
 * is an ordinary space, which a narrow screen takes for a place to go to the next line.
 */
export function poserInsecables(texte: string): string {
  return texte
    .replace(/ (?=[;!?](\s|$|[)»”’]))/g, '\u202F')
    .replace(/ (?=:(\s|$)|»)/g, '\u00A0')
    .replace(/(?<=«) /g, '\u00A0');
}

interface Noeud {
  type: string;
  start: number;
  end: number;
  value?: unknown;
}

const estNoeud = (valeur: unknown): valeur is Noeud =>
  typeof valeur === 'object' && valeur !== null && typeof (valeur as Noeud).type === 'string';

/** Where the texts of a module are: its strings, and what its templates hold between two values. */
function* textes(noeud: Noeud): Generator<Noeud> {
  if (noeud.type === 'TemplateElement' || (noeud.type === 'Literal' && typeof noeud.value === 'string')) yield noeud;
  for (const valeur of Object.values(noeud)) {
    for (const fils of Array.isArray(valeur) ? (valeur as unknown[]) : [valeur as unknown]) {
      if (estNoeud(fils)) yield* textes(fils);
    }
  }
}

/** This module with no-break spaces in its texts. */
export function typographierModule(code: string): string {
  let resultat = '';
  let fin = 0;
  // A template lists its texts before its values: they are taken as they come in the source.
  for (const { start, end } of [...textes(parseAst(code) as Noeud)].toSorted((a, b) => a.start - b.start)) {
    resultat += code.slice(fin, start) + poserInsecables(code.slice(start, end));
    fin = end;
  }
  return resultat + code.slice(fin);
}

/** The texts of our screens only: what the shared domain writes is also signed, hashed, and compared with what the API writes. */
export function typographieFrancaise(): Plugin {
  return {
    name: 'typographie-francaise',
    enforce: 'post',
    transform: {
      filter: { id: /\/apps\/web\/src\/.*\.tsx?$/, code: /[«»]| [:;!?]/ },
      handler: (code) => ({ code: typographierModule(code), map: null }),
    },
  };
}
