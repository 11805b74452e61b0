import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { useRef, useState } from 'react';
import { nouvelleCle, type Issue, type Refus } from './api.js';
import { SommaireErreurs, type PointAVoir } from './sommaire-erreurs.js';

/** What a refusal says of each field, in the words of the form. Empty when it names none. */
export function pointsDe(issue: Issue<unknown> | null): PointAVoir[] {
  if (issue?.sorte !== 'refus') return [];
  const { details, chemin, message } = issue.refus;
  if (details.length > 0) return [...details];
  return chemin ? [{ chemin, message }] : [];
}

/**
 * One act asked for by a form or a dialog: sent again after a breakdown it keeps its key, so it happens once. `tenter` answers
 * the fact, or null when it did not happen; `issue` then says why, until `effacer`: what was wrong has been corrected.
 */
export function useActe() {
  const cle = useRef(nouvelleCle());
  const [issue, setIssue] = useState<Issue<unknown> | null>(null);
  const [envoi, setEnvoi] = useState(false);
  const tenter = async <Fait,>(acte: (cle: { cle: string }) => Promise<Issue<Fait>>): Promise<Fait | null> => {
    setEnvoi(true);
    const tentee = await acte({ cle: cle.current });
    setEnvoi(false);
    if (tentee.sorte !== 'fait') {
      setIssue(tentee);
      return null;
    }
    cle.current = nouvelleCle();
    setIssue(null);
    return tentee.fait;
  };
  const points = pointsDe(issue);
  return {
    issue,
    envoi,
    tenter,
    effacer: () => setIssue(null),
    erreurs: new Map(points.map((p) => [p.chemin, p.message])),
  };
}

/** The act waits for an authentication that is recent: what the form keeps on this device is found again on the way back. */
function Reauthentifier({ refus }: { refus: Refus }) {
  const { pathname, search } = window.location;
  const retour = encodeURIComponent(pathname + search);
  return (
    <div role="alert" className="fr-mb-3w">
      <Alert
        severity="warning"
        as="h2"
        title="Authentifiez-vous à nouveau"
        description={refus.message}
        className="fr-mb-2w"
      />
      <a className="fr-btn" href={`${refus.chemin ?? '/connexion'}&retour=${retour}`}>
        M’authentifier à nouveau
      </a>
    </div>
  );
}

interface Props {
  /** « L’enveloppe n’est pas ouverte » */
  titre: string;
  issue: Issue<unknown> | null;
  /** Paths that have a field in this form: the others are told as a whole. */
  champs: readonly string[];
}

/** Why an act did not happen: field by field, or in one sentence when no field is in cause. */
export function Echec({ titre, issue, champs }: Props) {
  if (!issue || issue.sorte === 'fait') return null;
  const points = pointsDe(issue).filter((p) => champs.includes(p.chemin));
  if (points.length > 0) return <SommaireErreurs titre={titre} points={points} prendreFocus />;
  if (issue.sorte === 'refus' && issue.refus.code === 'AUTHENTIFICATION_FAIBLE') return <Reauthentifier {...issue} />;
  const suite = issue.sorte === 'panne' ? ' Rien n’est perdu : essayez à nouveau.' : '';
  const message = issue.sorte === 'refus' ? issue.refus.message : issue.message;
  return (
    <div role="alert">
      <Alert severity="error" as="h2" title={titre} description={message + suite} className="fr-mb-3w" />
    </div>
  );
}
