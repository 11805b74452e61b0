import { Rejet } from './motifs.js';

/** Turns the text form of a stream back into bytes, piece by piece. */
export type Decodeur = (octets: Uint8Array) => Uint8Array;

const FIN_HEXA = 0x3e;
const TILDE = 0x7e;
const Z = 0x7a;

const chiffreHexa = (c: number) => Number.parseInt(String.fromCharCode(c), 16);

/** ASCIIHexDecode. */
export function decodeurHexa(): Decodeur {
  let fini = false;
  let haut: number | undefined;
  return (octets) => {
    const sortie: number[] = [];
    for (const c of octets) {
      if (c === FIN_HEXA) fini = true;
      const chiffre = chiffreHexa(c);
      if (fini || Number.isNaN(chiffre)) continue;
      if (haut === undefined) haut = chiffre;
      else {
        sortie.push(haut * 16 + chiffre);
        haut = undefined;
      }
    }
    return Uint8Array.from(sortie);
  };
}

/** ASCII85Decode: five characters for four bytes, `z` for four zeros, `~>` at the end. */
export function decodeur85(): Decodeur {
  let fini = false;
  let groupe: number[] = [];
  return (octets) => {
    const sortie: number[] = [];
    for (const c of octets) {
      if (c === TILDE && !fini) {
        fini = true;
        // A short last group of n characters stands for n - 1 bytes.
        if (groupe.length > 1) sortie.push(...quatre([...groupe, 84, 84, 84, 84]).slice(0, groupe.length - 1));
      }
      if (fini || c <= 0x20) continue;
      if (c === Z && groupe.length === 0) sortie.push(0, 0, 0, 0);
      else {
        if (c < 0x21 || c > 0x75) throw new Rejet('PDF_INVALIDE');
        groupe.push(c - 0x21);
      }
      if (groupe.length === 5) {
        sortie.push(...quatre(groupe));
        groupe = [];
      }
    }
    return Uint8Array.from(sortie);
  };
}

function quatre([a = 0, b = 0, c = 0, d = 0, e = 0]: number[]): number[] {
  const valeur = (((a * 85 + b) * 85 + c) * 85 + d) * 85 + e;
  return [24, 16, 8, 0].map((decalage) => Math.floor(valeur / 2 ** decalage) % 256);
}
