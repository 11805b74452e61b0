import { Gonfleur, type Budget } from './gonfleur.js';
import { LIMITES } from './limites.js';
import { Rejet } from './motifs.js';
import { decodeur85, decodeurHexa, type Decodeur } from './pdf-ascii.js';
import type { ContenuPdf, DictionnaireFlux } from './pdf-contenu.js';
import { FluxObjets } from './pdf-flux-objets.js';
import { ObjetCache } from './pdf-objet-cache.js';

const FIN = Buffer.from('endstream');
const [LF, CR] = [0x0a, 0x0d];
const SANS_DECODEUR: Decodeur = (octets) => octets;

/** How a filter applied over Flate is undone. */
const DECODEURS: Readonly<Record<string, () => Decodeur>> = {
  ASCIIHexDecode: decodeurHexa,
  ASCII85Decode: decodeur85,
};

/**
 * The bytes of one stream, from `stream` to `endstream`. They may hide no object; what Flate compressed is inflated under
 * the bounds of the file, and read when it holds objects.
 */
export class FluxPdf {
  private reste = Buffer.alloc(0);
  private debute = false;
  private readonly cache = new ObjetCache();
  private readonly gonfleur: Gonfleur | undefined;
  private readonly objets: FluxObjets | undefined;
  private readonly decoder: Decodeur;

  constructor(dictionnaire: DictionnaireFlux, contenu: ContenuPdf, budget: Budget) {
    const { filtres, indirect, premier } = dictionnaire;
    const comprime = filtres.includes('FlateDecode');
    this.decoder = comprime ? decodeurAvantFlate(filtres) : SANS_DECODEUR;
    if (dictionnaire.objets || premier !== undefined) {
      exigerObjetsLisibles(dictionnaire);
      this.objets = new FluxObjets(premier ?? 0, contenu);
    }
    const lire = this.objets && ((morceau: Buffer) => this.objets?.lire(morceau));
    if (comprime || indirect) this.gonfleur = new Gonfleur({ limite: LIMITES.fluxGonfle, budget, lire });
  }

  /** Takes bytes of the stream from `octets[i]`. @returns the index after `endstream`, or null when the stream goes on. */
  async lire(octets: Buffer, i: number): Promise<number | null> {
    const ensemble = Buffer.concat([this.reste, octets.subarray(i)]);
    const fin = ensemble.indexOf(FIN);
    if (fin >= 0) {
      await this.traiter(ensemble.subarray(0, fin));
      await this.finir();
      return i + fin + FIN.length - this.reste.length;
    }
    const sur = Math.max(0, ensemble.length - FIN.length + 1);
    await this.traiter(ensemble.subarray(0, sur));
    this.reste = ensemble.subarray(sur);
    return null;
  }

  private async traiter(octets: Buffer): Promise<void> {
    if (octets.length === 0) return;
    const utiles = this.debute ? octets : sansFinDeLigne(octets);
    this.debute = true;
    for (const c of utiles) this.cache.lire(c);
    if (this.gonfleur) await this.gonfleur.ecrire(this.decoder(utiles));
    else this.objets?.lire(utiles);
  }

  /** Pictures that end too early are the viewer's business; a table of objects that does is nobody's mistake. */
  private async finir(): Promise<void> {
    const fin = await this.gonfleur?.finir();
    if (fin === 'abime' && this.objets) throw new Rejet('PDF_AMBIGU');
    this.objets?.finir();
  }
}

/** Bytes compressed twice have only one purpose; behind a filter that we do not undo, nobody would count them. */
function decodeurAvantFlate(filtres: string[]): Decodeur {
  const [avant, ...autres] = filtres.slice(0, filtres.indexOf('FlateDecode'));
  if (filtres.filter((f) => f === 'FlateDecode').length > 1) throw new Rejet('BOMBE');
  if (avant === undefined) return SANS_DECODEUR;
  const decodeur = Object.hasOwn(DECODEURS, avant) ? DECODEURS[avant] : undefined;
  if (!decodeur || autres.length > 0) throw new Rejet('TROP_COMPLEXE');
  return decodeur();
}

/** A stream of objects is written plainly or by Flate alone, as every producer does: any other way hides them from us. */
function exigerObjetsLisibles({ filtres, indirect, premier, predicteur }: DictionnaireFlux): void {
  const filtre = filtres.length === 0 || (filtres.length === 1 && filtres[0] === 'FlateDecode');
  if (!filtre || indirect || predicteur || premier === undefined) throw new Rejet('PDF_AMBIGU');
}

/** The line end that follows the word `stream` is not part of the stream. */
function sansFinDeLigne(octets: Buffer): Buffer {
  const crlf = octets[0] === CR && octets[1] === LF;
  if (crlf) return octets.subarray(2);
  return octets[0] === LF || octets[0] === CR ? octets.subarray(1) : octets;
}
