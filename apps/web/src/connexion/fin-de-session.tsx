import { Button } from '@codegouvfr/react-dsfr/Button';
import { heureDeParis } from '@tdt/domaine';
import { useEffect, useState } from 'react';
import { Dialogue } from '../commun/dialogue.js';
import { finsPrevues, resterConnecte, surRetour } from './session.js';

/** How long before its end a session warns, and how often the page looks. */
const PREAVIS_MS = 5 * 60_000;
const PAS_MS = 15_000;
const RETOUR = `/connexion?retour=${encodeURIComponent('/session-retrouvee')}`;

type Fin = { quand: number; prolongeable: boolean } | null;

function finProche(): Fin {
  const fins = finsPrevues();
  if (!fins) return null;
  const quand = Math.min(fins.inactivite, fins.absolue);
  const reste = quand - Date.now();
  // Past it, the next request will say that the session has ended.
  return reste > 0 && reste < PREAVIS_MS ? { quand, prolongeable: fins.inactivite < fins.absolue } : null;
}

/** Some minutes before the session ends, says so and offers to stay (WCAG 2.2.1): nobody loses a form for having read it. */
export function FinDeSession() {
  const [fin, setFin] = useState<Fin>(null);
  const [ecartee, setEcartee] = useState(0);
  useEffect(() => {
    const regarder = () => setFin(finProche());
    const minuteur = setInterval(regarder, PAS_MS);
    return () => clearInterval(minuteur);
  }, []);
  useEffect(() => (fin ? surRetour(() => void resterConnecte().then(() => setFin(finProche()))) : undefined), [fin]);
  const rester = async () => {
    await resterConnecte();
    setFin(finProche());
  };
  return (
    <Dialogue
      ouvert={fin !== null && fin.quand !== ecartee}
      titre="Votre session va bientôt prendre fin"
      surFermeture={() => setEcartee(fin?.quand ?? 0)}
      actions={
        fin?.prolongeable === false ? (
          <a className="fr-btn" href={RETOUR} target="_blank" rel="noreferrer">
            Me reconnecter dans un nouvel onglet
          </a>
        ) : (
          <Button onClick={() => void rester()}>Rester connecté</Button>
        )
      }
    >
      <p>
        {fin?.prolongeable === false
          ? 'Par sécurité, une session ne dure pas plus de huit heures : '
          : 'Vous n’avez rien demandé depuis un moment : '}
        la vôtre prend fin vers {fin && heureDeParis(new Date(fin.quand)).slice(0, 5).replace(':', ' h ')}. Ce que vous
        avez écrit est gardé sur cet appareil.
      </p>
    </Dialogue>
  );
}
