import { FichierLu } from './fichier-lu.js';
import { controlerJpeg } from './jpeg.js';
import { LIMITES } from './limites.js';
import { Rejet, type MotifRejet } from './motifs.js';
import { controlerOoxml } from './ooxml.js';
import { controlerPdf } from './pdf.js';
import { controlerPng } from './png.js';
import { refuserPolyglotte } from './polyglotte.js';
import { controlerParQpdf } from './qpdf.js';
import { signatureDe, type TypeMime } from './types.js';

/** What a file turned out to be, or why it is turned away. */
export type Verdict = { ok: true; type: TypeMime; pages: number | null } | { ok: false; motif: MotifRejet };

const DEBUT = 16;

/** Files under control at the same time in this process: the others wait, so that memory and time stay bounded. */
const SIMULTANES = 2;
let enCours = 0;
const file: (() => void)[] = [];

async function aTour<Resultat>(acte: () => Promise<Resultat>): Promise<Resultat> {
  if (enCours >= SIMULTANES) await new Promise<void>((suite) => file.push(suite));
  else enCours += 1;
  try {
    return await acte();
  } finally {
    const suivant = file.shift();
    if (suivant) suivant();
    else enCours -= 1;
  }
}

/**
 * Reads a file to its end and says what it is. Our own reading always runs; qpdf adds its opinion where it is installed. The
 * name and the type that the sender gave play no part here.
 */
export function controlerContenu(chemin: string): Promise<Verdict> {
  return aTour(async () => {
    const fichier = await FichierLu.ouvrir(chemin, AbortSignal.timeout(LIMITES.dureeMs));
    try {
      return { ok: true, ...(await controler(fichier, chemin)) };
    } catch (rejet) {
      if (rejet instanceof Rejet) return { ok: false, motif: rejet.motif };
      throw rejet;
    } finally {
      await fichier.fermer();
    }
  });
}

async function controler(fichier: FichierLu, chemin: string): Promise<{ type: TypeMime; pages: number | null }> {
  if (fichier.taille === 0) throw new Rejet('VIDE');
  if (fichier.taille > LIMITES.octets) throw new Rejet('TROP_LOURD');
  const signature = signatureDe(await fichier.lire(0, DEBUT));
  if (signature === null) throw new Rejet('TYPE_INCONNU');
  if (signature === 'zip') {
    const type = await controlerOoxml(fichier);
    await refuserPolyglotte(fichier, type);
    return { type, pages: null };
  }
  if (signature === 'pdf') {
    await refuserPolyglotte(fichier, 'application/pdf');
    const pages = await controlerPdf(fichier);
    await controlerParQpdf(chemin);
    return { type: 'application/pdf', pages };
  }
  const type = signature === 'png' ? 'image/png' : 'image/jpeg';
  await refuserPolyglotte(fichier, type);
  await (signature === 'png' ? controlerPng(fichier) : controlerJpeg(fichier));
  return { type, pages: null };
}
