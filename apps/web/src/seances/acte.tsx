import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { Button } from '@codegouvfr/react-dsfr/Button';
import { useId, useState, type ReactNode } from 'react';
import { useActePuis } from '../commun/acte.js';
import type { Issue } from '../commun/api.js';
import { Dialogue } from '../commun/dialogue.js';

interface Props {
  /** The button that opens the dialog. */
  bouton: string;
  titre: string;
  /** The button that does it. */
  confirmer: string;
  /** What will change, and any choice to make. */
  children: ReactNode;
  /** Sent again after a breakdown, it keeps its key: the act is done once. */
  faire: (options: { cle: string }) => Promise<Issue<unknown>>;
  surFait: () => void;
  priorite?: 'primary' | 'secondary' | 'tertiary';
  /** Why it cannot be done now: the button says so. */
  empeche?: string;
}

/** Where to prove again who one is, when an act asks for a recent login. */
const RECONNEXION = 'AUTHENTIFICATION_FAIBLE';

function Echec({ issue }: { issue: Issue<unknown> | null }) {
  if (!issue || issue.sorte === 'fait') return null;
  const refus = issue.sorte === 'refus' ? issue.refus : null;
  const phrase = refus
    ? [refus.message, ...refus.details.map((d) => d.message)].join(' ')
    : `${issue.sorte === 'panne' ? issue.message : ''} Rien n’est perdu : recommencez.`;
  return (
    <div role="alert" className="fr-mt-2w">
      <Alert small severity="error" description={phrase} />
      {refus?.code === RECONNEXION && (
        <a className="fr-link" href={refus.chemin ?? '/connexion'}>
          Me reconnecter, puis revenir ici
        </a>
      )}
    </div>
  );
}

/** An act on the session, always confirmed with what it changes. */
export function Acte({ bouton, titre, confirmer, children, faire, surFait, priorite = 'secondary', empeche }: Props) {
  const [ouvert, setOuvert] = useState(false);
  const id = useId();
  const {
    issue,
    envoi,
    faire: envoyer,
    effacer,
  } = useActePuis(() => {
    setOuvert(false);
    surFait();
  });
  const ouvrir = () => {
    effacer();
    setOuvert(true);
  };
  return (
    <div className="tdt-acte">
      <Button
        priority={priorite}
        disabled={empeche !== undefined}
        nativeButtonProps={{ 'aria-describedby': empeche ? id : undefined }}
        onClick={ouvrir}
      >
        {bouton}
      </Button>
      {empeche && (
        <p id={id} className="fr-hint-text fr-mt-1v fr-mb-0">
          {empeche}
        </p>
      )}
      <Dialogue
        ouvert={ouvert}
        titre={titre}
        surFermeture={() => setOuvert(false)}
        actions={
          <>
            <Button disabled={envoi} onClick={() => void envoyer(faire)}>
              {envoi ? 'Envoi en cours…' : confirmer}
            </Button>
            <Button priority="secondary" onClick={() => setOuvert(false)}>
              Renoncer
            </Button>
          </>
        }
      >
        {children}
        <Echec issue={issue} />
      </Dialogue>
    </div>
  );
}
