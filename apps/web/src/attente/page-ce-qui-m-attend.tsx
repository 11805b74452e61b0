import { Button } from '@codegouvfr/react-dsfr/Button';
import { ecrireInstant } from '@tdt/domaine';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { gql } from '../commun/api.js';
import { Attente, Panne, Titre } from '../commun/etats.js';
import { entreesDe } from '../commun/navigation.js';
import { peutFaire, useSession } from '../connexion/session.js';

const MES_ACTIONS = gql(`
  query CeQuiMAttend {
    mesActions { type libelle objetType objetId echeance }
  }
`);

/** Where each thing to do is done. What has no page yet is shown without a link. */
const PAGES: Record<string, (id: string) => string> = {
  DEPOSER_CANDIDATURE: (id) => `/candidatures/${id}`,
  SAISIR_CANDIDATURE_RECUE: (id) => `/candidatures/${id}`,
  REPONDRE_COMPLEMENTS: (id) => `/candidatures/${id}`,
  EMARGER: (id) => `/seances/${id}`,
  OUVRIR_SEANCE: (id) => `/seances/${id}`,
  REPRENDRE_SEANCE: (id) => `/seances/${id}`,
  APPROUVER_PV: (id) => `/seances/${id}`,
  RECONVOQUER_SEANCE: (id) => `/seances/${id}/reconvoquer`,
  INSCRIRE_EN_SEANCE: (id) => `/seances/nouvelle?dossier=${id}`,
  VOTER: (id) => `/seances/objets/${id}`,
  REVELER_TOUR: (id) => `/seances/objets/${id}`,
  CLORE_SCRUTIN: (id) => `/seances/objets/${id}`,
  SCELLER_ANNONCE: (id) => `/financements/tours/${id}`,
  ENREGISTRER_ENGAGEMENT: (id) => `/financements/parts/${id}`,
  JUGER_RECEVABILITE: (id) => `/instruction/${id}`,
  INSTRUIRE: (id) => `/instruction/${id}`,
  GENERER_CONVENTION: (id) => `/conventions/dossiers/${id}`,
  RELIRE_CONVENTION: (id) => `/conventions/${id}`,
  METTRE_EN_SIGNATURE: (id) => `/conventions/${id}`,
  SIGNER_CONVENTION: (id) => `/conventions/${id}`,
  VERIFIER_SIGNATURE: (id) => `/conventions/${id}`,
  NOTIFIER_CONVENTION: (id) => `/conventions/${id}`,
};

function RienAFaire() {
  const session = useSession();
  const [premiere] = entreesDe(session).filter(({ vers }) => vers !== '/ce-qui-m-attend');
  return (
    <>
      <p>Rien ne vous attend pour {session?.organisme?.nom}. Vous serez prévenu ici dès qu’une action sera à faire.</p>
      {peutFaire(session, 'ouvrirCandidature') && (
        <Button linkProps={{ to: '/candidatures/nouvelle' }}>Commencer une candidature</Button>
      )}
      {premiere && (
        <p className="fr-mt-2w">
          <Link to={premiere.vers}>Voir : {premiere.texte.toLowerCase()}</Link>
        </p>
      )}
    </>
  );
}

/** Everything that somebody is expected to do, the most pressing first. */
export default function PageCeQuiMAttend() {
  const [{ data, error }, relire] = useQuery({ query: MES_ACTIONS });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const { mesActions } = data;
  return (
    <>
      <Titre onglet="Ce qui m’attend">Ce qui m’attend</Titre>
      {mesActions.length === 0 ? (
        <RienAFaire />
      ) : (
        <ul className="tdt-resultats">
          {mesActions.map(({ type, libelle, objetId, echeance }) => {
            const vers = PAGES[type]?.(objetId);
            return (
              <li key={type + objetId}>
                {vers ? <Link to={vers}>{libelle}</Link> : <span>{libelle}</span>}
                {echeance && <span className="fr-hint-text">Au plus tard le {ecrireInstant(new Date(echeance))}</span>}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
