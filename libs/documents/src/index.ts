export { DocumentPdf, type Cartouche, type FichierJoint, type OptionsDocument } from './document-pdf.js';
export { hauteurCodeQr, poserCodeQr, type CodeQr } from './code-qr.js';
export { hauteurRangees, poserLogos, poserLogosNommes, type Logo } from './logos.js';
export { poserChampCachet } from './champ-cachet.js';
export { ecrireMiseAJour, exiger, lirePied, type ObjetPdf } from './mise-a-jour-pdf.js';
export { compterPages, poserReperes, type TexteDeRepere } from './reperes-pdf.js';
export type { Cadre } from './cadre.js';
export type { Metadonnees } from './metadonnees.js';
export type { Colonne, Rangee, Tableau } from './tableau.js';
export { COULEURS, PAGE, STYLES, type StyleTexte } from './style.js';
export { assainir, assainirTout, ecrireSiret, gras, italique, mono, typographier } from './typographie.js';
export {
  aplatirEspaces,
  controlerPdf,
  imagesPdf,
  infosPdf,
  numeriserPdf,
  octetsJointsPdf,
  outilsPdfManquants,
  pagesPdf,
  pieceJointePdf,
  policesPdf,
  signaturesPdf,
  textePdf,
} from './relecture.js';
