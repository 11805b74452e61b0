import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { useRef, useState } from 'react';
import { nouvelleCle, type Issue } from './api.js';
import { SommaireErreurs, type PointAVoir } from './sommaire-erreurs.js';

type Echec = Exclude<Issue<unknown>, { sorte: 'fait' }>;

/** One act of a form: under one key until it is answered, so that a second try after a breakdown is the same act. */
export function useActe<Fait>(surFait: (fait: Fait) => void) {
  const [echec, setEchec] = useState<Echec | null>(null);
  const [envoi, setEnvoi] = useState(false);
  const cle = useRef(nouvelleCle());
  const faire = async (acte: (options: { cle: string }) => Promise<Issue<Fait>>) => {
    setEnvoi(true);
    setEchec(null);
    const issue = await acte({ cle: cle.current });
    setEnvoi(false);
    if (issue.sorte !== 'panne') cle.current = nouvelleCle();
    setEchec(issue.sorte === 'fait' ? null : issue);
    if (issue.sorte === 'fait') surFait(issue.fait);
  };
  return { echec, envoi, faire, oublier: () => setEchec(null) };
}

/** Every point of a refusal; `defaut` names the field of one that names none. */
export function pointsDe(echec: Echec | null, defaut: string): PointAVoir[] {
  if (echec?.sorte !== 'refus') return [];
  const { details, chemin, message } = echec.refus;
  return details.length > 0 ? [...details] : [{ chemin: chemin ?? defaut, message }];
}

interface Props {
  echec: Echec | null;
  /** « La demande n’est pas partie ». */
  titre: string;
  /** The faulty fields, each led to. Absent: the act has no field to correct, and the reasons are only said. */
  points?: readonly PointAVoir[];
}

function Raisons({ echec, titre }: { echec: Extract<Echec, { sorte: 'refus' }>; titre: string }) {
  const { message, details } = echec.refus;
  return (
    <div role="alert" className="fr-mb-3w">
      <Alert
        severity="error"
        as="h3"
        title={titre}
        description={
          <>
            {message}
            {details.length > 0 && (
              <ul>
                {details.map((d) => (
                  <li key={d.chemin + d.message}>{d.message}</li>
                ))}
              </ul>
            )}
          </>
        }
      />
    </div>
  );
}

/** Why the act was not done, in front of its form. Nothing typed is lost. */
export function EchecActe({ echec, titre, points }: Props) {
  if (!echec) return null;
  if (echec.sorte === 'refus') {
    if (!points) return <Raisons echec={echec} titre={titre} />;
    return <SommaireErreurs titre={titre} points={points} prendreFocus />;
  }
  const reference = echec.reference ? ` Signalez-la avec la référence ${echec.reference} si elle revient.` : '';
  return (
    <div role="alert" className="fr-mb-3w">
      <Alert
        small
        severity="error"
        description={`${echec.message} Ce que vous avez écrit est gardé : envoyez-le à nouveau.${reference}`}
      />
    </div>
  );
}
