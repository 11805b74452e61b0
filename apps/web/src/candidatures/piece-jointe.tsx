import { CYCLE_ANALYSE, ecrireInstant } from '@tdt/domaine';
import type { CandidatureLue } from './candidature.js';

type Jointe = CandidatureLue['pieces'][number];

const KIO = 1024;

/** « 1,4 Mo », in whole tenths: a size is no money, and still no float is written. */
function ecrireTaille(octets: number): string {
  if (octets < KIO * KIO) return `${Math.max(1, Math.round(octets / KIO))} Ko`;
  const dixiemes = Math.round((octets * 10) / (KIO * KIO));
  return `${Math.trunc(dixiemes / 10)},${dixiemes % 10} Mo`;
}

/** A document can be downloaded once the antivirus has found it clean, or where the platform does without one. */
export function LienPiece({ piece }: { piece: Jointe }) {
  const ouverte = piece.etatAnalyse === 'SAINE' || piece.etatAnalyse === 'NON_ANALYSEE';
  return (
    <>
      {ouverte ? (
        <a className="fr-link" href={piece.adresse} download>
          {piece.nom}
        </a>
      ) : (
        piece.nom
      )}{' '}
      <span className="fr-hint-text">
        {ecrireTaille(piece.taille)}, jointe le {ecrireInstant(new Date(piece.ajouteeLe))} ; antivirus :{' '}
        {CYCLE_ANALYSE.etats[piece.etatAnalyse]}
      </span>
    </>
  );
}
