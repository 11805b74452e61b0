import { ecrireDate, ecrireInstant } from '@tdt/domaine';
import { COULEURS, DocumentPdf, STYLES, assainirTout, gras, mono } from '@tdt/documents';
import type { DonneesProcesVerbal } from './donnees.js';
import { composerPoint } from './point.js';
import { phraseQuorum } from './quorum.js';

export interface OptionsProcesVerbal {
  /** Not approved yet: watermark PROJET. */
  projet: boolean;
  /** SHA-256 of the frozen data, in hexadecimal. */
  empreinte: string;
  /** Only date inside the file: the same data and the same instant give the same bytes. */
  emisLe: Date;
}

/** The minutes of a session (R25) as a tagged PDF/A: who sat, the quorum, who withdrew, what was voted. */
export async function composerProcesVerbal(
  brutes: DonneesProcesVerbal,
  { projet, empreinte, emisLe }: OptionsProcesVerbal,
): Promise<Buffer> {
  const donnees = assainirTout(brutes);
  const titre = `Procès-verbal de la séance du ${ecrireDate(donnees.ouverteLe)}`;
  const doc = new DocumentPdf({
    emisLe,
    metadonnees: {
      titre,
      auteur: donnees.conference,
      sujet: `Séance n° ${donnees.numero}`,
      motsCles: `procès-verbal, séance, ${empreinte}`,
    },
    cadre: {
      titreCourant: titre,
      pied: `Séance n° ${donnees.numero} · empreinte ${empreinte.slice(0, 16)}`,
      filigrane: projet ? 'PROJET' : null,
    },
  });
  doc.section('Sect', () => composerTete(doc, donnees, { titre, empreinte }));
  doc.section('Sect', () => composerPresences(doc, donnees));
  if (donnees.suspensions.length > 0) doc.section('Sect', () => composerSuspensions(doc, donnees));
  doc.section('Sect', () => {
    doc.titre(2, 'Ordre du jour');
    doc.liste(
      donnees.points.map((p) => p.intitule),
      { numerotee: true },
    );
  });
  for (const point of donnees.points) doc.section('Sect', () => composerPoint(doc, point));
  doc.section('Sect', () => composerCloture(doc, donnees));
  return doc.terminer();
}

function composerTete(
  doc: DocumentPdf,
  d: DonneesProcesVerbal,
  { titre, empreinte }: { titre: string; empreinte: string },
): void {
  doc.paragraphe(d.conference, { ...STYLES.chapeau, graisse: 'gras', couleur: COULEURS.marine, apres: 10 });
  doc.titre(1, titre, { style: { ...STYLES.titre1, taille: 20, interligne: 26, apres: 12 } });
  doc.fiche(
    [
      ['Séance', `n° ${d.numero}`],
      ['Convocation', ecrireInstant(d.convoqueeLe)],
      ['Ouverture', ecrireInstant(d.ouverteLe)],
      ...(d.closeLe === null ? [] : ([['Clôture', ecrireInstant(d.closeLe)]] as const)),
      ...(d.lieu === null ? [] : ([['Lieu', d.lieu]] as const)),
      ['Présidence', d.president],
      ...(d.secretaire === null ? [] : ([['Secrétariat', d.secretaire]] as const)),
      ['Empreinte', mono(empreinte)],
    ],
    96,
  );
}

function composerPresences(doc: DocumentPdf, d: DonneesProcesVerbal): void {
  const presents = {
    legende: 'Membres présents, sur place ou à distance',
    colonnes: [
      { titre: 'Membre', largeur: 2.4, nomme: true },
      { titre: 'Représentant', largeur: 2 },
      { titre: 'Qualité', largeur: 0.9 },
      { titre: 'Présence', largeur: 0.9 },
      { titre: 'Voix', largeur: 0.5, aligne: 'droite' as const },
    ],
    rangees: d.presents.map((p) => ({
      cellules: [
        p.organisme,
        p.representant,
        p.qualite === 'TITULAIRE' ? 'titulaire' : 'suppléant',
        p.mode === 'PRESENTIEL' ? 'sur place' : 'à distance',
        `${p.voix}`,
      ],
    })),
  };
  doc.titre(2, 'Présences', { suite: doc.hauteurTableau(presents) });
  if (d.presents.length > 0) doc.tableau(presents);
  const constats = d.presents.flatMap((p) => (p.constatePar === null ? [] : [`${p.organisme} (par ${p.constatePar})`]));
  if (constats.length > 0) doc.paragraphe(`Présences notées en séance pour un membre : ${constats.join(', ')}.`);
  if (d.pouvoirs.length > 0) {
    doc.tableau({
      legende: 'Membres représentés par un pouvoir',
      colonnes: [
        { titre: 'Membre représenté', largeur: 2.4, nomme: true },
        { titre: 'Pouvoir donné à', largeur: 2.4 },
        { titre: 'Voix', largeur: 0.5, aligne: 'droite' },
      ],
      rangees: d.pouvoirs.map((p) => ({ cellules: [p.mandant, p.mandataire, `${p.voix}`] })),
    });
  }
  doc.paragraphe(
    d.absents.length === 0 ? 'Aucun membre n’est absent.' : `${gras('Absents')} : ${d.absents.join(', ')}.`,
  );
  doc.encadre([{ texte: `${gras('Quorum')} – ${phraseQuorum(d.quorum)}` }]);
}

function composerSuspensions(doc: DocumentPdf, { suspensions }: DonneesProcesVerbal): void {
  const tableau = {
    legende: 'Suspensions de séance, à l’initiative de la présidence : rien n’y est décidé',
    colonnes: [
      { titre: 'Suspension', largeur: 2, nomme: true },
      { titre: 'Reprise', largeur: 2 },
      { titre: 'Motif', largeur: 1.8 },
    ],
    rangees: suspensions.map(({ suspendueLe, repriseLe, motif }) => ({
      cellules: [ecrireInstant(suspendueLe), repriseLe === null ? 'en cours' : ecrireInstant(repriseLe), motif],
    })),
  };
  doc.titre(2, 'Suspensions', { suite: doc.hauteurTableau(tableau) });
  doc.tableau(tableau);
}

function composerCloture(doc: DocumentPdf, d: DonneesProcesVerbal): void {
  doc.titre(2, 'Clôture', { suite: 170 });
  doc.paragraphe(
    d.closeLe === null
      ? 'La séance n’est pas close.'
      : `L’ordre du jour étant épuisé, la séance est levée le ${ecrireInstant(d.closeLe)}.`,
  );
  doc.paragraphe(
    'Les votes de la conférence coordonnent les financements. Ils n’engagent les deniers d’aucun membre : chaque montant est arrêté sous réserve de l’engagement de chaque financeur par son propre acte.',
    { ...STYLES.corps, apres: 12 },
  );
  doc.cartouches([
    { titre: 'Le président de séance', lignes: [d.president], mentions: ['Signature'] },
    ...(d.secretaire === null
      ? []
      : [{ titre: 'Le secrétaire de séance', lignes: [d.secretaire], mentions: ['Signature'] }]),
  ]);
}
