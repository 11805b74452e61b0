import { donneesEnJson, ecrireDate, type CodeArticle, type DonneesConvention } from '@tdt/domaine';
import { DocumentPdf, assainirTout } from '@tdt/documents';
import { ARTICLES_CADRE } from './articles/cadre-juridique.js';
import { ARTICLES_PARTICULIERS } from './articles/clauses-particulieres.js';
import { ARTICLES_FINANCEMENT } from './articles/financement.js';
import { ARTICLES_OBJET } from './articles/objet-et-duree.js';
import { ARTICLES_SUIVI } from './articles/suivi-et-controle.js';
import { ARTICLES_VERSEMENTS } from './articles/versements-et-utilisation.js';
import { ARTICLES_VIE } from './articles/vie-de-la-convention.js';
import { preparerContexte } from './contexte.js';
import { ANNEXES, composerAnnexes, composerArticles, composerSignatures } from './corps.js';
import { composerCouverture, composerPreambule, type Identite } from './couverture.js';
import { joindreLogos, type ImagesDesLogos } from './logos.js';
import type { Clause } from './modele.js';

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
  ...ARTICLES_PARTICULIERS,
};

const INTITULE = 'Convention pluripartite de financement';

export interface OptionsConvention {
  /** Watermark PROJET, and the mention that the document commits nobody. */
  projet: boolean;
  /** SHA-256 of the frozen data, in hexadecimal: printed in full on the cover, its beginning in every footer. */
  empreinte: string;
  /** Address with its seal (`lireSceau`), printed as a QR code; null or absent on a draft. */
  sceau?: string | null;
  /** Images that the data name by their hash; absent when they name none. */
  logos?: ImagesDesLogos;
  /** Only date inside the file: the same data and the same instant give the same bytes. */
  emisLe: Date;
}

/**
 * The convention as a tagged PDF/A-3 with its own data embedded (`convention.json`). Pure: no clock, no database; the
 * bytes depend on the arguments only. A missing value prints « [à compléter] »: refusing is the business of the domain.
 */
export async function composerConvention(donnees: DonneesConvention, options: OptionsConvention): Promise<Buffer> {
  const { empreinte, projet, sceau = null, logos = new Map() } = options;
  const contexte = preparerContexte(assainirTout(donnees), logos);
  const { entete } = contexte.donnees;
  const reference = nommer(entete.numero, options.projet);
  const identite: Identite = { intitule: INTITULE, reference, empreinte, projet, sceau };
  const doc = new DocumentPdf({
    emisLe: options.emisLe,
    metadonnees: {
      titre: `${reference} – ${entete.titre}`,
      auteur: contexte.donnees.seance.conference,
      sujet: `${INTITULE} au bénéfice de ${contexte.donnees.beneficiaire.denomination}`,
      motsCles: `convention, financement, version ${entete.version}, ${options.empreinte}`,
    },
    cadre: {
      titreCourant: `${INTITULE} – ${abreger(entete.titre, options.projet ? 44 : 84)}`,
      pied: `${reference} · version ${entete.version} · empreinte ${options.empreinte.slice(0, 16)}`,
      filigrane: options.projet ? 'PROJET' : null,
    },
  });
  composerCouverture(doc, contexte, identite);
  doc.nouvellePage();
  composerPreambule(doc, contexte);
  composerArticles(doc, contexte, CLAUSES);
  composerSignatures(doc, contexte, options.projet);
  composerAnnexes(doc, contexte, ANNEXES);
  doc.joindre({
    nom: 'convention.json',
    type: 'application/json',
    description: 'Données de la convention, montants en centimes',
    contenu: donneesEnJson(donnees),
  });
  joindreLogos(doc, contexte.logos.tous);
  return doc.terminer();
}

/** A draft says so in its own name, and may have no number yet. */
export function nommer(numero: string | null, projet: boolean): string {
  const nom = projet ? 'Projet de convention' : 'Convention';
  return numero === null ? nom : `${nom} n° ${numero}`;
}

/** The beginning of a text too long for its line. */
export function abreger(texte: string, longueur: number): string {
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
