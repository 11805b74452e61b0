import {
  LIBELLES_CATEGORIE,
  ecrireDate,
  ecrireEuros,
  ecrireTaux,
  estPublique,
  etatRecapitulatif,
  type EcheancierConvention,
} from '@tdt/domaine';
import { gras, type DocumentPdf, type Tableau } from '@tdt/documents';
import { ENGAGEMENTS_REPUBLICAINS } from './articles/suivi-et-controle.js';
import { ecrireActe, financeurDe, ou } from './contexte.js';
import type { Contexte } from './modele.js';

/** Annex III: who pays what, by origin, and what each payment asks for. */
export function composerAnnexeFinancement(doc: DocumentPdf, contexte: Contexte, titre: string): void {
  doc.titre(2, titre, { suite: 150 });
  composerOrigines(doc, contexte);
  for (const echeancier of contexte.donnees.echeanciers) composerEcheancier(doc, contexte, echeancier);
}

function composerOrigines(doc: DocumentPdf, { donnees: { plan, cout }, totalPublic, totalPrive }: Contexte): void {
  const somme = (publique: boolean) =>
    plan.lignes.filter((l) => estPublique(l.categorie) === publique).reduce((t, l) => t + l.tauxBp, 0);
  const rangees = [
    { nom: 'Aides publiques', montant: totalPublic, taux: somme(true) },
    { nom: 'Aides privées', montant: totalPrive, taux: somme(false) },
    { nom: 'Ressources propres du bénéficiaire', montant: plan.ressourcesPropres, taux: plan.ressourcesPropresTauxBp },
  ].filter(({ montant }) => montant > 0n);
  doc.titre(3, 'Origine des financements', { signet: false, suite: 90 });
  doc.tableau({
    legende: 'Financements par origine : les aides publiques et les aides privées ne sont pas additionnées entre elles',
    colonnes: [
      { titre: 'Origine', largeur: 3, nomme: true },
      { titre: 'Montant', largeur: 1.2, aligne: 'droite' },
      { titre: 'Part du coût', largeur: 0.9, aligne: 'droite' },
    ],
    rangees: [
      ...rangees.map((r) => ({ cellules: [r.nom, ecrireEuros(r.montant), ecrireTaux(r.taux)] })),
      {
        genre: 'total',
        cellules: [
          'Coût total du projet',
          ecrireEuros(cout.total),
          ecrireTaux(rangees.reduce((t, r) => t + r.taux, 0)),
        ],
      },
    ],
  });
}

function composerEcheancier(doc: DocumentPdf, { donnees }: Contexte, echeancier: EcheancierConvention): void {
  const total = echeancier.versements.reduce((t, v) => t + v.montant, 0n);
  const taux = echeancier.versements.reduce((t, v) => t + v.pourcentBp, 0);
  const nom = financeurDe(donnees, echeancier.partId);
  const tableau: Tableau = {
    legende: `Échéancier – ${nom}`,
    colonnes: [
      { titre: 'N°', largeur: 26 },
      { titre: 'Événement', largeur: 126, nomme: true },
      { titre: 'Part', largeur: 54, aligne: 'droite' },
      { titre: 'Montant', largeur: 74, aligne: 'droite' },
      { titre: 'Échéance', largeur: 86 },
      { titre: 'Pièces à produire', largeur: 130 },
    ],
    rangees: [
      ...echeancier.versements.map((v) => ({
        cellules: [
          `${v.rang}`,
          v.evenement,
          ecrireTaux(v.pourcentBp),
          ecrireEuros(v.montant),
          v.echeance === null ? 'à l’événement' : ecrireDate(v.echeance),
          v.pieces.join(', '),
        ],
      })),
      { genre: 'total', cellules: ['', 'Total', ecrireTaux(taux), ecrireEuros(total), '', ''] },
    ],
  };
  doc.section('Sect', () => {
    doc.titre(3, `Versements – ${nom}`, { signet: false, suite: 44 + doc.hauteurTableau(tableau) });
    doc.fiche(
      [
        ['Comptable assignataire', ou(echeancier.comptable)],
        ['Compte à créditer', echeancier.ibanMasque?.replace(/ /g, '\u00A0') ?? 'relevé d’identité bancaire à joindre'],
      ],
      118,
    );
    doc.tableau(tableau);
  });
}

/** Annex IV: all grants of local authorities to the project (CGCT L1611-8, R32). */
export function composerEtatRecapitulatif(doc: DocumentPdf, { donnees }: Contexte, titre: string): void {
  const etat = etatRecapitulatif(donnees);
  if (etat === null) return;
  const tableau: Tableau = {
    legende: 'État récapitulatif des subventions des collectivités au projet',
    colonnes: [
      { titre: 'Collectivité', largeur: 140, nomme: true },
      { titre: 'Catégorie', largeur: 84 },
      { titre: 'Acte', largeur: 156 },
      { titre: 'Montant', largeur: 84, aligne: 'droite' },
    ],
    rangees: [
      ...etat.lignes.map((l) => ({
        cellules: [l.financeur, LIBELLES_CATEGORIE[l.categorie], ecrireActe(l.acte), ecrireEuros(l.montant)],
      })),
      { genre: 'total', cellules: ['Total', '', '', ecrireEuros(etat.total)] },
    ],
  };
  doc.titre(2, titre, { suite: 62 + doc.hauteurTableau(tableau) });
  doc.paragraphe(
    `État des subventions attribuées par des collectivités territoriales et leurs groupements au projet « ${donnees.entete.titre} », annexé en application de l’article L. 1611-8 du code général des collectivités territoriales.`,
  );
  doc.tableau(tableau);
}

/** Annex V: reminder of the seven commitments (R30). */
export function composerAnnexeCer(doc: DocumentPdf, { donnees }: Contexte, titre: string): void {
  const { cer, beneficiaire } = donnees;
  doc.titre(2, titre, { suite: 200 });
  doc.paragraphe(
    `Par la souscription du contrat d’engagement républicain, dont le texte est annexé au décret n° 2021-1947 du 31 décembre 2021, ${beneficiaire.denomination} prend les sept engagements suivants :`,
  );
  doc.liste(ENGAGEMENTS_REPUBLICAINS);
  if (cer === null) return;
  doc.fiche([
    ['Souscrit le', ecrireDate(cer.accepteLe)],
    ['Par', `${gras(cer.signataireNom)}, ${cer.signataireQualite}`],
    ['Version du texte', cer.versionTexte],
  ]);
}
