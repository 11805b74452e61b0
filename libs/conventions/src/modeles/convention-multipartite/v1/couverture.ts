import { LIBELLES_CATEGORIE, ecrireDate, ecrireEuros, enLettres, type PartieConvention } from '@tdt/domaine';
import {
  COULEURS,
  STYLES,
  ecrireSiret,
  gras,
  hauteurCodeQr,
  hauteurRangees,
  mono,
  PAGE,
  poserCodeQr,
  poserLogos,
  type CodeQr,
  type DocumentPdf,
  type Logo,
  type Tableau,
} from '@tdt/documents';
import { ecrireActe, ou } from './contexte.js';
import type { Contexte } from './modele.js';
import { CONSIDERANTS, visas } from './vus.js';

export interface Identite {
  /** « Convention pluripartite de financement ». */
  intitule: string;
  /** « Convention n° 2024-BRE-017 » or « Projet de convention ». */
  reference: string;
  empreinte: string;
  projet: boolean;
  /** Address with its seal; null on a draft. */
  sceau: string | null;
}

const BLANC = 64;
const SOUS_LOGOS = 26;

/** First page: what the convention is, how much, between whom. */
export function composerCouverture(doc: DocumentPdf, { donnees, logos }: Contexte, identite: Identite): void {
  const { entete, appel, seance, cout, plan } = donnees;
  doc.section('Sect', () => {
    composerLogos(doc, logos.couverture);
    doc.paragraphe(seance.conference, { ...STYLES.chapeau, graisse: 'gras', couleur: COULEURS.marine, apres: 26 });
    doc.titre(1, identite.intitule, { signet: false, style: { ...STYLES.titre1, apres: 4 } });
    doc.paragraphe(entete.titre, { ...STYLES.chapeau, taille: 14, interligne: 19, apres: 24 });
    doc.encadre([
      { texte: 'Coût total du projet', style: { ...STYLES.petit, apres: 2 } },
      { texte: ecrireEuros(cout.total), style: { ...STYLES.titre1, taille: 20, interligne: 26, apres: 1 } },
      { texte: enLettres(cout.total), style: { ...STYLES.corps, couleur: COULEURS.gris } },
    ]);
    const total = plan.lignes.reduce((t, l) => t + l.montant, 0n);
    doc.fiche(
      [
        ['Convention', identite.projet ? `${identite.reference}, sans valeur contractuelle` : identite.reference],
        ['Version', `${entete.version}, établie le ${ecrireDate(entete.etablieLe)}`],
        [entete.exercices.length > 1 ? 'Exercices' : 'Exercice', entete.exercices.join(', ')],
        [
          'Appel',
          `${appel.type === 'AMI' ? 'appel à manifestation d’intérêt' : 'appel à projets'} « ${appel.titre} » (${appel.reference})`,
        ],
        ['Séance', `${ecrireDate(seance.date)}, délibération n° ${seance.numeroDeliberation}`],
        [
          'Contributions',
          `${ecrireEuros(total)} de ${donnees.financeurs.length} ${donnees.financeurs.length > 1 ? 'financeurs' : 'financeur'}`,
        ],
        ['Empreinte', mono(identite.empreinte)],
      ],
      96,
    );
    const code = identite.sceau === null ? null : codeVerification(identite.sceau, identite.reference, total);
    const reserve = code === null ? 0 : hauteurCodeQr(code);
    composerListeParties(doc, donnees.financeurs, donnees.beneficiaire, reserve);
    if (code) composerCode(doc, code, reserve);
  });
}

/** Logos of the parties, in the blank at the top of the page, which grows with their rows. */
export function composerLogos(doc: DocumentPdf, logos: readonly Logo[], blanc = BLANC): void {
  if (logos.length > 0) poserLogos(doc.feuille, doc.feuille.y, logos);
  const hauteur = hauteurRangees(doc.feuille, logos);
  doc.espace(Math.max(blanc, hauteur === 0 ? 0 : hauteur + SOUS_LOGOS), true);
}

