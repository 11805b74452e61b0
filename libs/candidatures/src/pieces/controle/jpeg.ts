import type { FichierLu } from './fichier-lu.js';
import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';
import { exigerDimensions } from './png.js';

const [SOI, EOI, SOS, DQT, DHT] = [0xd8, 0xd9, 0xda, 0xdb, 0xc4];
/** Start of frame: baseline, extended and progressive, Huffman coded; the others are read by no ordinary program. */
const TRAMES = [0xc0, 0xc1, 0xc2];
const TRAMES_RARES = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];
/** Samsung's telephones close their pictures with this mark, after blocks of their own. */
const FIN_SAMSUNG = 'SEFT';

const estReprise = (marqueur: number) => marqueur >= 0xd0 && marqueur <= 0xd7;
/** Markers that carry no segment, and have no place between two segments. */
const sansContenu = (marqueur: number) => marqueur < 0xc0 || estReprise(marqueur) || marqueur === SOI;

/** One picture under way: what a decoder must have been given before it can draw. */
class LectureJpeg {
  private tables = new Set<number>();
  private composantes = 0;
  private balayages = 0;

  /** Reads the content of a segment. */
  segment(marqueur: number, contenu: Buffer): void {
    if (marqueur === DQT || marqueur === DHT) this.tables.add(marqueur);
    if (TRAMES_RARES.includes(marqueur)) throw new Rejet('IMAGE_INVALIDE');
    if (TRAMES.includes(marqueur)) this.trame(contenu);
    if (marqueur === SOS) this.balayage(contenu);
  }

  private trame(contenu: Buffer): void {
    const nombre = contenu[5] ?? 0;
    const bienFormee = [8, 12].includes(contenu[0] ?? 0) && [1, 3, 4].includes(nombre);
    if (this.composantes > 0 || !bienFormee || contenu.length !== 6 + 3 * nombre) throw new Rejet('IMAGE_INVALIDE');
    exigerDimensions(contenu.readUInt16BE(3), contenu.readUInt16BE(1));
    for (let i = 0; i < nombre; i += 1) {
      const echantillons = contenu[7 + 3 * i] ?? 0;
      const [h, v] = [echantillons >> 4, echantillons & 15];
      if (h < 1 || h > 4 || v < 1 || v > 4) throw new Rejet('IMAGE_INVALIDE');
    }
    this.composantes = nombre;
  }

  private balayage(contenu: Buffer): void {
    const nombre = contenu[0] ?? 0;
    const complet = this.composantes > 0 && this.tables.has(DQT) && this.tables.has(DHT);
    if (!complet || nombre < 1 || nombre > this.composantes || contenu.length !== 4 + 2 * nombre)
      throw new Rejet('IMAGE_INVALIDE');
    this.balayages += 1;
    if (this.balayages > LIMITES.image.balayages) throw new Rejet('TROP_COMPLEXE');
  }

  finir(): void {
    if (this.balayages === 0) throw new Rejet('IMAGE_INVALIDE');
  }
}

/** The position of the next marker in coded data, where 0xFF is doubled and restart marks are part of it. */
async function marqueurSuivant(fichier: FichierLu, depuis: number): Promise<number> {
  let position = depuis;
  let precedent = 0;
  for await (const octets of fichier.flux(depuis)) {
    for (const c of octets) {
      if (precedent === 0xff && c !== 0 && c !== 0xff && !estReprise(c)) return position - 1;
      precedent = c;
      position += 1;
    }
  }
  throw new Rejet('IMAGE_INVALIDE');
}

/** Reads one picture from its SOI. @returns the position after its EOI */
async function lireImage(fichier: FichierLu, debut: number): Promise<number> {
  const lecture = new LectureJpeg();
  let position = debut + 2;
  for (let nombre = 0; nombre < LIMITES.image.segments; nombre += 1) {
    const [ff, marqueur = 0, haut = 0, bas = 0] = await fichier.lire(position, 4);
    if (ff !== 0xff) throw new Rejet('IMAGE_INVALIDE');
    if (marqueur === 0xff) {
      position += 1;
      continue;
    }
    if (marqueur === EOI) {
      lecture.finir();
      return position + 2;
    }
    const longueur = haut * 256 + bas;
    const contenu = await fichier.lire(position + 4, longueur - 2);
    if (sansContenu(marqueur) || longueur < 2 || contenu.length !== longueur - 2) throw new Rejet('IMAGE_INVALIDE');
    lecture.segment(marqueur, contenu);
    position += 2 + longueur;
    if (marqueur === SOS) position = await marqueurSuivant(fichier, position);
  }
  throw new Rejet('TROP_COMPLEXE');
}

/** Telephones append a second picture (depth, thumbnail), zeros or their own block: anything else is another file. */
async function exigerFinConnue(fichier: FichierLu, depuis: number): Promise<void> {
  let position = depuis;
  for (let images = 0; images < LIMITES.image.balayages; images += 1) {
    const debut = await premierNonNul(fichier, position);
    if (debut === null) return;
    const [ff, marqueur] = await fichier.lire(debut, 2);
    if (ff !== 0xff || marqueur !== SOI) break;
    position = await lireImage(fichier, debut);
  }
  const fin = await fichier.lire(fichier.taille - FIN_SAMSUNG.length, FIN_SAMSUNG.length);
  if (fin.toString('latin1') !== FIN_SAMSUNG) throw new Rejet('POLYGLOTTE');
}

async function premierNonNul(fichier: FichierLu, depuis: number): Promise<number | null> {
  let position = depuis;
  for await (const octets of fichier.flux(depuis)) {
    const i = octets.findIndex((c) => c !== 0);
    if (i >= 0) return position + i;
    position += octets.length;
  }
  return null;
}

/** Rejects a JPEG that is not whole and sound, that is too large, or that something foreign follows. */
export async function controlerJpeg(fichier: FichierLu): Promise<void> {
  await exigerFinConnue(fichier, await lireImage(fichier, 0));
}
