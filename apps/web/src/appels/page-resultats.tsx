import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { ecrireDate, ecrireEuros, somme } from '@tdt/domaine';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { gql, type DonneesDe } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';

const RESULTATS = gql(`
  query ResultatsDeLAppel($id: ID!) {
    appelAProjets(id: $id) { id titre etat }
    resultatsAppel(appelId: $id) {
      id
      titre
      porteur
      proclameLe
      financements { financeurId financeur montant }
    }
  }
`);

type Retenu = DonneesDe<typeof RESULTATS>['resultatsAppel'][number];

const totalDe = ({ financements }: Retenu) => somme(financements.map((f) => BigInt(f.montant)));

function UnProjet({ projet }: { projet: Retenu }) {
  return (
    <li className="tdt-bloc">
      <h2 className="fr-h4">{projet.titre}</h2>
      <p>
        Porté par {projet.porteur}. Plan de financement adopté le {ecrireDate(new Date(projet.proclameLe))}.
      </p>
      {projet.financements.length === 0 && <p>Aucun financement public : ce projet est porté par des dons.</p>}
      {projet.financements.length > 0 && (
        <table className="tdt-table">
          <caption>Financements publics de « {projet.titre} »</caption>
          <thead>
            <tr>
              <th scope="col">Financeur</th>
              <th scope="col" className="tdt-montant">
                Montant
              </th>
            </tr>
          </thead>
          <tbody>
            {projet.financements.map((f) => (
              <tr key={f.financeurId + f.montant}>
                <th scope="row">{f.financeur}</th>
                <td className="tdt-montant">{ecrireEuros(BigInt(f.montant))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Total</th>
              <td className="tdt-montant">{ecrireEuros(totalDe(projet))}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </li>
  );
}

/** What the conference has decided for a call, as everybody may read it. */
export default function PageResultats() {
  const { id = '' } = useParams();
  const [{ data, error }, relire] = useQuery({ query: RESULTATS, variables: { id } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const { appelAProjets: appel, resultatsAppel: retenus } = data;
  if (!appel) return <PageIntrouvable />;
  const titre = `Résultats : ${appel.titre}`;
  return (
    <>
      <Breadcrumb
        currentPageLabel="Résultats"
        segments={[
          { label: 'Appels', linkProps: { to: '/' } },
          { label: appel.titre, linkProps: { to: `/appels/${appel.id}` } },
        ]}
      />
      <Titre onglet={titre}>{titre}</Titre>
      {retenus.length === 0 ? (
        <p>
          Aucun résultat n’est encore proclamé pour cet appel. Les projets paraîtront ici dès que la conférence des
          financeurs aura adopté leur plan de financement.
        </p>
      ) : (
        <p>
          {retenus.length === 1 ? 'Un projet retenu' : `${retenus.length} projets retenus`}, pour{' '}
          <span className="tdt-montant">{ecrireEuros(somme(retenus.map(totalDe)))}</span> de financements publics.
          Chaque financeur engage ensuite sa part par son propre acte. Le mécénat des fondations et des entreprises
          n’est pas publié ici.
        </p>
      )}
      <ul className="tdt-liste">
        {retenus.map((projet) => (
          <UnProjet key={projet.id} projet={projet} />
        ))}
      </ul>
    </>
  );
}
