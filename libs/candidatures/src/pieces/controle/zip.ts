import { crc32 } from 'node:zlib';
import type { FichierLu } from './fichier-lu.js';
import { Gonfleur, type Budget } from './gonfleur.js';
import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';

const FIN = { signature: 0x06054b50, taille: 22 };
const CENTRALE = { signature: 0x02014b50, taille: 46 };
const LOCALE = { signature: 0x04034b50, taille: 30 };
/** Sizes that may follow the data when bit 3 is set: CRC and sizes, with or without a signature. */
const DESCRIPTEURS = [12, 16];
const [CHIFFRE, DESCRIPTEUR, UTF8] = [1 << 0, 1 << 3, 1 << 11];
const [STOCKE, DEFLATE] = [0, 8];

/** A file inside the archive, as its directory describes it. */
export interface EntreeZip {
  nom: string;
  methode: number;
  crc: number;
  comprime: number;
  taille: number;
  /** Position of its local header, then of its data. */
  entete: number;
  donnees: number;
}

interface Repertoire {
  debut: number;
  taille: number;
  entrees: number;
}

/** A path that stays inside: relative, with ordinary names, and written in one way only. */
function exigerChemin(nom: string): void {
  const segments = nom.replace(/\/$/, '').split('/');
  const sain = segments.every((s) => s !== '' && s !== '.' && s !== '..');
  if (!sain || nom.length > LIMITES.zip.chemin || /[\\:\p{C}]/u.test(nom)) throw new Rejet('ZIP_CHEMIN');
}

/** The directory stands at the very end, without a comment: an archive of an office suite has none. */
async function lireFin(fichier: FichierLu): Promise<Repertoire> {
  const position = fichier.taille - FIN.taille;
  const fin = await fichier.lire(position, FIN.taille);
  if (fin.length < FIN.taille || fin.readUInt32LE(0) !== FIN.signature) throw new Rejet('ZIP_INVALIDE');
  const [disque, disqueRepertoire] = [fin.readUInt16LE(4), fin.readUInt16LE(6)];
  const [ici, entrees] = [fin.readUInt16LE(8), fin.readUInt16LE(10)];
  const [taille, debut] = [fin.readUInt32LE(12), fin.readUInt32LE(16)];
  if (disque + disqueRepertoire + fin.readUInt16LE(20) !== 0 || ici !== entrees || debut + taille !== position)
    throw new Rejet('ZIP_INVALIDE');
  if (entrees > LIMITES.zip.entrees || taille > LIMITES.zip.repertoire) throw new Rejet('TROP_COMPLEXE');
  return { debut, taille, entrees };
}

function lireEntree(octets: Buffer, i: number): { entree: EntreeZip; drapeaux: number; suite: number } {
  if (octets.length < i + CENTRALE.taille || octets.readUInt32LE(i) !== CENTRALE.signature)
    throw new Rejet('ZIP_INVALIDE');
  const [drapeaux, methode] = [octets.readUInt16LE(i + 8), octets.readUInt16LE(i + 10)];
  const [longueurNom, extra, commentaire] = [28, 30, 32].map((d) => octets.readUInt16LE(i + d)) as [
    number,
    number,
    number,
  ];
  const brut = octets.subarray(i + CENTRALE.taille, i + CENTRALE.taille + longueurNom);
  const nom = brut.toString('utf8');
  // Without the UTF-8 flag a name has no agreed alphabet beyond ASCII.
  const lisible = (drapeaux & UTF8) !== 0 ? Buffer.from(nom).equals(brut) : brut.every((c) => c < 0x80);
  if (!lisible || brut.length !== longueurNom) throw new Rejet('ZIP_CHEMIN');
  exigerChemin(nom);
  if ((drapeaux & CHIFFRE) !== 0 || ![STOCKE, DEFLATE].includes(methode)) throw new Rejet('ZIP_INVALIDE');
  const [crc, comprime, taille] = [16, 20, 24].map((d) => octets.readUInt32LE(i + d)) as [number, number, number];
  const entree = { nom, methode, crc, comprime, taille, entete: octets.readUInt32LE(i + 42), donnees: 0 };
  return { entree, drapeaux, suite: i + CENTRALE.taille + longueurNom + extra + commentaire };
}

