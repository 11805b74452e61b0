import {
  arriveesDe,
  direModification,
  donneesEnJson,
  ecrireDate,
  ecrireEuros,
  ecrireTaux,
  enLettres,
  somme,
  type DonneesConvention,
  type Modification,
  type PartieConvention,
  type SignatureDePartie,
} from '@tdt/domaine';
import {
  assainirTout,
  COULEURS,
  DocumentPdf,
  hauteurCodeQr,
  mono,
  PAGE,
  poserChampCachet,
  poserCodeQr,
  STYLES,
  type Cartouche,
  type CodeQr,
  type Tableau,
} from '@tdt/documents';
import { ecrireActe, ou } from '../../convention-multipartite/v1/contexte.js';
import { composerLogos } from '../../convention-multipartite/v1/couverture.js';
import type { OptionsConvention } from '../../convention-multipartite/v1/index.js';
import { joindreLogos, logosDuContexte } from '../../convention-multipartite/v1/logos.js';
import { composerArrivees, composerEtatModifie } from './arrivees.js';
import { clausesAjoutees, type ClausesAjoutees } from './clauses-ajoutees.js';

/** What an avenant says besides the convention that it makes. */
export interface ContenuAvenant {
  /** The convention that it changes, as its parties signed it. */
  avant: DonneesConvention;
  /** Day of the last signature of that convention, in words of the calendar of Paris (`AAAA-MM-JJ`). */
  signeeLe: string;
  modifications: Modification[];
  motif: string;
  /** Those that sign, and they alone. */
  parties: SignatureDePartie[];
}

/**
 * The avenant as a tagged PDF/A-3: what changes, old → new, then the financing plan as it becomes, and the parties that sign.
 * The data embedded (`convention.json`) are those of the whole convention once changed. Pure, like the convention's template:
 * the bytes depend on the arguments only. A signed version is never edited: a change makes `v2`.
 */
export async function composerAvenant(
  donnees: DonneesConvention,
  contenu: ContenuAvenant,
  options: OptionsConvention,
): Promise<Buffer> {
  const propres = assainirTout(donnees);
  const dit = assainirTout(contenu);
  const { entete } = propres;
  const logos = logosDuContexte(propres, options.logos ?? new Map());
  const reference = `Avenant à la convention n° ${ou(entete.numero)}`;
  const doc = new DocumentPdf({
    emisLe: options.emisLe,
    metadonnees: {
      titre: `${reference} – ${entete.titre}`,
      auteur: propres.seance.conference,
      sujet: `Avenant au bénéfice de ${propres.beneficiaire.denomination}`,
      motsCles: `avenant, convention, version ${entete.version}, ${options.empreinte}`,
    },
    cadre: {
      titreCourant: reference,
      pied: `${reference} · version ${entete.version} · empreinte ${options.empreinte.slice(0, 16)}`,
      filigrane: options.projet ? 'PROJET' : null,
    },
  });
  composerLogos(doc, logos.couverture, 0);
  composerIdentite(doc, propres, dit, options);
  composerArticles(doc, propres, dit);
  composerSignatures(doc, propres, dit, options.projet);
  composerEtatModifie(doc, dit.avant, propres, dit.modifications);
  doc.joindre({
    nom: 'convention.json',
    type: 'application/json',
    description: 'Données de la convention ainsi modifiée, montants en centimes',
    contenu: donneesEnJson(donnees),
  });
  joindreLogos(doc, logos.tous);
  return doc.terminer();
}

function totalDes({ plan }: DonneesConvention): bigint {
  return somme(plan.lignes.map((l) => l.montant));
}

/** What it is an avenant to, and its two proofs. */
function composerIdentite(
  doc: DocumentPdf,
  donnees: DonneesConvention,
  { avant, signeeLe }: ContenuAvenant,
  { empreinte, sceau = null }: OptionsConvention,
): void {
  const { entete, seance, beneficiaire } = donnees;
  doc.section('Sect', () => {
    doc.paragraphe(seance.conference, { ...STYLES.chapeau, graisse: 'gras', couleur: COULEURS.marine, apres: 18 });
    doc.titre(1, `Avenant à la convention n° ${ou(entete.numero)}`, {
      signet: false,
      style: { ...STYLES.titre1, apres: 4 },
    });
    doc.paragraphe(entete.titre, { ...STYLES.chapeau, taille: 14, interligne: 19, apres: 18 });
    doc.fiche(
      [
        ['Convention', `version ${avant.entete.version}, signée le ${ecrireDate(signeeLe)}`],
        ['Avenant', `version ${entete.version}, établie le ${ecrireDate(entete.etablieLe)}`],
        ['Bénéficiaire', beneficiaire.denomination],
        ['Contributions', `${ecrireEuros(totalDes(donnees))} (${enLettres(totalDes(donnees))})`],
        ['Empreinte', mono(empreinte)],
      ],
      96,
    );
    if (sceau !== null) composerCode(doc, sceau, totalDes(donnees));
  });
}

