import {
  ecrireEuros,
  ecrireTaux,
  lireEuros,
  plafondsAnnonce,
  type PlafondLigne,
  type ProjetSollicite,
} from '@tdt/domaine';
import { classesDe, regleDe, type AppelAvecRegles } from '../enveloppes/regle.js';
import { phraseDeBorne, quiEstBorne } from '../enveloppes/regles.js';

export interface Payeur {
  id: string;
  categorie: Api.CategorieOrganisme;
}

/** What holds an amount there, in words: « taux 37,50 % de la dépense subventionnable ». */
function raisonDe({ code, regle }: PlafondLigne, appel: AppelAvecRegles): string {
  if (code === 'ENVELOPPE') return 'ce que votre enveloppe a encore de disponible';
  if (code === 'BESOIN') return 'ce qui manque encore au projet';
  const lue = appel.reglesFinancement.find((r) => r.code === regle);
  if (!lue) return 'règle de l’appel';
  const partage = lue.portee === 'ENVELOPPE' ? '' : `, à partager (${quiEstBorne(lue, appel)})`;
  if (code === 'TAUX') {
    const base = lue.base === 'COUT_TOTAL' ? 'du coût total' : 'de la dépense subventionnable';
    return `taux ${ecrireTaux(lue.tauxBp ?? 0)} ${base}${partage}`;
  }
  return `${phraseDeBorne(lue).replace(/^./, (l) => l.toLowerCase())}${partage}`;
}

interface Props {
  projet: ProjetSollicite;
  financeur: Payeur;
  appel: AppelAvecRegles;
  mobilisable: bigint;
  /** What is being typed: above the most, it is said at once. */
  montant: string;
  /** Offers to go up to the most, when something can be done with it. */
  surMaximum?: (maximum: bigint) => void;
}

/** Up to how much the funder may go on this project, why, and every other cap with its text. */
export function Plafonds({ projet, financeur, appel, mobilisable, montant, surMaximum }: Props) {
  const regles = appel.reglesFinancement.map(regleDe);
  const lus = plafondsAnnonce({ projet, financeur, classes: classesDe(appel), regles, mobilisable });
  if (!lus.ok) return <p>Les plafonds ne peuvent pas être calculés : {lus.refus.message}</p>;
  const { maximum, plafonds } = lus.fait;
  const [liant] = plafonds;
  const saisi = lireEuros(montant);
  const trop = saisi.ok && saisi.fait > maximum;
  return (
    <div className="fr-mb-2w">
      <p className="fr-mb-1w">
        {maximum > 0n ? 'Vous pouvez aller jusqu’à ' : 'Vous ne pouvez rien apporter, '}
        {maximum > 0n && <strong className="tdt-montant">{ecrireEuros(maximum)}</strong>}
        {maximum > 0n && ' : '}
        {liant && raisonDe(liant, appel)}.{' '}
        {maximum > 0n && surMaximum && (
          <button type="button" className="fr-link" onClick={() => surMaximum(maximum)}>
            Aller jusqu’à {ecrireEuros(maximum)}
          </button>
        )}
      </p>
      <p role="status" className={trop ? 'tdt-alerte fr-mb-1w' : 'fr-mb-0'}>
        {trop &&
          `${ecrireEuros(saisi.fait)} dépassent ce maximum de ${ecrireEuros(saisi.fait - maximum)} : la répartition n’ira pas au-delà.`}
      </p>
      <details className="fr-text--sm">
        <summary>Tous les plafonds, du plus bas au plus haut</summary>
        <ul>
          {plafonds.map((p, i) => (
            <li key={i}>
              <span className="tdt-montant">{ecrireEuros(p.montant)}</span> : {raisonDe(p, appel)}
              {p.source && ` (${p.source})`}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
