import { ecrireDate, jsonCanonique, type Jour } from '@tdt/domaine';
import { COULEURS, DocumentPdf, PAGE, STYLES, type Cartouche } from '@tdt/documents';
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
  const parties = rubriques
    .map(({ titre, clauses }) => ({ titre, elements: rediger(clauses, contexte) }))
    .filter(({ elements }) => elements.length > 0);
  parties.forEach((partie, rang) => {
    composerPartie(doc, partie, rang === parties.length - 1 ? hauteurSignatures(lettre.signatures) : 0);
  });
  doc.section('Sect', () => composerSignatures(doc, lettre.signatures));
  doc.joindre({
    nom: 'lettre.json',
    type: 'application/json',
    description: 'Données de la lettre, montants en centimes',
    contenu: jsonCanonique(lettre.donnees),
  });
  return doc.terminer();
}

/** About what the signatures take: their page has the end of the text, or anybody could put it under another one. */
const hauteurSignatures = (signatures: readonly Cartouche[]): number => (signatures.length > 1 ? 210 : 140);

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

function rediger<Contexte>(clauses: readonly ClauseLettre<Contexte>[], contexte: Contexte): ElementLettre[] {
  return clauses.filter((c) => c.condition.vraie(contexte)).flatMap((c) => c.rediger(contexte));
}

interface PartieLettre {
  titre: string;
  elements: ElementLettre[];
}

/** `reserve`: height that must follow the last element on its page. */
function composerPartie(doc: DocumentPdf, { titre, elements }: PartieLettre, reserve: number): void {
  const suites = elements.map((_, rang) =>
    rang === elements.length - 1 ? reserve : hauteurAnnoncee(doc, elements[rang + 1]),
  );
  doc.section('Sect', () => {
    doc.titre(2, titre, { suite: 3 * STYLES.corps.interligne + (suites[0] ?? 0) });
    elements.forEach((element, rang) => {
      const suite = suites[rang] ?? 0;
      if (suite > 0) doc.garderEnsemble(hauteurElement(doc, element) + suite);
      composerElement(doc, element);
    });
  });
}

/** What must follow a paragraph on its page: the beginning of the table or of the list that it announces. */
function hauteurAnnoncee(doc: DocumentPdf, suivant: ElementLettre | undefined): number {
  if (suivant === undefined || 'alinea' in suivant) return 0;
  return 'tableau' in suivant ? doc.hauteurTableau(suivant.tableau) : 2 * STYLES.corps.interligne;
}

/** Height of a paragraph; of a list, its last lines; of a table, its beginning. */
function hauteurElement(doc: DocumentPdf, element: ElementLettre): number {
  if ('tableau' in element) return doc.hauteurTableau(element.tableau);
  if ('liste' in element) return 3 * STYLES.corps.interligne;
  const largeur = PAGE.largeur - PAGE.gauche - PAGE.droite;
  return (
    doc.feuille.lignes(element.alinea, STYLES.corps, largeur).length * STYLES.corps.interligne + STYLES.corps.apres
  );
}

function composerElement(doc: DocumentPdf, element: ElementLettre): void {
  if ('liste' in element) doc.liste(element.liste);
  else if ('tableau' in element) doc.tableau(element.tableau);
  else doc.paragraphe(element.alinea);
}
