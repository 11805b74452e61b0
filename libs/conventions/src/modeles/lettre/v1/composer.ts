import { ecrireDate, jsonCanonique, type Jour } from '@tdt/domaine';
import { COULEURS, DocumentPdf, STYLES, type Cartouche } from '@tdt/socle';
import type { ClauseLettre, ElementLettre, Rubrique } from './modele.js';

export interface OptionsLettre {
  /** SHA-256 of the frozen data, in hexadecimal: its beginning is in every footer. */
  empreinte: string;
  /** Watermark PROJET, and the mention that the document commits nobody. */
  projet: boolean;
  /** Only date inside the file: the same data and the same instant give the same bytes. */
  emisLe: Date;
}

/** What heads and ends a letter; its body is the clauses. */
export interface Lettre {
  titre: string;
  reference: string;
  /** The first line is the name. */
  emetteur: string[];
  destinataire: string[];
  lieu: string | null;
  le: Jour;
  objet: string;
  fiche: [string, string][];
  signatures: Cartouche[];
  /** Frozen data of the letter, embedded as `lettre.json`. */
  donnees: object;
}

const RETRAIT_DESTINATAIRE = 262;

/** A letter as a tagged PDF/A-3 with its data embedded, in the identity of every document. Pure. */
export function composerLettre<Contexte>(
  lettre: Lettre,
  rubriques: readonly Rubrique<Contexte>[],
  contexte: Contexte,
  { empreinte, projet, emisLe }: OptionsLettre,
): Promise<Buffer> {
  const doc = new DocumentPdf({
    emisLe,
    metadonnees: {
      titre: `${lettre.titre} – ${lettre.reference}`,
      auteur: lettre.emetteur[0] ?? '',
      sujet: lettre.objet,
      motsCles: `lettre, ${lettre.reference}, ${empreinte}`,
    },
    cadre: {
      titreCourant: lettre.titre,
      pied: `${lettre.reference} · empreinte ${empreinte.slice(0, 16)}`,
      filigrane: projet ? 'PROJET' : null,
    },
  });
  doc.section('Sect', () => composerTete(doc, lettre));
  for (const { titre, clauses } of rubriques) composerRubrique(doc, titre, clauses, contexte);
  doc.section('Sect', () => composerSignatures(doc, lettre.signatures));
  doc.joindre({
    nom: 'lettre.json',
    type: 'application/json',
    description: 'Données de la lettre, montants en centimes',
    contenu: jsonCanonique(lettre.donnees),
  });
  return doc.terminer();
}

/** Two parties sign under a title; one signs under the text, as in any letter. */
function composerSignatures(doc: DocumentPdf, signatures: readonly Cartouche[]): void {
  if (signatures.length > 1) doc.titre(2, 'Signatures', { suite: 150 });
  else doc.espace(12);
  doc.cartouches(signatures);
}

function composerTete(doc: DocumentPdf, lettre: Lettre): void {
  const [nom = '', ...coordonnees] = lettre.emetteur;
  doc.paragraphe(nom, { ...STYLES.chapeau, graisse: 'gras', couleur: COULEURS.marine, apres: 3 });
  for (const ligne of coordonnees) doc.paragraphe(ligne, { ...STYLES.petit, apres: 1 });
  doc.espace(18);
  lettre.destinataire.forEach((ligne, rang) =>
    doc.paragraphe(ligne, { ...STYLES.corps, graisse: rang === 0 ? 'gras' : 'normal', apres: 1 }, RETRAIT_DESTINATAIRE),
  );
  doc.espace(10);
  const date = lettre.lieu === null ? `Le ${ecrireDate(lettre.le)}` : `${lettre.lieu}, le ${ecrireDate(lettre.le)}`;
  doc.paragraphe(date, { ...STYLES.corps, apres: 16 }, RETRAIT_DESTINATAIRE);
  doc.titre(1, lettre.titre, { style: { ...STYLES.titre1, taille: 18, interligne: 23, apres: 10 } });
  doc.fiche([['Objet', lettre.objet], ['Référence', lettre.reference], ...lettre.fiche], 96);
}

function composerRubrique<Contexte>(
  doc: DocumentPdf,
  titre: string,
  clauses: readonly ClauseLettre<Contexte>[],
  contexte: Contexte,
): void {
  const elements = clauses.filter((c) => c.condition.vraie(contexte)).flatMap((c) => c.rediger(contexte));
  if (elements.length === 0) return;
  doc.section('Sect', () => {
    doc.titre(2, titre);
    elements.forEach((element, rang) => composerElement(doc, element, elements[rang + 1]));
  });
}

function composerElement(doc: DocumentPdf, element: ElementLettre, suivant: ElementLettre | undefined): void {
  if ('liste' in element) return doc.liste(element.liste);
  if ('tableau' in element) return doc.tableau(element.tableau);
  // A sentence that announces a table stays with its beginning.
  if (suivant && 'tableau' in suivant) doc.garderEnsemble(40 + doc.hauteurTableau(suivant.tableau));
  doc.paragraphe(element.alinea);
}
