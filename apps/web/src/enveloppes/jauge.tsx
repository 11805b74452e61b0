import { ecrireEuros, ecrireTaux, somme, tauxAffiches } from '@tdt/domaine';
import { LIBELLES_NATURE, NATURES, type Nature, type Soldes } from './soldes.js';

const PLEIN = 1000n;
/** A sliver that nobody could see is drawn all the same. */
const MINIMUM = 4;

/** What is left is the background of the bar; each other step has its fill. */
const REMPLIES: readonly Nature[] = NATURES.filter((n) => n !== 'disponible');
const classe = (nature: Nature) =>
  nature === 'disponible' ? 'tdt-barre-fond' : `tdt-barre-${REMPLIES.indexOf(nature)}`;

function Pastille({ nature }: { nature: Nature }) {
  return (
    <svg className="tdt-pastille" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <rect className={classe(nature)} width="10" height="10" />
    </svg>
  );
}

/** An envelope as a bar, and the same as a table: where its money stands. */
export function Jauge({ soldes, legende }: { soldes: Soldes; legende: string }) {
  const montants = NATURES.map((n) => soldes[n]);
  const dotation = somme(montants);
  const taux = dotation > 0n ? tauxAffiches(montants, dotation) : montants.map(() => 0);
  const largeurs = REMPLIES.map((n) =>
    soldes[n] > 0n ? Math.max(Number((soldes[n] * PLEIN) / dotation), MINIMUM) : 0,
  );
  return (
    <figure className="fr-mb-3w fr-mx-0">
      <svg className="tdt-jauge" viewBox="0 0 1000 32" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="tdt-barre-fond" width="1000" height="32" />
        {REMPLIES.map((nature, i) => (
          <rect
            key={nature}
            className={classe(nature)}
            x={largeurs.slice(0, i).reduce((a, b) => a + b, 0)}
            width={Math.max((largeurs[i] ?? 0) - 2, 0)}
            height="32"
          />
        ))}
      </svg>
      <table className="tdt-table">
        <caption>{legende}</caption>
        <thead>
          <tr>
            <th scope="col">Où en est l’argent</th>
            <th scope="col" className="tdt-montant">
              Montant, et part
            </th>
          </tr>
        </thead>
        <tbody>
          {NATURES.map((nature, i) => (
            <tr key={nature}>
              <th scope="row">
                <Pastille nature={nature} /> {LIBELLES_NATURE[nature].nom}
                <span className="fr-hint-text">{LIBELLES_NATURE[nature].sens}</span>
              </th>
              <td className="tdt-montant">
                {ecrireEuros(soldes[nature])}
                {dotation > 0n && <span className="fr-hint-text">{ecrireTaux(taux[i] ?? 0)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
