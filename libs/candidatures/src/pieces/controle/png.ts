import { crc32 } from 'node:zlib';
import type { FichierLu } from './fichier-lu.js';
import { Gonfleur } from './gonfleur.js';
import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';

const SIGNATURE = 8;
/** Length, type and CRC around the data of a chunk. */
const [AVANT, APRES] = [8, 4];
const ENTETE_TEXTE_MAX = 1_024;
/** Samples per pixel, by colour type; the depths that each admits (ISO/IEC 15948, 11.2.2). */
const COULEURS: Readonly<Record<number, { canaux: number; profondeurs: readonly number[] }>> = {
  0: { canaux: 1, profondeurs: [1, 2, 4, 8, 16] },
  2: { canaux: 3, profondeurs: [8, 16] },
  3: { canaux: 1, profondeurs: [1, 2, 4, 8] },
  4: { canaux: 2, profondeurs: [8, 16] },
  6: { canaux: 4, profondeurs: [8, 16] },
};
/** Adam7: first column and row of each pass, and its steps. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Rows of the same width in the inflated data; each begins with the number of its filter. */
interface Bande {
  rangees: number;
  octets: number;
}

/** Rejects the sizes that no picture of a document has, and that would cost whoever opens it. */
export function exigerDimensions(largeur: number, hauteur: number): void {
  if (largeur < 1 || hauteur < 1) throw new Rejet('IMAGE_INVALIDE');
  const { cote, pixels } = LIMITES.image;
  if (largeur > cote || hauteur > cote || largeur * hauteur > pixels) throw new Rejet('IMAGE_TROP_GRANDE');
}

function bandes(ihdr: Buffer): Bande[] {
  const [largeur, hauteur] = [ihdr.readUInt32BE(0), ihdr.readUInt32BE(4)];
  const [profondeur, couleur, compression, filtre, entrelacement] = ihdr.subarray(8);
  exigerDimensions(largeur, hauteur);
  const type = COULEURS[couleur ?? -1];
  const connu = type?.profondeurs.includes(profondeur ?? 0) && compression === 0 && filtre === 0;
  if (!type || !connu || (entrelacement ?? 2) > 1) throw new Rejet('IMAGE_INVALIDE');
  const bits = type.canaux * (profondeur ?? 0);
  const passes = entrelacement === 1 ? PASSES : ([[0, 0, 1, 1]] as const);
  return passes
    .map(([x, y, dx, dy]) => ({
      rangees: Math.max(0, Math.ceil((hauteur - y) / dy)),
      colonnes: Math.max(0, Math.ceil((largeur - x) / dx)),
    }))
    .filter(({ rangees, colonnes }) => rangees > 0 && colonnes > 0)
    .map(({ rangees, colonnes }) => ({ rangees, octets: 1 + Math.ceil((colonnes * bits) / 8) }));
}

/** Follows the inflated picture row by row: exactly as many bytes as its header announces, each row with a known filter. */
class Rangees {
  private restant = 0;

  constructor(private readonly bandes: Bande[]) {}

  get finies(): boolean {
    return this.bandes.length === 0 && this.restant === 0;
  }

  lire(morceau: Buffer): void {
    for (let i = 0; i < morceau.length;) {
      if (this.restant === 0) this.commencer(morceau[i] as number);
      const pris = Math.min(this.restant, morceau.length - i);
      this.restant -= pris;
      i += pris;
    }
  }

  private commencer(filtre: number): void {
    const [bande] = this.bandes;
    if (!bande || filtre > 4) throw new Rejet('IMAGE_INVALIDE');
    this.restant = bande.octets;
    bande.rangees -= 1;
    if (bande.rangees === 0) this.bandes.shift();
  }
}

interface Morceau {
  type: string;
  debut: number;
  longueur: number;
}

