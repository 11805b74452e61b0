import type { CodeArticle, PartieConvention } from '@tdt/domaine';
import { STYLES, poserChampCachet, type Cartouche, type DocumentPdf } from '@tdt/documents';
import { composerBudget, composerFicheProjet, composerIndicateurs, composerMandat } from './annexes.js';
import { composerAnnexeCer, composerAnnexeFinancement, composerEtatRecapitulatif } from './annexes-financieres.js';
import { annexesDe, ecrireActe, ecrireNumero, ou } from './contexte.js';
import { composerAnnexeLogos } from './logos.js';
import type { Clause, Contexte, Element } from './modele.js';

export type Annexes = Readonly<Record<string, (doc: DocumentPdf, contexte: Contexte, titre: string) => void>>;

/** Annexes that the platform writes; the others (RIB …) are joined as files and only listed. */
export const ANNEXES: Annexes = {
  I: composerFicheProjet,
  II: composerBudget,
  III: composerAnnexeFinancement,
  IV: composerEtatRecapitulatif,
  V: composerAnnexeCer,
  VI: composerIndicateurs,
  VIII: composerAnnexeLogos,
  IX: composerMandat,
};

/** An annex starts on a new page unless a good third of the page is left. */
const PLACE_POUR_ANNEXE = 260;

/** The articles that apply, each with the clauses of the model whose condition holds. */
export function composerArticles(
  doc: DocumentPdf,
  contexte: Contexte,
  clauses: Readonly<Record<CodeArticle, readonly Clause[]>>,
): void {
  for (const { numero, code, titre } of contexte.articles) {
    const elements = clauses[code].filter((c) => c.condition.vraie(contexte)).flatMap((c) => c.rediger(contexte));
    doc.section('Art', () => {
      // The title stays with what its first paragraph announces.
      const annonce = suite(doc, elements[1]);
      doc.titre(2, `Article ${ecrireNumero(numero)} – ${titre}`, { suite: 3 * STYLES.corps.interligne + annonce });
      composerClauses(doc, elements, numero);
    });
  }
}

function composerClauses(doc: DocumentPdf, elements: readonly Element[], numero: number): void {
  let alinea = 0;
  elements.forEach((element, rang) => {
    if ('alinea' in element) doc.alinea(`${numero}.${(alinea += 1)}`, element.alinea, suite(doc, elements[rang + 1]));
    else if ('liste' in element) doc.liste(element.liste, { retrait: 30 });
    else doc.tableau(element.tableau);
  });
}

/** A paragraph that announces a list or a table stays with its beginning. */
function suite(doc: DocumentPdf, suivant: Element | undefined): number {
  if (suivant === undefined || 'alinea' in suivant) return 0;
  return 'liste' in suivant ? 2 * STYLES.corps.interligne : doc.hauteurTableau(suivant.tableau);
}

/** A block for each party (R33), and the field of the cachet on a final document. */
export function composerSignatures(doc: DocumentPdf, { donnees }: Contexte, projet: boolean): void {
  doc.section('Sect', () => {
    doc.titre(2, 'Signatures', { suite: 190 });
    doc.paragraphe('Chaque partie signe pour ce qui la concerne, dans la limite de son propre engagement.', {
      ...STYLES.corps,
      apres: 12,
    });
    const pour = (partie: PartieConvention, role: string): Cartouche => ({
      titre: partie.denomination,
      lignes: [
        `${role} – ${ou(partie.representantNom)}, ${ou(partie.representantQualite)}`,
        ecrireActe(partie.acteHabilitant),
      ],
      mentions: ['Fait à ………………………………, le ………………………', 'Signature et cachet'],
    });
    doc.cartouches([
      ...donnees.financeurs.map((f) => pour(f, 'Financeur')),
      pour(donnees.beneficiaire, 'Bénéficiaire'),
    ]);
    if (!projet) poserChampCachet(doc.feuille, 'Cachet', 'Cachet électronique de l’institution');
  });
}

/** The annexes that apply, those that the platform writes. */
export function composerAnnexes(doc: DocumentPdf, contexte: Contexte, annexes: Annexes): void {
  for (const { code, titre } of annexesDe(contexte.donnees)) {
    const composer = annexes[code];
    if (!composer) continue;
    // A short annex follows on the same page; the first one always leaves the signatures.
    if (code === 'I' || doc.reste < PLACE_POUR_ANNEXE) doc.nouvellePage();
    else doc.espace(20);
    doc.section('Sect', () => composer(doc, contexte, `Annexe ${code} – ${titre}`));
  }
}
