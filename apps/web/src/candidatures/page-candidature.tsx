import { estModifiable } from '@tdt/domaine';
import { lazy } from 'react';
import { Navigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Attente, Panne } from '../commun/etats.js';
import PageIntrouvable from '../commun/page-introuvable.js';
import { peutFaire, useSession } from '../connexion/session.js';
import { FormulaireVivant } from './brouillon.js';
import { UNE_CANDIDATURE, type CandidatureLue } from './candidature.js';
import { ETAPES } from './etapes.js';

// A file is either written or followed: one of the two is downloaded.
const Formulaire = lazy(async () => ({ default: (await import('./formulaire.js')).Formulaire }));
const Suivi = lazy(async () => ({ default: (await import('./suivi.js')).Suivi }));

function Contenu({ lue, etape, relire }: { lue: CandidatureLue; etape: string | undefined; relire: () => void }) {
  const session = useSession();
  const ici = ETAPES.find((e) => e.cle === etape);
  if (etape !== undefined && !ici) return <PageIntrouvable />;
  const ecrit = estModifiable(lue.etat) && lue.actionsPossibles.includes('enregistrerCandidature');
  if (!ecrit && !peutFaire(session, 'ouvrirCandidature')) return <Navigate replace to={`/instruction/${lue.id}`} />;
  // Among others, from the last step when the deposit has just been made.
  if (ici && !ecrit)
    return <Navigate replace to={`/candidatures/${lue.id}${lue.etat === 'DEPOSE' ? '?depose' : ''}`} />;
  if (!ecrit) return <Suivi lue={lue} relire={relire} />;
  if (!ici && lue.etat === 'BROUILLON') return <Navigate replace to={`/candidatures/${lue.id}/structure`} />;
  return (
    <FormulaireVivant lue={lue}>
      {ici ? <Formulaire etape={ici.cle} relire={relire} /> : <Suivi lue={lue} relire={relire} />}
    </FormulaireVivant>
  );
}

/** One file: the form while it may be written, its follow-up afterwards. */
export default function PageCandidature() {
  const { id = '', etape } = useParams();
  const [{ data, error, fetching }, relire] = useQuery({ query: UNE_CANDIDATURE, variables: { id } });
  const encore = () => relire({ requestPolicy: 'network-only' });
  if (data?.candidature?.id === id) return <Contenu key={id} lue={data.candidature} etape={etape} relire={encore} />;
  if (fetching) return <Attente />;
  if (error || !data) return <Panne erreur={error} reessayer={encore} />;
  return <PageIntrouvable />;
}
