import { ecrireDate } from '@tdt/domaine';
import { Link } from 'react-router';
import { CONSTAT, TAUX_ACCESSIBILITE } from './constat-accessibilite.js';
import { ECARTS } from './ecarts-accessibilite.js';
import { Titre } from './etats.js';

const PAGES = [
  'Accueil',
  'Connexion',
  'Liste des appels gérés',
  'Fiche d’un appel',
  'Formulaire de candidature',
  'Récapitulatif avant le dépôt',
  'Enveloppes d’un financeur',
  'Séance et vote',
  'Instruction d’un dossier',
  'Convention et sa vérification',
  'Déclaration d’accessibilité',
  'Pages d’erreur',
];

function Resultats() {
  return (
    <>
      <h2>Résultats de l’audit interne</h2>
      <p>
        L’équipe du projet a confronté douze pages aux 106 critères du RGAA 4.1, le {ecrireDate(CONSTAT.jour)}. Sur les{' '}
        {CONSTAT.respectes + CONSTAT.nonRespectes} critères qui s’appliquent, {CONSTAT.respectes} sont respectés sur
        toutes les pages, soit <strong>{TAUX_ACCESSIBILITE} %</strong>. {CONSTAT.sansObjet} critères sont sans objet. Un
        critère que personne n’a encore établi compte comme non respecté.
      </p>
      <table className="tdt-table tdt-empilable">
        <caption>Critères qui ne sont pas respectés partout, ou qui restent à vérifier</caption>
        <thead>
          <tr>
            <th scope="col">Critère</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {ECARTS.map(({ critere, intitule, etat }) => (
            <tr key={critere}>
              <th scope="row">
                {critere} {intitule}
              </th>
              <td>{etat === 'NC' ? 'Non respecté' : 'À vérifier'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fr-mt-2w">
        Les écarts constatés sur la connexion sont ceux de la page du fournisseur d’identité de la démonstration : en
        service, elle est remplacée par ProConnect.
      </p>
    </>
  );
}

function Methode() {
  return (
    <>
      <h2>Comment cette déclaration est établie</h2>
      <p>
        Chaque écran est ouvert dans un navigateur par les tests du projet, vide, rempli et en erreur, à 1 280 et 320
        pixels de large, en clair et en sombre : l’outil axe et nos propres règles n’y trouvent aucune faute. Ce qu’une
        machine ne voit pas a été regardé, ou reste à vérifier. Technologies : HTML, CSS, JavaScript, SVG, ARIA.
      </p>
      <h3>Pages de l’échantillon</h3>
      <ul>
        {PAGES.map((page) => (
          <li key={page}>{page}</li>
        ))}
      </ul>
    </>
  );
}

function Schema() {
  return (
    <>
      <h2>Schéma pluriannuel</h2>
      <ul>
        <li>2026 : audit interne, règles vérifiées à chaque changement du logiciel.</li>
        <li>2027 : critères restant à vérifier, essais avec des lecteurs d’écran, audit extérieur.</li>
        <li>2028 : corrections qui en viennent, nouvelle déclaration.</li>
      </ul>
    </>
  );
}

/** What is known of the accessibility of this site: no more than the internal audit has established (trust.md §10). */
export default function PageAccessibilite() {
  return (
    <>
      <Titre onglet="Déclaration d’accessibilité">Déclaration d’accessibilité</Titre>
      <p>
        Tour de table est <strong>non conforme</strong> au référentiel général d’amélioration de l’accessibilité (RGAA
        4.1) : aucun audit extérieur n’a encore été mené. Audit interne : {TAUX_ACCESSIBILITE} %.
      </p>
      <Resultats />
      <Methode />
      <h2>Signaler une difficulté</h2>
      <p>
        Si une information ou une démarche vous est inaccessible, demandez-la à l’organisme qui vous a adressé à ce
        service, ou à celui qui l’exploite (<Link to="/mentions-legales">mentions légales</Link>) : il vous la donne
        sous une autre forme, et une candidature peut être déposée sur papier ou par courriel.
      </p>
      <h2>Voies de recours</h2>
      <p>
        Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits : par son formulaire en ligne, auprès de
        son délégué dans votre région, ou par courrier gratuit, sans timbre, à Défenseur des droits, Libre réponse
        71120, 75342 Paris CEDEX 07.
      </p>
      <Schema />
    </>
  );
}
