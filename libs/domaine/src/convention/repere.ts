import { accepter, refuser, type Decision } from '../refus.js';

/** The mark of a page to be signed on paper: which document it belongs to, and which of its pages it is. */
export interface Repere {
  numero: string;
  version: number;
  /** First 16 hexadecimal digits of the SHA-256 of the data, as the foot of each page has them. */
  empreinte: string;
  /** From 1. */
  page: number;
  pages: number;
}

export const LONGUEUR_EMPREINTE_COURTE = 16;
const FORME = /^TDT1:([A-Z0-9-]{1,80}):(\d{1,4}):(\d{1,4})\/(\d{1,4}):([0-9A-F]{16})$/;

/** A number as a code may hold it: what the smallest codes have no sign for becomes a dash. */
const simple = (numero: string): string => numero.toUpperCase().replace(/[^A-Z0-9-]/g, '-');

/** What the code of the page says: capitals, digits and a few signs, which make the smallest code. */
export function ecrireRepere({ numero, version, empreinte, page, pages }: Repere): string {
  return `TDT1:${simple(numero)}:${version}:${page}/${pages}:${empreinte.slice(0, LONGUEUR_EMPREINTE_COURTE).toUpperCase()}`;
}

/** Null for a code that is not one of ours: a scan may hold others. */
export function lireRepere(texte: string): Repere | null {
  const [, numero, version, page, pages, empreinte] = FORME.exec(texte) ?? [];
  if (numero === undefined || empreinte === undefined) return null;
  const lu = { numero, version: Number(version), page: Number(page), pages: Number(pages) };
  if (lu.page < 1 || lu.page > lu.pages) return null;
  return { ...lu, empreinte: empreinte.toLowerCase() };
}

/** What the pages of a scan say, against the document that they should come from. */
export interface BilanNumerisation {
  /** Pages of the document whose mark was read … */
  lues: number[];
  /** … and the others, in order: absent from the scan, or whose mark was not read. */
  manquantes: number[];
}

/**
 * Holds the marks of a scan against the document that was printed. Refusal: CONFLIT_VERSION, as soon as one mark is that of
 * another document. A page that bears no readable mark says nothing.
 * @param reperes what the codes of the scan say, null for one that is not ours
 */
export function rattacherNumerisation(
  attendu: Omit<Repere, 'page'>,
  reperes: readonly (Repere | null)[],
): Decision<BilanNumerisation> {
  const lues = new Set<number>();
  for (const repere of reperes) {
    if (repere === null) continue;
    const { numero, version, empreinte, pages, page } = repere;
    const meme = numero === simple(attendu.numero) && version === attendu.version && pages === attendu.pages;
    if (!meme || empreinte !== attendu.empreinte.slice(0, LONGUEUR_EMPREINTE_COURTE)) {
      const message = `Une page de la numérisation vient d’un autre document : la page ${page} de ${numero}, version ${version}.`;
      return refuser('CONFLIT_VERSION', message, 'pieceId');
    }
    lues.add(page);
  }
  const toutes = Array.from({ length: attendu.pages }, (_, i) => i + 1);
  return accepter({
    lues: toutes.filter((page) => lues.has(page)),
    manquantes: toutes.filter((page) => !lues.has(page)),
  });
}

/** « pages 2, 3 et 7 » */
export function ecrirePages(pages: readonly number[]): string {
  if (pages.length === 1) return `page ${pages[0]}`;
  return `pages ${pages.slice(0, -1).join(', ')} et ${pages.at(-1)}`;
}
