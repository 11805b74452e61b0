import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Breadcrumb } from '@codegouvfr/react-dsfr/Breadcrumb';
import { CYCLE_PART, ecrireDate, ecrireEuros } from '@tdt/domaine';
import { Link, useLocation, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne, Titre } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { Dotation } from './dotation.js';
import { LIBELLES_CREDIT, LIBELLES_STATUT, UNE_ENVELOPPE, type EnveloppeLue } from './enveloppe.js';
import { Jauge } from './jauge.js';
import { ReglesDuFinanceur } from './regles.js';
import { soldesDe } from './soldes.js';

function Finance({ enveloppe }: { enveloppe: EnveloppeLue }) {
  const { edges, totalCount } = enveloppe.parts;
  if (totalCount === 0) {
    return (
      <p>
        Elle ne finance rien encore. Choisissez un projet parmi les <Link to="/financements">dossiers à financer</Link>,
        et préparez-y votre part.
      </p>
    );
  }
  return (
    <table className="tdt-table tdt-empilable">
      <caption>
        {totalCount === 1 ? 'Une part' : `${totalCount} parts`}, la plus ancienne d’abord
        {totalCount > edges.length && ` : les ${edges.length} premières`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Projet</th>
          <th scope="col">État de la part</th>
          <th scope="col" className="tdt-montant">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {edges.map(({ node }) => (
          <tr key={node.id}>
            <th scope="row">
              <Link to={`/financements/parts/${node.id}`}>
                {node.candidature?.titre ?? 'Projet que vous ne voyez plus'}
              </Link>
              <span className="fr-hint-text">{node.candidature?.porteur.nom}</span>
            </th>
            <td>Part {CYCLE_PART.etats[node.etat]}</td>
            <td className="tdt-montant" data-etiquette="Montant">
              {ecrireEuros(BigInt(node.montant))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Contenu({ enveloppe, relire }: { enveloppe: EnveloppeLue; relire: () => void }) {
  const { search } = useLocation();
  const nom = `${enveloppe.libelle}, ${enveloppe.exercice}`;
  const { appel } = enveloppe;
  return (
    <>
      <Breadcrumb currentPageLabel={nom} segments={[{ label: 'Mes enveloppes', linkProps: { to: '/enveloppes' } }]} />
      <Titre onglet={nom}>{nom}</Titre>
      {new URLSearchParams(search).has('ouverte') && (
        <Alert
          as="h2"
          severity="success"
          className="fr-mb-3w"
          title="L’enveloppe est ouverte"
          description="Elle est vide : demandez à une autre personne de votre organisme d’y ajouter des crédits depuis cette page."
        />
      )}
      <p>
        {enveloppe.dispositif}. {LIBELLES_CREDIT[enveloppe.typeCredit]}. {LIBELLES_STATUT[enveloppe.statut]}, créée le{' '}
        {ecrireDate(new Date(enveloppe.creeeLe))}.{' '}
        {appel ? (
          <>
            Destinée à l’appel <Link to={`/appels/${appel.id}`}>{appel.titre}</Link>.
          </>
        ) : (
          'Elle peut financer les projets de tous les appels.'
        )}
      </p>
      <p className="fr-text--lead">
        Il reste <strong className="tdt-montant">{ecrireEuros(BigInt(enveloppe.disponible))}</strong> disponibles sur{' '}
        <span className="tdt-montant">{ecrireEuros(BigInt(enveloppe.dotation))}</span>.
      </p>
      {enveloppe.avertissement && (
        <Alert severity="warning" small description={enveloppe.avertissement} className="fr-mb-2w" />
      )}
      <Jauge soldes={soldesDe(enveloppe)} legende="Où en est cette enveloppe" />
      {enveloppe.statut === 'OUVERTE' && <Dotation enveloppe={enveloppe} relire={relire} />}
      <h2>Ce qu’elle finance</h2>
      <Finance enveloppe={enveloppe} />
      {appel && (
        <>
          <h2>Ce qui borne vos parts</h2>
          <ReglesDuFinanceur appel={appel} financeur={enveloppe.financeur} />
        </>
      )}
    </>
  );
}

/** One envelope: what is left of it, what it finances, and what bounds it. */
export default function PageEnveloppe() {
  const { id = '' } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({
    query: UNE_ENVELOPPE,
    variables: { id },
  });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (data?.enveloppe?.id === id) return <Contenu key={id} enveloppe={data.enveloppe} relire={encore} />;
  if (fetching) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  return <PageIntrouvable />;
}