/** The seal of the convention, for whoever holds it on paper. */
function codeVerification(adresse: string, reference: string, total: bigint): CodeQr {
  const page = adresse.slice(0, adresse.indexOf('#')).replace(/^https?:\/\//, '');
  return {
    adresse,
    alternative: `Code QR de vérification : ${reference}, ${ecrireEuros(total)} de contributions. Le lien qui suit mène à la même page.`,
    titre: 'Vérifier cette convention',
    lignes: [
      'Ce code porte, scellés : le numéro, la date, le SIRET du bénéficiaire, le montant de chaque financeur et l’empreinte des données. Scannez-le : votre appareil vérifie lui-même le sceau, puis demande si la convention est toujours en vigueur.',
      `Vous avez le fichier ? Déposez-le sur ${page} : il ne quitte pas votre appareil.`,
    ],
    lien: 'Ouvrir la page de vérification',
  };
}

/** At the foot of the cover; on a page of its own when the cover is full. */
function composerCode(doc: DocumentPdf, code: CodeQr, hauteur: number): void {
  doc.garderEnsemble(hauteur);
  poserCodeQr(doc.feuille, PAGE.hauteur - PAGE.bas - hauteur, code);
}

function composerListeParties(
  doc: DocumentPdf,
  financeurs: PartieConvention[],
  beneficiaire: PartieConvention,
  reserve: number,
): void {
  const nom = (p: PartieConvention, role: string) => [p.denomination, role, LIBELLES_CATEGORIE[p.categorie]];
  const tableau: Tableau = {
    legende: `Les ${financeurs.length + 1} parties`,
    colonnes: [
      { titre: 'Partie', largeur: 3, nomme: true },
      { titre: 'Rôle', largeur: 1 },
      { titre: 'Catégorie', largeur: 1.6 },
    ],
    rangees: [
      ...financeurs.map((f) => ({ cellules: nom(f, 'Financeur') })),
      { cellules: nom(beneficiaire, 'Bénéficiaire') },
    ],
  };
  // Many parties: the next pages list them all, and a cover that overflows is no cover.
  if (doc.tientSurLaPage(tableau, reserve)) doc.tableau(tableau);
}

/** « Entre les soussignés », recitals and reasons. */
export function composerPreambule(doc: DocumentPdf, contexte: Contexte): void {
  const { donnees } = contexte;
  doc.section('Sect', () => {
    doc.titre(2, 'Entre les soussignés', { suite: 120 });
    donnees.financeurs.forEach((f, rang) => {
      const tete = rang === 0 ? 'D’une part :' : null;
      composerPartie(doc, f, tete);
    });
    doc.paragraphe('ensemble désignés « les financeurs » ; chacun l’est par sa dénomination.', STYLES.corps);
    composerPartie(doc, donnees.beneficiaire, 'D’autre part :');
    doc.paragraphe('désigné « le bénéficiaire ». Les financeurs et le bénéficiaire sont ensemble « les parties ».');
  });
  composerVisas(doc, contexte);
}

/** « Vu », « Considérant », and the sentence that opens the articles. */
export function composerVisas(doc: DocumentPdf, contexte: Contexte): void {
  doc.section('Sect', () => {
    doc.titre(2, 'Visas et considérants');
    for (const visa of visas(contexte)) {
      doc.paragraphe(`${gras('Vu')} ${visa}`, { ...STYLES.corps, apres: 3.5 });
    }
    doc.espace(5);
    for (const { condition, ecrire } of CONSIDERANTS) {
      if (condition.vraie(contexte))
        doc.paragraphe(`${gras('Considérant')} ${ecrire(contexte)}`, { ...STYLES.corps, apres: 3.5 });
    }
    doc.espace(6);
    doc.paragraphe('Il est convenu ce qui suit :', { ...STYLES.corps, graisse: 'gras', couleur: COULEURS.marine });
  });
}

/** Identity of a party, its representative and the power to sign (R33). */
export function composerPartie(doc: DocumentPdf, partie: PartieConvention, tete: string | null): void {
  doc.garderEnsemble(112);
  if (tete !== null) doc.paragraphe(tete, { ...STYLES.corps, graisse: 'italique', apres: 4 });
  doc.titre(3, partie.denomination, { signet: false, suite: 80 });
  doc.fiche(identitePartie(partie), 104);
}

function identitePartie(partie: PartieConvention): [string, string][] {
  const identifiants = [
    partie.siret === null ? null : `SIRET ${ecrireSiret(partie.siret)}`,
    partie.ridet === null ? null : `RIDET ${partie.ridet}`,
    partie.rna === null ? null : `RNA ${partie.rna}`,
  ].filter((id) => id !== null);
  return [
    ['Forme', partie.formeJuridique ?? LIBELLES_CATEGORIE[partie.categorie]],
    ['Identifiants', identifiants.length === 0 ? ou(null) : identifiants.join(' – ')],
    ['Siège', ou(partie.siege)],
    ['Représentant', `${ou(partie.representantNom)}, ${ou(partie.representantQualite)}`],
    ['Habilitation', ecrireActe(partie.acteHabilitant)],
  ];
}
