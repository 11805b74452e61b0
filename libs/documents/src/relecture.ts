import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Documents read back with tools that are not ours (poppler, qpdf): a PDF that our own code finds good proves nothing. They
 * are Debian packages, used by tests and proofs only; where one is missing, `outilsPdfManquants` names it.
 */

const OUTILS = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext', 'pdfdetach', 'pdfimages', 'pdfsig', 'pdftoppm'] as const;

/** Names of the tools that are not installed: a test that needs them is then skipped, and says so. */
export function outilsPdfManquants(): string[] {
  return OUTILS.filter((outil) => spawnSync(outil, ['--version']).error !== undefined);
}

/** A PDF on disk for the time of a function. */
function avecFichier<Resultat>(pdf: Buffer, lire: (chemin: string, dossier: string) => Resultat): Resultat {
  const dossier = mkdtempSync(join(tmpdir(), 'tdt-pdf-'));
  try {
    const chemin = join(dossier, 'document.pdf');
    writeFileSync(chemin, pdf);
    return lire(chemin, dossier);
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

function executer(outil: (typeof OUTILS)[number], ...arguments_: string[]): string {
  return execFileSync(outil, arguments_, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // What a tool complains of is in the error that it raises, not on the terminal.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TZ: 'UTC' },
  });
}

/** Every kind of blank to one ordinary space: thin and no-break spaces, line ends. */
export function aplatirEspaces(texte: string): string {
  return texte.replace(/[\s\u00A0\u202F]+/g, ' ');
}

/** Output of `qpdf --check`; throws when it finds a fault. */
export const controlerPdf = (pdf: Buffer): string => avecFichier(pdf, (chemin) => executer('qpdf', '--check', chemin));

export const infosPdf = (pdf: Buffer, ...options: string[]): string =>
  avecFichier(pdf, (chemin) => executer('pdfinfo', ...options, chemin));

const dejaLus = new WeakMap<Buffer, { pages?: string[]; texte?: string }>();

/** Reads a document once, however many tests ask for it. */
function lireUneFois<Cle extends 'pages' | 'texte'>(pdf: Buffer, cle: Cle, lire: () => string[] | string) {
  const lu = dejaLus.get(pdf) ?? {};
  dejaLus.set(pdf, lu);
  return (lu[cle] ??= lire() as never);
}

/** Text page by page, as it is drawn. */
export const pagesPdf = (pdf: Buffer): string[] =>
  lireUneFois(pdf, 'pages', () =>
    avecFichier(pdf, (chemin) => executer('pdftotext', '-layout', chemin, '-').split('\f').slice(0, -1)),
  ) as string[];

/** Whole text in the order of the content, flattened. */
export const textePdf = (pdf: Buffer): string =>
  lireUneFois(pdf, 'texte', () =>
    avecFichier(pdf, (chemin) => aplatirEspaces(executer('pdftotext', '-raw', chemin, '-'))),
  ) as string;

/** One line a font: name and whether it is embedded and subset. */
export function policesPdf(pdf: Buffer): { nom: string; incorporee: boolean }[] {
  return avecFichier(pdf, (chemin) => executer('pdffonts', chemin))
    .split('\n')
    .slice(2)
    .filter((ligne) => ligne.trim() !== '')
    .map((ligne) => ({ nom: ligne.slice(0, 36).trim(), incorporee: /Identity-H\s+yes yes yes/.test(ligne) }));
}

/** Bytes of an embedded file. */
export const octetsJointsPdf = (pdf: Buffer, nom: string): Buffer =>
  avecFichier(pdf, (chemin, dossier) => {
    const sortie = join(dossier, 'piece');
    executer('pdfdetach', '-savefile', nom, '-o', sortie, chemin);
    return readFileSync(sortie);
  });

/** Text of an embedded file. */
export const pieceJointePdf = (pdf: Buffer, nom: string): string => octetsJointsPdf(pdf, nom).toString('utf8');

/** One line an image drawn in the document: `page num type width height color comp bpc enc …` (poppler). */
export const imagesPdf = (pdf: Buffer): string[] =>
  avecFichier(pdf, (chemin) => executer('pdfimages', '-list', chemin))
    .split('\n')
    .slice(2, -1);

/** What poppler says of the signatures of a document; throws when it has none. */
export const signaturesPdf = (pdf: Buffer): string =>
  avecFichier(pdf, (chemin) => executer('pdfsig', '-nocert', chemin));

/** A page as a scanner sees it: one byte a pixel, 0 is black. */
export interface PageNumerisee {
  largeur: number;
  hauteur: number;
  gris: Uint8Array;
}

/** Draws a page (from 1) in shades of grey. */
export const numeriserPdf = (pdf: Buffer, page: number, dpi: number): PageNumerisee =>
  avecFichier(pdf, (chemin, dossier) => {
    const sortie = join(dossier, 'page');
    executer('pdftoppm', '-r', `${dpi}`, '-gray', '-f', `${page}`, '-l', `${page}`, '-singlefile', chemin, sortie);
    const image = readFileSync(`${sortie}.pgm`);
    const entete = /^P5\s(\d+)\s(\d+)\s255\s/.exec(image.subarray(0, 40).toString('latin1'));
    if (!entete) throw new Error('pdftoppm n’a pas donné d’image PGM.');
    const [tout, largeur = 0, hauteur = 0] = [entete[0], Number(entete[1]), Number(entete[2])];
    return { largeur, hauteur, gris: image.subarray(tout.length) };
  });
