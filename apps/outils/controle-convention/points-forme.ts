import { existsSync, readdirSync } from 'node:fs';
import { controlerPdf, infosPdf, policesPdf, signaturesPdf } from '@tdt/documents';
import { constater, sansObjet, selon, type Point } from './rapport.js';

const JAVA = '/usr/share/java';

function structure(pdf: Buffer): Omit<Point, 'nom'> {
  const arbre = infosPdf(pdf, '-struct');
  const compter = (motif: RegExp) => arbre.match(motif)?.length ?? 0;
  const h1 = compter(/^\s+H1 /gm);
  const tableaux = compter(/^\s+Table\b/gm);
  const manques = [
    !/Tagged:\s+yes/.test(infosPdf(pdf)) && 'document non balisé',
    h1 !== 1 && `${h1} titre(s) de niveau 1`,
    compter(/^\s+TH\b/gm) !== compter(/\/Scope \/(Column|Row)/g) && 'en-têtes de tableau sans portée',
    compter(/^\s+THead/gm) !== compter(/^\s+Caption/gm) && 'tableaux sans légende',
  ].filter((manque) => manque !== false);
  const bien = `${tableaux} tableaux, ${compter(/^\s+H2 /gm)} titres, ${compter(/^\s+Figure/gm)} figure`;
  return selon(manques.length === 0, bien, manques.join(', '));
}

function marques(pdf: Buffer): Omit<Point, 'nom'> {
  const xmp = infosPdf(pdf, '-meta');
  const a = /<pdfaid:part>3<[^]*<pdfaid:conformance>A</.test(xmp);
  const ua = /<pdfuaid:part>1</.test(xmp);
  const bien = 'le fichier se déclare PDF/A-3a et PDF/UA-1, ce qu’aucun validateur n’a vérifié ici';
  return selon(a && ua, bien, 'les métadonnées ne déclarent pas PDF/A-3a et PDF/UA-1');
}

function polices(pdf: Buffer): Omit<Point, 'nom'> {
  const lues = policesPdf(pdf);
  const dehors = lues.filter((police) => !police.incorporee).map((police) => police.nom);
  return selon(dehors.length === 0, `${lues.length} polices incorporées`, `polices absentes : ${dehors.join(', ')}`);
}

function signature(pdf: Buffer): Omit<Point, 'nom'> {
  const lu = signaturesPdf(pdf);
  const entiere = lu.includes('Total document signed');
  const valide = lu.includes('Signature is Valid');
  const bien = 'signature valide, tout le document est signé';
  return selon(
    entiere && valide,
    bien,
    valide ? 'une partie du document échappe à la signature' : 'signature non valide',
  );
}

/** Never claimed unless it was run: where it is installed, it has to be run by hand on a PDF/A-1b rendering. */
function preflight(): Omit<Point, 'nom'> {
  const present = existsSync(JAVA) && readdirSync(JAVA).some((nom) => /^(pdfbox2?-)?preflight.*\.jar$/.test(nom));
  return {
    verdict: 'NON_CONTROLE',
    detail: present ? 'PDFBox preflight installé, non lancé' : 'PDFBox preflight non installé',
  };
}

/** What tools that are not ours say of the file as a PDF. `scelle`: it must be signed. */
export const pointsDeForme = (pdf: Buffer, scelle: boolean): Point[] => [
  constater('Syntaxe (qpdf)', () =>
    selon(/No syntax or stream encoding errors/.test(controlerPdf(pdf)), 'sans défaut', 'défauts de syntaxe'),
  ),
  constater('Structure (pdfinfo)', () => structure(pdf)),
  constater('Polices (pdffonts)', () => polices(pdf)),
  constater('Marques (XMP)', () => marques(pdf)),
  constater('Validateur PDF/A', preflight),
  scelle
    ? constater('Signature (pdfsig)', () => signature(pdf))
    : sansObjet('Signature (pdfsig)', 'ce document ne se scelle pas'),
];
