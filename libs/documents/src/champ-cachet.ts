import type { Feuille } from './feuille.js';
import { PAGE } from './style.js';

/** Print and Locked: an annotation that PDF/A accepts, and that no reader moves. */
const DRAPEAUX = 4 + 128;
/** Signatures exist, and are added after the end of the file only. */
const SIGNATURES = 3;

/** What pdfkit keeps of the catalog, and its types leave out. */
interface Interne {
  _root: { data: Record<string, unknown> };
  ref(donnees: object): { end(): void };
  endAcroForm(): unknown;
}

/**
 * An empty signature field, without surface, for the seal to come: it is part of what is hashed, so that sealing changes
 * nothing of the document but the value of this field. Tagged as a form field, as PDF/UA asks.
 */
export function poserChampCachet(feuille: Feuille, nom: string, libelle: string): void {
  const { pdf } = feuille;
  feuille.grouper('Form', (balise) => {
    pdf.annotate(0, PAGE.hauteur, 0, 0, {
      Subtype: 'Widget',
      FT: 'Sig',
      T: new String(nom),
      TU: new String(libelle),
      F: DRAPEAUX,
      P: pdf.page.dictionary,
      structParent: balise,
    } as never);
  });
  const interne = pdf as unknown as Interne;
  const formulaire = interne.ref({ Fields: [pdf.page.annotations.at(-1)], SigFlags: SIGNATURES });
  formulaire.end();
  interne._root.data['AcroForm'] = formulaire;
  // pdfkit would finish the form with fonts for its fields; this one prints nothing.
  interne.endAcroForm = () => pdf;
}