async function morceauEn(fichier: FichierLu, position: number): Promise<Morceau> {
  const entete = await fichier.lire(position, AVANT);
  if (entete.length < AVANT) throw new Rejet('IMAGE_INVALIDE');
  const [longueur, type] = [entete.readUInt32BE(0), entete.toString('latin1', 4)];
  const debut = position + AVANT;
  if (!/^[A-Za-z]{4}$/.test(type) || debut + longueur + APRES > fichier.taille) throw new Rejet('IMAGE_INVALIDE');
  return { type, debut, longueur };
}

/** Reads the data of a chunk, checks its CRC, and hands each piece on. */
async function verifier(fichier: FichierLu, m: Morceau, lire?: (octets: Buffer) => Promise<void>): Promise<void> {
  let somme = crc32(m.type);
  for await (const octets of fichier.flux(m.debut, m.debut + m.longueur)) {
    somme = crc32(octets, somme);
    await lire?.(octets);
  }
  const attendue = await fichier.lire(m.debut + m.longueur, APRES);
  if (attendue.readUInt32BE(0) !== somme) throw new Rejet('IMAGE_INVALIDE');
}

/** Texts and colour profiles are compressed too: position of their data, null for a chunk without any. */
async function texteComprime(fichier: FichierLu, { type, debut, longueur }: Morceau): Promise<number | null> {
  if (!['zTXt', 'iTXt', 'iCCP'].includes(type)) return null;
  const entete = await fichier.lire(debut, Math.min(longueur, ENTETE_TEXTE_MAX));
  const nul = entete.indexOf(0);
  if (nul < 0) throw new Rejet('IMAGE_INVALIDE');
  if (type !== 'iTXt') return debut + nul + 2;
  if (entete[nul + 1] === 0) return null;
  const langue = entete.indexOf(0, nul + 3);
  const traduction = langue < 0 ? -1 : entete.indexOf(0, langue + 1);
  if (traduction < 0) throw new Rejet('IMAGE_INVALIDE');
  return debut + traduction + 1;
}

async function exigerTexteBorne(fichier: FichierLu, m: Morceau): Promise<void> {
  const debut = await texteComprime(fichier, m);
  if (debut === null) return;
  const gonfleur = new Gonfleur({ limite: LIMITES.image.texteGonfle, budget: { reste: LIMITES.fichierGonfle } });
  for await (const octets of fichier.flux(debut, m.debut + m.longueur)) await gonfleur.ecrire(octets);
  await gonfleur.finir();
}

/** Rejects a PNG that is not whole and sound, that is too large once decoded, or that something follows. */
export async function controlerPng(fichier: FichierLu): Promise<void> {
  const ihdr = await morceauEn(fichier, SIGNATURE);
  if (ihdr.type !== 'IHDR' || ihdr.longueur !== 13) throw new Rejet('IMAGE_INVALIDE');
  await verifier(fichier, ihdr);
  const rangees = new Rangees(bandes(await fichier.lire(ihdr.debut, ihdr.longueur)));
  const lire = (octets: Buffer) => rangees.lire(octets);
  // The announced size bounds what is read: one byte more and the rows reject it.
  const gonfleur = new Gonfleur({ limite: Infinity, budget: { reste: LIMITES.fichierGonfle }, lire });
  let position = ihdr.debut + ihdr.longueur + APRES;
  for (let nombre = 0; ; nombre += 1) {
    if (nombre > LIMITES.image.segments) throw new Rejet('TROP_COMPLEXE');
    const m = await morceauEn(fichier, position);
    await verifier(fichier, m, m.type === 'IDAT' ? (octets) => gonfleur.ecrire(octets) : undefined);
    await exigerTexteBorne(fichier, m);
    position = m.debut + m.longueur + APRES;
    if (m.type === 'IEND') break;
  }
  if ((await gonfleur.finir()) !== 'complet' || !rangees.finies) throw new Rejet('IMAGE_INVALIDE');
  if (position !== fichier.taille) throw new Rejet('POLYGLOTTE');
}