/** The entry's own header says the same as the directory; its data end where the next thing begins. */
async function verifierLocale(fichier: FichierLu, entree: EntreeZip, drapeaux: number, fin: number): Promise<void> {
  const locale = await fichier.lire(entree.entete, LOCALE.taille);
  if (locale.length < LOCALE.taille || locale.readUInt32LE(0) !== LOCALE.signature) throw new Rejet('ZIP_INVALIDE');
  const [longueurNom, extra] = [locale.readUInt16LE(26), locale.readUInt16LE(28)];
  const nom = await fichier.lire(entree.entete + LOCALE.taille, longueurNom);
  const memes = locale.readUInt16LE(6) === drapeaux && locale.readUInt16LE(8) === entree.methode;
  if (!memes || nom.toString('utf8') !== entree.nom) throw new Rejet('ZIP_INVALIDE');
  entree.donnees = entree.entete + LOCALE.taille + longueurNom + extra;
  const ecart = fin - entree.donnees - entree.comprime;
  const descripteur = (drapeaux & DESCRIPTEUR) !== 0;
  const [crc, comprime, taille] = [14, 18, 22].map((d) => locale.readUInt32LE(d));
  const tailles = crc === entree.crc && comprime === entree.comprime && taille === entree.taille;
  const annoncee = ecart === 0 && tailles;
  if (!annoncee && !(descripteur && DESCRIPTEURS.includes(ecart))) throw new Rejet('ZIP_INVALIDE');
}

/**
 * The files of an archive, by their paths. The entries must follow one another from the first byte of the file to the
 * directory, without a gap nor an overlap: nothing hides between them, and no two share the same bytes.
 */
export async function ouvrirZip(fichier: FichierLu): Promise<Map<string, EntreeZip>> {
  const repertoire = await lireFin(fichier);
  const octets = await fichier.lire(repertoire.debut, repertoire.taille);
  const lues = [];
  let i = 0;
  for (let n = 0; n < repertoire.entrees; n += 1) {
    const lue = lireEntree(octets, i);
    lues.push(lue);
    i = lue.suite;
  }
  if (i !== octets.length || lues.length === 0) throw new Rejet('ZIP_INVALIDE');
  lues.sort((a, b) => a.entree.entete - b.entree.entete);
  if (lues[0]?.entree.entete !== 0) throw new Rejet('ZIP_INVALIDE');
  for (const [rang, { entree, drapeaux }] of lues.entries()) {
    await verifierLocale(fichier, entree, drapeaux, lues[rang + 1]?.entree.entete ?? repertoire.debut);
  }
  const parChemin = new Map(lues.map(({ entree }) => [entree.nom, entree]));
  // Two names that differ by case alone are one file for half of the readers.
  if (new Set(lues.map(({ entree }) => entree.nom.toLowerCase())).size !== lues.length) throw new Rejet('ZIP_INVALIDE');
  return parChemin;
}

/** Inflates one entry under its announced size, and checks its CRC; each piece is handed on. */
export async function lireEntreeZip(
  fichier: FichierLu,
  entree: EntreeZip,
  budget: Budget,
  lire: (morceau: Buffer) => void,
): Promise<void> {
  let somme = 0;
  let taille = 0;
  const compter = (morceau: Buffer) => {
    somme = crc32(morceau, somme);
    taille += morceau.length;
    if (taille > entree.taille) throw new Rejet('BOMBE');
    lire(morceau);
  };
  if (entree.taille > LIMITES.zip.entreeGonflee) throw new Rejet('BOMBE');
  const fin = entree.donnees + entree.comprime;
  if (entree.methode === STOCKE) {
    for await (const morceau of fichier.flux(entree.donnees, fin)) compter(morceau);
  } else {
    const gonfleur = new Gonfleur({ brut: true, limite: LIMITES.zip.entreeGonflee, budget, lire: compter });
    for await (const morceau of fichier.flux(entree.donnees, fin)) await gonfleur.ecrire(morceau);
    if ((await gonfleur.finir()) !== 'complet') throw new Rejet('ZIP_INVALIDE');
  }
  if (somme !== entree.crc || taille !== entree.taille) throw new Rejet('ZIP_INVALIDE');
}
