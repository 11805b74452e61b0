import {
  donneesEnJson,
  ecrireDate,
  type CodeArticle,
  type DonneesConvention,
  type PartieConvention,
} from '@tdt/domaine';
import { DocumentPdf, STYLES, assainirTout, poserChampCachet, type Cartouche } from '@tdt/socle';
import { composerBudget, composerFicheProjet, composerIndicateurs, composerMandat } from './annexes.js';
import { composerAnnexeCer, composerAnnexeFinancement, composerEtatRecapitulatif } from './annexes-financieres.js';
import { ARTICLES_CADRE } from './articles/cadre-juridique.js';
import { ARTICLES_FINANCEMENT } from './articles/financement.js';
import { ARTICLES_OBJET } from './articles/objet-et-duree.js';
import { ARTICLES_SUIVI } from './articles/suivi-et-controle.js';
import { ARTICLES_VERSEMENTS } from './articles/versements-et-utilisation.js';
import { ARTICLES_VIE } from './articles/vie-de-la-convention.js';
import { annexesDe, ecrireActe, ecrireNumero, ou, preparerContexte } from './contexte.js';
import { composerCouverture, composerPreambule, type Identite } from './couverture.js';
import type { Clause, Contexte, Element } from './modele.js';

/**
 * The clauses of this version of the model. The domain says which articles apply, their titles and their order; an article
 * that it adds does not compile until it is written here. A signed version is never edited: a change makes `v2`.
 */
export const CLAUSES: Readonly<Record<CodeArticle, readonly Clause[]>> = {
  ...ARTICLES_OBJET,
  ...ARTICLES_FINANCEMENT,
  ...ARTICLES_VERSEMENTS,
  ...ARTICLES_SUIVI,
  ...ARTICLES_CADRE,
  ...ARTICLES_VIE,
};

/** Annexes that the platform writes; the others (RIB, logos …) are joined as files and only listed. */
const ANNEXES: Readonly<Record<string, (doc: DocumentPdf, contexte: Contexte, titre: string) => void>> = {
  I: composerFicheProjet,
  II: composerBudget,
  III: composerAnnexeFinancement,
  IV: composerEtatRecapitulatif,
  V: composerAnnexeCer,
  VI: composerIndicateurs,
  IX: composerMandat,
};

/** An annex starts on a new page unless a good third of the page is left. */
const PLACE_POUR_ANNEXE = 260;

export interface OptionsConvention {
  /** Watermark PROJET, and the mention that the document commits nobody. */
  projet: boolean;
  /** SHA-256 of the frozen data, in hexadecimal: printed in full on the cover, its beginning in every footer. */
  empreinte: string;
  /** Address with its seal (`lireSceau`), printed as a QR code; null or absent on a draft. */
  sceau?: string | null;
  /** Only date inside the file: the same data and the same instant give the same bytes. */
  emisLe: Date;
}

/**
 * The convention as a tagged PDF/A-3 with its own data embedded (`convention.json`). Pure: no clock, no database; the
 * bytes depend on the arguments only. A missing value prints « [à compléter] »: refusing is the business of the domain.
 */
export async function composerConvention(donnees: DonneesConvention, options: OptionsConvention): Promise<Buffer> {
  const contexte = preparerContexte(assainirTout(donnees));
  const { entete } = contexte.donnees;
  const reference = nommer(entete.numero, options.projet);
  const { empreinte, projet, sceau = null } = options;
  const identite: Identite = { reference, empreinte, projet, sceau };
  const doc = new DocumentPdf({
    emisLe: options.emisLe,
    metadonnees: {
      titre: `${reference} – ${entete.titre}`,
      auteur: contexte.donnees.seance.conference,
      sujet: `Convention pluripartite de financement au bénéfice de ${contexte.donnees.beneficiaire.denomination}`,
      motsCles: `convention, financement, version ${entete.version}, ${options.empreinte}`,
    },
    cadre: {
      titreCourant: `Convention pluripartite de financement – ${abreger(entete.titre, options.projet ? 44 : 84)}`,
      pied: `${reference} · version ${entete.version} · empreinte ${options.empreinte.slice(0, 16)}`,
      filigrane: options.projet ? 'PROJET' : null,
    },
  });
  composerCouverture(doc, contexte, identite);
  doc.nouvellePage();
  composerPreambule(doc, contexte);
  composerArticles(doc, contexte);
  composerSignatures(doc, contexte, options.projet);
  composerAnnexes(doc, contexte);
  doc.joindre({
    nom: 'convention.json',
    type: 'application/json',
    description: 'Données de la convention, montants en centimes',
    contenu: donneesEnJson(donnees),
  });
  return doc.terminer();
}

function composerArticles(doc: DocumentPdf, contexte: Contexte): void {
  for (const { numero, code, titre } of contexte.articles) {
    doc.section('Art', () => {
      doc.titre(2, `Article ${ecrireNumero(numero)} – ${titre}`);
      composerClauses(doc, contexte, CLAUSES[code], numero);
    });
  }
}

function composerClauses(doc: DocumentPdf, contexte: Contexte, clauses: readonly Clause[], numero: number): void {
  const elements = clauses.filter((c) => c.condition.vraie(contexte)).flatMap((c) => c.rediger(contexte));
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

function composerSignatures(doc: DocumentPdf, { donnees }: Contexte, projet: boolean): void {
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

function composerAnnexes(doc: DocumentPdf, contexte: Contexte): void {
  for (const { code, titre } of annexesDe(contexte.donnees)) {
    const composer = ANNEXES[code];
    if (!composer) continue;
    // A short annex follows on the same page; the first one always leaves the signatures.
    if (code === 'I' || doc.reste < PLACE_POUR_ANNEXE) doc.nouvellePage();
    else doc.espace(20);
    doc.section('Sect', () => composer(doc, contexte, `Annexe ${code} – ${titre}`));
  }
}

/** A draft says so in its own name, and may have no number yet. */
function nommer(numero: string | null, projet: boolean): string {
  const nom = projet ? 'Projet de convention' : 'Convention';
  return numero === null ? nom : `${nom} n° ${numero}`;
}

function abreger(texte: string, longueur: number): string {
  return texte.length <= longueur ? texte : `${texte.slice(0, longueur - 1).trimEnd()}…`;
}

/** Name of the file to download, in plain letters: « convention-2024-bre-017-v1.pdf ». */
export function nomFichierConvention(donnees: DonneesConvention, projet: boolean): string {
  const numero =
    donnees.entete.numero ?? `${ecrireDate(donnees.entete.etablieLe)} ${donnees.beneficiaire.denomination}`;
  const base = `${projet ? 'projet-' : ''}convention-${numero}-v${donnees.entete.version}`;
  const simple = base
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${simple.slice(0, 120)}.pdf`;
}
