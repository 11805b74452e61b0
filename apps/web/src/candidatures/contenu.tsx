import type { CandidatureLue } from './candidature.js';
import { LienPiece } from './piece-jointe.js';
import { libellePiece } from './reception.js';
import { raconter } from './recit.js';
import { CHAMPS, LIBELLES_CHAMP, saisieDe } from './saisie.js';

/** What was sent, for whoever wants to read it again. */
export function Contenu({ lue }: { lue: CandidatureLue }) {
  const saisie = saisieDe(lue);
  const jointes = lue.pieces.filter((p) => p.retireeLe === null);
  return (
    <details className="tdt-bloc">
      <summary>Relire le dossier</summary>
      <dl className="tdt-fiche fr-mt-2w">
        {CHAMPS.filter((c) => raconter(saisie, c).length > 0).map((c) => (
          <div key={c}>
            <dt>{LIBELLES_CHAMP[c]}</dt>
            {raconter(saisie, c).map((ligne, i) => (
              <dd key={i}>{ligne}</dd>
            ))}
          </div>
        ))}
        {jointes.map((p) => (
          <div key={p.id}>
            <dt>{libellePiece(p.code, lue.appel.pieces)}</dt>
            <dd>
              <LienPiece piece={p} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