function composerCode(doc: DocumentPdf, adresse: string, total: bigint): void {
  const page = adresse.slice(0, adresse.indexOf('#')).replace(/^https?:\/\//, '');
  const code: CodeQr = {
    adresse,
    alternative: `Code QR de vérification de l’avenant, ${ecrireEuros(total)} de contributions. Le lien qui suit mène à la même page.`,
    titre: 'Vérifier cet avenant',
    lignes: [
      'Ce code porte, scellés : le numéro, la date, le SIRET du bénéficiaire, le montant de chaque financeur et l’empreinte des données.',
      `Vous avez le fichier ? Déposez-le sur ${page} : il ne quitte pas votre appareil.`,
    ],
    lien: 'Ouvrir la page de vérification',
  };
  const hauteur = hauteurCodeQr(code);
  doc.garderEnsemble(hauteur);
  poserCodeQr(doc.feuille, PAGE.hauteur - PAGE.bas - hauteur, code);
  doc.nouvellePage();
}

function composerArticles(
  doc: DocumentPdf,
  donnees: DonneesConvention,
  { avant, modifications, motif, parties }: ContenuAvenant,
): void {
  const article = (titre: string, corps: () => void) =>
    doc.section('Art', () => {
      doc.titre(2, titre);
      corps();
    });
  article('Article 1er – Objet de l’avenant', () => {
    doc.alinea('1.1', motif);
    doc.alinea(
      '1.2',
      `L’avenant est signé des parties qu’il concerne : ${parties.map((p) => p.denomination).join(', ')}. Les autres engagements sont inchangés, et l’objet de la convention aussi.`,
    );
  });
  article('Article 2 – Modifications', () => {
    doc.alinea('2.1', 'La convention est modifiée comme suit.');
    doc.tableau({
      legende: 'Ce qui change',
      colonnes: [
        { titre: 'Disposition', largeur: 2.2, nomme: true },
        { titre: 'Ancienne valeur', largeur: 1.6 },
        { titre: 'Nouvelle valeur', largeur: 1.6 },
      ],
      rangees: modifications.map((m) => {
        const { libelle, ancien, nouveau } = direModification(avant, m);
        return { cellules: [libelle, ancien, nouveau] };
      }),
    });
  });
  article('Article 3 – Plan de financement modifié', () => {
    doc.alinea(
      '3.1',
      `Le coût du projet est de ${ecrireEuros(donnees.cout.total)} (${enLettres(donnees.cout.total)}).`,
    );
    doc.tableau(tableauDuPlan(donnees));
  });
  // Each is printed only when the avenant calls for it: one that does not says what it always said.
  let numero = 3;
  const arrivees = arriveesDe(modifications).length;
  if (arrivees > 0) {
    numero += 1;
    const titre = arrivees === 1 ? 'Arrivée d’un financeur' : 'Arrivée de financeurs';
    article(`Article ${numero} – ${titre}`, () => composerArrivees(doc, donnees, modifications, numero));
  }
  const ajoutees = clausesAjoutees(avant, donnees);
  if (ajoutees.length > 0) {
    numero += 1;
    article(`Article ${numero} – Clauses ajoutées`, () => composerAjouts(doc, ajoutees, numero));
  }
  const effet = numero + 1;
  article(`Article ${effet} – Effet`, () => {
    doc.alinea(
      `${effet}.1`,
      'L’avenant prend effet à la dernière signature des parties qu’il concerne ; sans elle, il est sans effet.',
    );
    doc.alinea(`${effet}.2`, 'Les autres stipulations de la convention demeurent.');
  });
}

function composerAjouts(doc: DocumentPdf, ajoutees: readonly ClausesAjoutees[], numero: number): void {
  doc.alinea(
    `${numero}.1`,
    'La convention ainsi modifiée appelle des clauses qu’elle n’avait pas, et qui s’y ajoutent.',
  );
  let rang = 1;
  for (const { article, elements } of ajoutees) {
    for (const element of elements) {
      if ('alinea' in element) doc.alinea(`${numero}.${(rang += 1)}`, `Article « ${article} » : ${element.alinea}`);
      else if ('liste' in element) doc.liste(element.liste, { retrait: 30 });
      else doc.tableau(element.tableau);
    }
  }
}

function tableauDuPlan({ plan, cout }: DonneesConvention): Tableau {
  return {
    legende: 'Plan de financement après l’avenant',
    colonnes: [
      { titre: 'Financeur', largeur: 2.4, nomme: true },
      { titre: 'Dispositif', largeur: 1.8 },
      { titre: 'Montant', largeur: 1.3, aligne: 'droite' },
      { titre: 'Taux', largeur: 0.8, aligne: 'droite' },
    ],
    rangees: [
      ...plan.lignes.map((l) => ({
        cellules: [l.financeur, l.dispositif, ecrireEuros(l.montant), ecrireTaux(l.tauxBp)],
      })),
      {
        cellules: [
          'Ressources propres',
          '',
          ecrireEuros(plan.ressourcesPropres),
          ecrireTaux(plan.ressourcesPropresTauxBp),
        ],
      },
      { genre: 'total', cellules: ['Total', '', ecrireEuros(cout.total), ecrireTaux(10_000)] },
    ],
  };
}

function composerSignatures(
  doc: DocumentPdf,
  donnees: DonneesConvention,
  { avant, parties }: ContenuAvenant,
  projet: boolean,
): void {
  const connues = new Map<string, PartieConvention>(
    [...avant.financeurs, ...donnees.financeurs, donnees.beneficiaire].map((p) => [p.organismeId, p]),
  );
  doc.section('Sect', () => {
    doc.titre(2, 'Signatures', { suite: 190 });
    doc.cartouches(
      parties.map(({ organismeId, denomination, qualite }): Cartouche => {
        const partie = connues.get(organismeId);
        const role = qualite === 'BENEFICIAIRE' ? 'Bénéficiaire' : 'Financeur';
        return {
          titre: denomination,
          lignes: [
            `${role} – ${ou(partie?.representantNom)}, ${ou(partie?.representantQualite)}`,
            ecrireActe(partie?.acteHabilitant ?? null),
          ],
          mentions: ['Fait à ………………………………, le ………………………', 'Signature et cachet'],
        };
      }),
    );
    if (!projet) poserChampCachet(doc.feuille, 'Cachet', 'Cachet électronique de l’institution');
  });
}
