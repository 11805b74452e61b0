import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { ecrireDate } from '@tdt/domaine';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { gql, type DonneesDe } from '../commun/api.js';

/** Early enough for the missing value to be found, and an avenant signed. */
const RETARDS = gql(`
  query DonneesEssentiellesEnRetard {
    donneesEssentiellesEnRetard(jours: 31) {
      conventionId
      numero
      attribuant
      beneficiaire
      echeance
      enRetard
      manques { chemin message }
    }
  }
`);

type Retard = DonneesDe<typeof RETARDS>['donneesEssentiellesEnRetard'][number];

function Ligne({ retard: r }: { retard: Retard }) {
  return (
    <tr>
      <th scope="row">
        <Link to={`/conventions/${r.conventionId}`}>{r.numero}</Link>
        <span className="fr-hint-text">
          {r.attribuant}, pour {r.beneficiaire}
        </span>
      </th>
      <td data-libelle="À publier avant le">
        {ecrireDate(r.echeance)}
        {r.enRetard && <strong> : en retard</strong>}
      </td>
      <td data-libelle="Ce qui manque">
        <ul className="tdt-liste">
          {r.manques.map((m) => (
            <li key={m.chemin + m.message}>{m.chemin ? `${m.chemin} : ${m.message}` : m.message}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** Essential data that the law wants public and that a missing value holds back (R43). Nothing when nothing is held back. */
export function DonneesEnRetard() {
  const [{ data }] = useQuery({ query: RETARDS });
  const retards = data?.donneesEssentiellesEnRetard ?? [];
  if (retards.length === 0) return null;
  return (
    <>
      <h2>Données essentielles à compléter</h2>
      <Alert
        severity={retards.some((r) => r.enRetard) ? 'error' : 'warning'}
        small
        description="Ces subventions doivent paraître dans les données ouvertes trois mois après la signature. Il leur manque une valeur que la convention signée ne porte pas : un avenant la donne."
      />
      <table className="tdt-table tdt-empilable">
        <caption>Subventions qui ne peuvent pas encore paraître, par échéance</caption>
        <thead>
          <tr>
            <th scope="col">Convention</th>
            <th scope="col">À publier avant le</th>
            <th scope="col">Ce qui manque</th>
          </tr>
        </thead>
        <tbody>
          {retards.map((r) => (
            <Ligne key={r.conventionId + r.attribuant + r.beneficiaire} retard={r} />
          ))}
        </tbody>
      </table>
    </>
  );
}
