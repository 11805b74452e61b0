import { LIBELLES_MOTIF_DEPORT, MOTIFS_DEPORT, compter, ecrireEuros, enLettres } from '@tdt/domaine';
import { gras, type DocumentPdf } from '@tdt/documents';
import type { DeportProcesVerbal, PointProcesVerbal, ResultatProcesVerbal } from './donnees.js';
import { phraseQuorum } from './quorum.js';

/** One item of the agenda: who withdrew, the quorum, the shares put to the vote, the result. */
export function composerPoint(doc: DocumentPdf, point: PointProcesVerbal): void {
  doc.titre(2, `Point ${point.ordre} – ${point.intitule}`, { suite: 60 });
  if (point.porteur !== null) {
    const cout = point.coutTotal === null ? '' : `, coût total ${ecrireEuros(point.coutTotal)}`;
    doc.paragraphe(`Porteur : ${gras(point.porteur)}${cout}.`);
  }
  if (point.observations !== '') doc.paragraphe(point.observations);
  for (const phrase of phrasesDeports(point.deports)) doc.paragraphe(phrase);
  if (point.quorum !== null) doc.paragraphe(`Quorum du point : ${phraseQuorum(point.quorum)}`);
  if (point.parts.length > 0) composerParts(doc, point);
  if (point.resultat === null) {
    doc.paragraphe('Ce point n’a pas donné lieu à un vote.');
    return;
  }
  composerResultat(doc, point, point.resultat);
}

/**
 * Who withdrew, then why by category, without linking one to the other: the minutes are published, a person's reason is
 * not (R23).
 */
function phrasesDeports(deports: readonly DeportProcesVerbal[]): string[] {
  if (deports.length === 0) return ['Aucun déport n’est déclaré sur ce point.'];
  const membres = deports
    .map((d) => d.organisme)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(', ');
  const motifs = MOTIFS_DEPORT.map((motif) => [motif, deports.filter((d) => d.motif === motif).length] as const)
    .filter(([, nombre]) => nombre > 0)
    .map(([motif, nombre]) => `${LIBELLES_MOTIF_DEPORT[motif].toLowerCase()} (${nombre})`)
    .join(', ');
  return [
    `${gras('Déports')} : ${membres}. Ces membres quittent la séance pour ce point ; ils ne participent ni au débat, ni au vote.`,
    `Motifs des déports, par catégorie : ${motifs}.`,
  ];
}

function composerParts(doc: DocumentPdf, { parts, ressourcesPropres, coutTotal }: PointProcesVerbal): void {
  const total = parts.reduce((somme, p) => somme + p.montant, 0n);
  doc.tableau({
    legende: 'Montants soumis au vote, sous réserve de l’engagement de chaque financeur par son propre acte',
    colonnes: [
      { titre: 'Financeur', largeur: 2.4, nomme: true },
      { titre: 'Dispositif', largeur: 2 },
      { titre: 'Montant', largeur: 1.1, aligne: 'droite' },
    ],
    rangees: [
      ...parts.map((p) => ({ cellules: [p.financeur, p.dispositif, ecrireEuros(p.montant)] })),
      { genre: 'total', cellules: ['Total des financeurs', '', ecrireEuros(total)] },
      ...(ressourcesPropres === null || ressourcesPropres === 0n
        ? []
        : [{ cellules: ['Ressources propres du porteur', '', ecrireEuros(ressourcesPropres)] }]),
      ...(coutTotal === null
        ? []
        : [{ genre: 'total' as const, cellules: ['Coût total', '', ecrireEuros(coutTotal)] }]),
    ],
  });
}

function composerResultat(doc: DocumentPdf, point: PointProcesVerbal, resultat: ResultatProcesVerbal): void {
  const total = point.parts.reduce((somme, p) => somme + p.montant, 0n);
  const verdict = resultat.adopte ? 'La conférence adopte' : 'La conférence n’adopte pas';
  const objet = total > 0n ? ` les montants ci-dessus, soit ${ecrireEuros(total)} (${enLettres(total)})` : ' ce point';
  const numero = point.numeroDeliberation === null ? '' : `Délibération n° ${point.numeroDeliberation} – `;
  const reserve =
    resultat.adopte && total > 0n ? ', sous réserve de l’engagement de chaque financeur par son propre acte' : '';
  doc.encadre([
    {
      texte: gras(
        `${numero}${resultat.pour} pour, ${resultat.contre} contre, ${compter(resultat.abstention, 'abstention')}${resultat.voixPreponderante ? ', voix prépondérante' : ''}`,
      ),
    },
    { texte: `${verdict}${objet}${reserve}.` },
    { texte: resultat.motif },
  ]);
}
