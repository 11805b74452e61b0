import { ecrireEuros, ecrireTaux, tauxAffiches, type LignePlan } from '@tdt/domaine';

const PLEIN = 1000n;
/** Fills told apart by a pattern as much as by a tone: no information by colour alone. */
const MOTIFS = 5;

/** The plan as one bar against the cost of the project. The table beneath says the same in figures. */
export function BarresPlan({ plan, cout }: { plan: readonly LignePlan[]; cout: bigint }) {
  const parts = plan.filter((l) => l.montant > 0n);
  if (parts.length === 0 || cout === 0n) return null;
  const total = parts.reduce((t, l) => t + l.montant, 0n);
  const echelle = total > cout ? total : cout;
  const taux = tauxAffiches(
    parts.map((l) => l.montant),
    cout,
  );
  const largeurs = parts.map((l) => Number((l.montant * PLEIN) / echelle));
  const debuts = largeurs.map((_l, i) => largeurs.slice(0, i).reduce((a, b) => a + b, 0));
  return (
    <figure className="fr-mb-3w fr-mx-0">
      <svg className="tdt-barres" viewBox="0 0 1000 48" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="tdt-barre-fond" x="0" y="0" width="1000" height="48" />
        {parts.map((l, i) => (
          <rect
            key={`${l.financeurId}-${i}`}
            className={`tdt-barre-${i % MOTIFS}`}
            x={debuts[i]}
            y="0"
            width={Math.max((largeurs[i] ?? 0) - 3, 1)}
            height="48"
          />
        ))}
      </svg>
      <table className="tdt-table">
        <caption>Parts du plan de financement, dans l’ordre de la barre</caption>
        <thead>
          <tr>
            <th scope="col">Financeur</th>
            <th scope="col">Montant</th>
            <th scope="col">Part du coût</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((l, i) => (
            <tr key={`${l.financeurId}-${i}`}>
              <th scope="row">{l.autofinancement ? 'Ressources propres' : l.denomination}</th>
              <td className="tdt-montant">{ecrireEuros(l.montant)}</td>
              <td className="tdt-montant">{ecrireTaux(taux[i] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
