import { ecrireEuros, ecrireInstant, enLettres } from '@tdt/domaine';
import { COULEURS, DocumentPdf, STYLES, assainirTout, ecrireSiret, gras, mono } from '@tdt/documents';
import type { DonneesRecu } from './donnees.js';

export interface OptionsRecu {
  /** Only date inside the file: the same data and the same instant give the same bytes. */
  emisLe: Date;
}

/** The receipt of a deposit (R1, R2) as a tagged PDF/A: what was received, when, and the hash that proves it. */
export async function composerRecu(brutes: DonneesRecu, { emisLe }: OptionsRecu): Promise<Buffer> {
  const donnees = assainirTout(brutes);
  const doc = new DocumentPdf({
    emisLe,
    metadonnees: {
      titre: `Récépissé de dépôt n° ${donnees.numero}`,
      auteur: 'Tour de table',
      sujet: `Dépôt de « ${donnees.titre} » par ${donnees.porteur.denomination}`,
      motsCles: `récépissé, dépôt, ${donnees.empreinte}`,
    },
    cadre: {
      titreCourant: 'Récépissé de dépôt d’une candidature',
      pied: `Récépissé n° ${donnees.numero} · empreinte ${donnees.empreinte.slice(0, 16)}`,
      filigrane: null,
    },
  });
  doc.section('Sect', () => {
    composerTete(doc, donnees);
    composerDemande(doc, donnees);
    composerPieces(doc, donnees);
    composerSuites(doc, donnees);
  });
  return doc.terminer();
}

function composerTete(doc: DocumentPdf, donnees: DonneesRecu): void {
  const { appel, porteur, reception } = donnees;
  doc.paragraphe(appel.titre, { ...STYLES.chapeau, graisse: 'gras', couleur: COULEURS.marine, apres: 10 });
  doc.titre(1, 'Récépissé de dépôt', { style: { ...STYLES.titre1, apres: 4 } });
  doc.paragraphe(donnees.titre, { ...STYLES.chapeau, apres: 16 });
  doc.encadre([
    { texte: 'Candidature reçue le', style: { ...STYLES.petit, apres: 2 } },
    {
      texte: ecrireInstant(donnees.recueLe),
      style: { ...STYLES.titre2, taille: 14, interligne: 19, apres: 2 },
    },
    { texte: `sous le numéro ${gras(donnees.numero)}`, style: { ...STYLES.corps, couleur: COULEURS.gris } },
  ]);
  const identifiants = [
    porteur.siret === null ? null : `SIRET ${ecrireSiret(porteur.siret)}`,
    porteur.rna === null ? null : `RNA ${porteur.rna}`,
  ].filter((identifiant) => identifiant !== null);
  doc.fiche(
    [
      [
        'Appel',
        `${appel.type === 'AMI' ? 'appel à manifestation d’intérêt' : 'appel à projets'} « ${appel.titre} » (${appel.reference})`,
      ],
      ...(appel.cloture === null ? [] : ([['Clôture de l’appel', ecrireInstant(appel.cloture)]] as const)),
      ['Porteur', [porteur.denomination, ...identifiants].join(' – ')],
      ...(reception
        ? ([
            [
              'Reçue par',
              `${reception.canal} ; l’instant ci-dessus est celui du cachet de la poste ou de la réception`,
            ],
            ['Enregistrée', `le ${ecrireInstant(reception.enregistreeLe)}, par ${reception.enregistreePar}`],
            ['Vérifiée par', `${porteur.deposant}, qui l’a déposée au nom du porteur`],
          ] as const)
        : ([['Déposé par', porteur.deposant]] as const)),
      ['Empreinte', mono(donnees.empreinte)],
    ],
    96,
  );
}

function composerDemande(doc: DocumentPdf, donnees: DonneesRecu): void {
  const tableau = {
    legende: 'Montants demandés, par financeur',
    colonnes: [
      { titre: 'Financeur', largeur: 3, nomme: true },
      { titre: 'Montant demandé', largeur: 1.2, aligne: 'droite' as const },
    ],
    rangees: [
      ...donnees.demandes.map((d) => ({ cellules: [d.financeur, ecrireEuros(d.montant)] })),
      { genre: 'total' as const, cellules: ['Total demandé', ecrireEuros(donnees.montantDemande)] },
    ],
  };
  doc.titre(2, 'Montant demandé', { suite: 34 + doc.hauteurTableau(tableau) });
  doc.paragraphe(
    `${gras(ecrireEuros(donnees.montantDemande))} (${enLettres(donnees.montantDemande)}), pour un coût total de ${ecrireEuros(donnees.coutTotal)}.`,
  );
  doc.tableau(tableau);
}

function composerPieces(doc: DocumentPdf, { pieces }: DonneesRecu): void {
  if (pieces.length === 0) {
    doc.titre(2, 'Pièces reçues');
    doc.paragraphe('Aucune pièce n’était jointe au dépôt.');
    return;
  }
  doc.titre(2, `Pièces reçues (${pieces.length})`, { suite: 80 });
  doc.tableau({
    legende: 'Pièces figées au dépôt. L’empreinte est le début du SHA-256 de chaque fichier.',
    colonnes: [
      { titre: 'Pièce', largeur: 150, nomme: true },
      { titre: 'Fichier', largeur: 160 },
      { titre: 'Taille', largeur: 62, aligne: 'droite' },
      { titre: 'Empreinte', largeur: 104 },
    ],
    rangees: pieces.map((p) => ({
      cellules: [p.libelle, p.nomFichier, ecrireTaille(p.taille), mono(p.sha256.slice(0, 16))],
    })),
  });
}

function composerSuites(doc: DocumentPdf, { contact, porteur }: DonneesRecu): void {
  doc.titre(2, 'Et maintenant ?', { suite: 150 });
  doc.paragraphe(
    `Ce récépissé atteste la réception de la candidature de ${porteur.denomination}. Il ne préjuge ni de sa recevabilité, ni de la décision des financeurs, et n’ouvre droit à aucun versement.`,
  );
  doc.liste([
    'le service vérifie que le dossier est complet ; s’il manque une pièce, il la demande et fixe un délai pour la fournir ;',
    'il se prononce sur la recevabilité, puis instruit la candidature selon la grille publiée avec l’appel ;',
    'la conférence des financeurs examine le projet ; chaque financeur décide ensuite par son propre acte.',
  ]);
  doc.paragraphe(
    'L’empreinte ci-dessus est celle du contenu déposé, figé à l’instant de la réception : toute modification ultérieure en donnerait une autre.',
  );
  if (contact !== null) doc.paragraphe(`Contact : ${contact}.`);
}

/** « 1,2 Mo », rounded to the tenth, in integer arithmetic. */
function ecrireTaille(octets: number): string {
  const unites = [
    ['Mo', 1_000_000],
    ['ko', 1_000],
  ] as const;
  for (const [unite, taille] of unites) {
    if (octets < taille) continue;
    const dixiemes = Math.round((octets * 10) / taille);
    return `${Math.trunc(dixiemes / 10)},${dixiemes % 10}\u00A0${unite}`;
  }
  return `${octets}\u00A0o`;
}
