import { Navigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { gql } from '../commun/api.js';
import { Attente, Panne } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';

const SEANCE_DE = gql(`
  query SeanceDe($id: ID!) {
    scrutin(id: $id) { point { seance { id } } }
    tour(id: $id) { seanceId }
  }
`);

/** Address of a ballot or of a round, as what waits for somebody names it: it is held in its session. */
export default function PageRenvoi() {
  const { id = '' } = useParams();
  const [{ data, error }, relire] = useQuery({ query: SEANCE_DE, variables: { id } });
  if (error) return <Panne erreur={error} reessayer={() => relire({ requestPolicy: 'network-only' })} />;
  if (!data) return <Attente />;
  const seanceId = data.scrutin?.point?.seance.id ?? data.tour?.seanceId;
  return seanceId ? <Navigate replace to={`/seances/${seanceId}`} /> : <PageIntrouvable />;
}
