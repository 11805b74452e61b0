import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { useRef, useState } from 'react';
import { nouvelleCle, type Issue, type Refus } from './api.js';
import { SommaireErreurs, type PointAVoir } from './sommaire-erreurs.js';

/** What a refusal says of each field, in the words of the form; `defaut` names the field of one that names none. */
export function pointsDe(issue: Issue<unknown> | null, defaut?: string): PointAVoir[] {
  if (issue?.sorte !== 'refus') return [];
  const { details, chemin, message } = issue.refus;
  if (details.length > 0) return [...details];
  const vers = chemin ?? defaut;
  return vers === undefined ? [] : [{ chemin: vers, message }];
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
    // Only a breakdown leaves it unknown whether the act was done: a refusal has done nothing, what is sent next is another act.
    if (tentee.sorte !== 'panne') cle.current = nouvelleCle();
    setIssue(tentee.sorte === 'fait' ? null : tentee);
    return tentee.sorte === 'fait' ? tentee.fait : null;
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

/** The same, when there is one thing to do once it has happened. */
export function useActePuis<Fait>(surFait: (fait: Fait) => void) {
  const { tenter, ...reste } = useActe();
  const faire = async (acte: (cle: { cle: string }) => Promise<Issue<Fait>>) => {
    const fait = await tenter(acte);
    if (fait !== null) surFait(fait);
  };
  return { ...reste, faire };
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
  champs?: readonly string[];
  /** The faulty fields themselves, where the form has its own names for them. */
  points?: readonly PointAVoir[];
}

/** Why an act did not happen: field by field, or in one sentence when no field is in cause. */
export function Echec({ titre, issue, champs = [], points }: Props) {
  if (!issue || issue.sorte === 'fait') return null;
  if (issue.sorte === 'refus' && issue.refus.code === 'AUTHENTIFICATION_FAIBLE') return <Reauthentifier {...issue} />;
  const fautifs = points ?? pointsDe(issue).filter((p) => champs.includes(p.chemin));
  if (fautifs.length > 0) return <SommaireErreurs titre={titre} points={fautifs} prendreFocus />;
  const panne = issue.sorte === 'panne' ? issue : null;
  const reference = panne?.reference ? ` Signalez-la avec la référence ${panne.reference} si elle revient.` : '';
  const suite = panne ? ` Rien n’est perdu : essayez à nouveau.${reference}` : '';
  const { message, details } = issue.sorte === 'refus' ? issue.refus : { message: issue.message, details: [] };
  const description = (
    <>
      {message + suite}
      {details.length > 0 && (
        <ul>
          {details.map((d) => (
            <li key={d.chemin + d.message}>{d.message}</li>
          ))}
        </ul>
      )}
    </>
  );
  return (
    <div role="alert">
      <Alert severity="error" as="h2" title={titre} description={description} className="fr-mb-3w" />
    </div>
  );
}
