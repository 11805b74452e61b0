import { useState } from 'react';
import { televerser } from './televersement.js';

interface Envoi {
  nom: string;
  pourcent: number;
}

export interface MessageEnvoi {
  erreur: boolean;
  texte: string;
}

/** One document of a file on its way: how far it is, and what became of it. */
export function useEnvoi(candidatureId: string, code: string, relire: () => void) {
  const [envoi, setEnvoi] = useState<Envoi | null>(null);
  const [message, setMessage] = useState<MessageEnvoi | null>(null);
  const envoyer = async (fichier: File) => {
    setMessage(null);
    setEnvoi({ nom: fichier.name, pourcent: 0 });
    const issue = await televerser(candidatureId, code, fichier, (part) =>
      setEnvoi({ nom: fichier.name, pourcent: Math.floor(part * 100) }),
    );
    setEnvoi(null);
    setMessage(
      issue.ok ? { erreur: false, texte: `« ${fichier.name} » est joint.` } : { erreur: true, texte: issue.message },
    );
    if (issue.ok) relire();
  };
  return { envoi, message, setMessage, envoyer };
}

/** The same, in words and as a bar. */
export function SuiviEnvoi({
  code,
  envoi,
  message,
}: {
  code: string;
  envoi: Envoi | null;
  message: MessageEnvoi | null;
}) {
  return (
    <>
      <div role="status" className="fr-mt-1w">
        {envoi && <p className="fr-mb-0">Envoi de « {envoi.nom} » en cours.</p>}
        {message && !message.erreur && <p className="fr-valid-text">{message.texte}</p>}
      </div>
      {envoi && (
        <>
          <label htmlFor={`envoi-${code}`}>{envoi.pourcent} % envoyés</label>
          <progress id={`envoi-${code}`} className="tdt-progres" value={envoi.pourcent} max={100} />
        </>
      )}
    </>
  );
}
