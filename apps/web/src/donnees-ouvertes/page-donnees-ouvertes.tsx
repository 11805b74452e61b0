import { DEFINITIONS_PROFILS, ecrireDate, PROFILS_DONNEES } from '@tdt/domaine';
import { useQuery } from 'urql';
import { gql, type DonneesDe } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';

const ATTRIBUANTS = gql(`
  query DonneesOuvertes {
    donneesEssentielles {
      siret
      nom
      misAJourLe
      fichiers { profil adresse lignes }
    }
  }
`);

type Attribuant = DonneesDe<typeof ATTRIBUANTS>['donneesEssentielles'][number];

const NOMS: Record<Api.ProfilDonneesEssentielles, string> = {
  ETALAB: 'Réglementaire',
  SCDL: 'SCDL',
  ETENDU: 'Étendu',
};

const USAGES: Record<Api.ProfilDonneesEssentielles, string> = {
  ETALAB:
    'Les colonnes que l’arrêté impose, dans son ordre. Les deux jours d’une période y sont séparés par un tiret bas.',
  SCDL: 'Les mêmes, avec le numéro RNA des associations et le dispositif d’aide. Les périodes suivent la norme ISO 8601.',
  ETENDU:
    'Celles du SCDL, et ce qui manque pour suivre un projet à plusieurs financeurs : identifiant du cofinancement, autres attribuants, exercice, coût du projet.',
};

function Fichiers({ attribuant: { nom, fichiers } }: { attribuant: Attribuant }) {
  return (
    <ul className="tdt-liste">
      {fichiers.map(({ profil, adresse, lignes }) => (
        <li key={profil}>
          <a className="fr-link fr-link--download" href={adresse} download>
            {NOMS[profil]}
            <span className="fr-sr-only"> de {nom}</span>
            <span className="fr-link__detail">CSV, {lignes === 1 ? 'une ligne' : `${lignes} lignes`}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function TableAttribuants({ attribuants }: { attribuants: readonly Attribuant[] }) {
  return (
    <table className="tdt-table tdt-empilable">
      <caption>Fichiers de chaque attribuant, par ordre alphabétique</caption>
      <thead>
        <tr>
          <th scope="col">Attribuant</th>
          <th scope="col">Mis à jour</th>
          <th scope="col">Fichiers</th>
        </tr>
      </thead>
      <tbody>
        {attribuants.map((attribuant) => (
          <tr key={attribuant.siret}>
            <th scope="row">
              {attribuant.nom}
              <span className="fr-hint-text">SIRET {attribuant.siret}</span>
            </th>
            <td data-libelle="Mis à jour">{ecrireDate(attribuant.misAJourLe)}</td>
            <td data-libelle="Fichiers">
              <Fichiers attribuant={attribuant} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Formats() {
  return (
    <dl className="tdt-fiche">
      {PROFILS_DONNEES.map((profil) => (
        <div key={profil}>
          <dt>
            {NOMS[profil]}, {DEFINITIONS_PROFILS[profil].colonnes.length} colonnes
          </dt>
          <dd>
            {DEFINITIONS_PROFILS[profil].libelle}. {USAGES[profil]}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BienLire() {
  return (
    <ul>
      <li>
        Chaque ligne est une convention, un attribuant et un bénéficiaire. Le montant est ce que cet attribuant donne à
        ce bénéficiaire : la somme d’un fichier est ce que l’attribuant accorde.
      </li>
      <li>
        Les lignes d’une même convention, chez tous ses attribuants, portent le même identifiant de cofinancement au
        format étendu.
      </li>
      <li>Le mécénat des fondations et des entreprises, et toute donnée personnelle, n’y figurent pas.</li>
      <li>
        Les fichiers sont en UTF-8, séparés par des virgules, avec un point décimal. Ouvrez-les dans un tableur en
        déclarant les SIRET comme du texte : leurs zéros comptent.
      </li>
      <li>
        Une apostrophe précède un texte qui commence par =, +, - ou @, pour qu’aucun tableur ne l’exécute : retirez-la
        pour retrouver le texte.
      </li>
    </ul>
  );
}

/** The essential data of signed conventions, for everybody: which files there are, and how to read them. */
export default function PageDonneesOuvertes() {
  const [{ data, error }, relire] = useQuery({ query: ATTRIBUANTS });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const attribuants = data.donneesEssentielles;
  return (
    <>
      <Titre onglet="Données ouvertes">Données ouvertes</Titre>
      <p className="fr-text--lead">
        Les subventions des conventions signées, financeur public par financeur public, à télécharger sans compte.
      </p>
      <p>
        La loi demande de rendre publiques les données essentielles des conventions de subvention dans les trois mois de
        leur signature (décret n° 2017-779 du 5 mai 2017, arrêté du 17 novembre 2017). Elles paraissent ici dès la
        dernière signature.
      </p>
      <h2>Fichiers</h2>
      {attribuants.length === 0 ? (
        <p>
          Aucune convention n’est encore signée. Les fichiers paraîtront ici, un par attribuant et par format, dès la
          première signature.
        </p>
      ) : (
        <TableAttribuants attribuants={attribuants} />
      )}
      <h2>Trois formats</h2>
      <Formats />
      <h2>Bien lire ces fichiers</h2>
      <BienLire />
      <h2>Licence</h2>
      <p>
        Ces données sont réutilisables librement sous la{' '}
        <a href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/" rel="external">
          Licence Ouverte 2.0 (Etalab)
        </a>
        , à condition de citer l’attribuant et la date de mise à jour.
      </p>
    </>
  );
}
