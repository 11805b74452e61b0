const REENREGISTRER = 'ouvrez-le, imprimez-le au format PDF et envoyez la copie.';

/** Every reason to turn a file away, with the sentence that says how to mend it. Programs read the code. */
export const MOTIFS = {
  VIDE: 'Ce fichier est vide.',
  TROP_LOURD: 'Un fichier pèse 25 Mio au plus.',
  EMPREINTE_DIFFERENTE: 'Le fichier reçu n’est pas celui qui était annoncé : envoyez-le de nouveau.',
  NOM_REFUSE: 'Le nom de ce fichier contient un chemin ou un caractère invisible : renommez-le.',
  EXTENSION_REFUSEE: 'Envoyez un fichier PDF, PNG, JPEG, DOCX ou XLSX, nommé avec cette seule extension.',
  TYPE_INCONNU: 'Le contenu de ce fichier n’est ni un PDF, ni une image PNG ou JPEG, ni un document DOCX ou XLSX.',
  EXTENSION_TROMPEUSE: 'L’extension de ce fichier n’est pas celle de son contenu : renommez-le.',
  POLYGLOTTE: 'Ce fichier en cache un autre, d’un autre type : enregistrez-le de nouveau avant de l’envoyer.',
  BOMBE: 'Ce fichier, une fois décompressé, est démesuré.',
  TROP_COMPLEXE: 'Ce fichier contient trop d’éléments pour être contrôlé : simplifiez-le ou découpez-le.',
  CONTROLE_INTERROMPU: 'Ce fichier est trop long à contrôler : simplifiez-le ou découpez-le.',
  PDF_INVALIDE: 'Ce PDF est abîmé ou incomplet : enregistrez-le de nouveau avant de l’envoyer.',
  PDF_AMBIGU: 'Ce PDF ne se lit pas d’une seule façon : enregistrez-le de nouveau avant de l’envoyer.',
  PDF_CHIFFRE: 'Ce PDF est chiffré ou protégé : envoyez-le sans protection.',
  PDF_CODE: `Ce PDF contient du code JavaScript : ${REENREGISTRER}`,
  PDF_LANCEMENT: `Ce PDF lance un programme, ouvre un autre fichier ou envoie des données : ${REENREGISTRER}`,
  PDF_OUVERTURE: `Ce PDF déclenche une action à son ouverture : ${REENREGISTRER}`,
  PDF_FICHIER_EMBARQUE: 'Ce PDF contient d’autres fichiers : envoyez chacun d’eux comme une pièce.',
  PDF_MULTIMEDIA: `Ce PDF contient un élément multimédia : ${REENREGISTRER}`,
  PDF_FORMULAIRE_DYNAMIQUE: `Ce PDF est un formulaire dynamique (XFA) : ${REENREGISTRER}`,
  PDF_TROP_DE_PAGES: 'Un PDF compte 500 pages au plus : découpez-le.',
  IMAGE_INVALIDE: 'Cette image est abîmée ou incomplète : enregistrez-la de nouveau avant de l’envoyer.',
  IMAGE_TROP_GRANDE: 'Une image mesure au plus 16 000 pixels de côté et 50 millions de pixels : réduisez-la.',
  ZIP_INVALIDE: 'Ce document est abîmé : enregistrez-le de nouveau avant de l’envoyer.',
  ZIP_CHEMIN: 'Ce document contient un nom de fichier dangereux.',
  OOXML_INVALIDE: 'Ce document n’est ni un document Word (DOCX), ni un classeur Excel (XLSX) bien formé.',
  OOXML_MACROS: 'Ce document contient des macros : enregistrez-le au format DOCX ou XLSX sans macro.',
  OOXML_FICHIER_EMBARQUE: 'Ce document contient un autre fichier ou un objet actif : retirez-le.',
  OOXML_LIEN_EXTERNE:
    'Ce document dépend d’un fichier extérieur (modèle, classeur lié, image liée) : rompez la liaison.',
} as const;

export type MotifRejet = keyof typeof MOTIFS;

/** Leaves the reading of a file at the first thing that turns it away. Never leaves this folder: `controler` answers a verdict. */
export class Rejet extends Error {
  constructor(readonly motif: MotifRejet) {
    super(motif);
  }
}
