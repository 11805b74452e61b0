import { lireDonneesConvention } from '@tdt/domaine';
import { composerSelonForme } from '../modeles/convention.js';
import type { OptionsConvention } from '../modeles/convention-multipartite/v1/index.js';

/** A document to print: the canonical text of its data, which crosses from one thread to another as it is. */
export interface DemandeImpression {
  donnees: string;
  options: OptionsConvention;
}

/** What became of it; a document that cannot be printed says why. */
export type ReponseImpression = { pdf: Uint8Array<ArrayBuffer> } | { panne: string };

/** Prints one document, in the thread that runs this. Never throws: the next document is printed by the same thread. */
export async function imprimer({ donnees, options }: DemandeImpression): Promise<ReponseImpression> {
  try {
    // A copy of exactly these bytes: its memory can be handed over to the other thread.
    return { pdf: new Uint8Array(await composerSelonForme(lireDonneesConvention(donnees), options)) };
  } catch (erreur) {
    return { panne: erreur instanceof Error ? erreur.message : String(erreur) };
  }
}
