import { Rejet } from './motifs.js';

/** An element's start, with its attributes; prefixes are left out, as none of the parts that we read needs them. */
export interface Balise {
  nom: string;
  attributs: ReadonlyMap<string, string>;
}

const ENTITES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const HORS_BALISES = /<\?[^>]*\?>|<!--[^]*?-->/g;
const BALISE = /^<\/?([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/;
const ATTRIBUT = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

const sansPrefixe = (nom: string) => nom.slice(nom.indexOf(':') + 1);

function decoder(valeur: string): string {
  return valeur.replace(/&(#x?[0-9A-Fa-f]+|\w+);/g, (_lu, nom: string) => {
    const point = nom.startsWith('#x') ? Number.parseInt(nom.slice(2), 16) : Number.parseInt(nom.slice(1), 10);
    const caractere = nom.startsWith('#') ? point <= 0x10ffff && String.fromCodePoint(point) : ENTITES[nom];
    if (!caractere) throw new Rejet('OOXML_INVALIDE');
    return caractere;
  });
}

/**
 * The elements of a small XML part, in order. It reads the plain subset that the parts of an OOXML package are written in,
 * and rejects the rest (declarations, CDATA, a stray `<`): what two parsers could read differently is not let in.
 */
export function lireBalises(xml: string): Balise[] {
  const texte = xml.replace(HORS_BALISES, '');
  const balises: Balise[] = [];
  for (let i = texte.indexOf('<'); i >= 0; i = texte.indexOf('<', i + 1)) {
    const lue = BALISE.exec(texte.slice(i, i + 4_096));
    if (!lue) throw new Rejet('OOXML_INVALIDE');
    if (texte[i + 1] === '/') continue;
    const attributs = [...(lue[2] ?? '').matchAll(ATTRIBUT)].map(
      ([, nom = '', guillemets, apostrophes]) => [sansPrefixe(nom), decoder(guillemets ?? apostrophes ?? '')] as const,
    );
    const parNom = new Map(attributs);
    if (parNom.size !== attributs.length) throw new Rejet('OOXML_INVALIDE');
    balises.push({ nom: sansPrefixe(lue[1] ?? ''), attributs: parNom });
  }
  return balises;
}
