import { Button } from '@codegouvfr/react-dsfr/Button';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Titre } from '../commun/etats.js';
import { Dialogue } from '../commun/dialogue.js';
import { abonnerPerte, annoncerConnexion, retrouverSession, sessionPerdue, surRetour } from './session.js';

const REPONSES = {
  absente: 'Vous n’êtes pas encore reconnecté : terminez la connexion dans l’autre onglet, puis revenez ici.',
  autre:
    'Une autre personne, ou un autre organisme, est connecté dans ce navigateur. Reconnectez-vous avec le compte que vous utilisiez.',
  revenue: '',
};

/** Where the login of the other tab ends. */
const RETOUR = `/connexion?retour=${encodeURIComponent('/session-retrouvee')}`;

/** The session has ended in the middle of something: what is written stays, and the requests wait for the person. */
export function SessionPerdue() {
  const perdue = useSyncExternalStore(abonnerPerte, sessionPerdue);
  const [masquee, setMasquee] = useState(false);
  const [message, setMessage] = useState('');
  const verifier = async () => setMessage(REPONSES[await retrouverSession()]);
  useEffect(() => {
    if (!perdue) return undefined;
    setMessage('');
    setMasquee(false);
    return surRetour(() => void retrouverSession());
  }, [perdue]);
  if (perdue && masquee) {
    return (
      <div className="fr-container fr-pt-3w" role="alert">
        <p>
          Votre session a pris fin : rien n’est envoyé pour le moment.{' '}
          <button type="button" className="fr-link" onClick={() => setMasquee(false)}>
            Me reconnecter
          </button>
        </p>
      </div>
    );
  }
  return (
    <Dialogue
      ouvert={perdue}
      titre="Votre session a pris fin"
      surFermeture={() => setMasquee(true)}
      actions={
        <>
          <a className="fr-btn" href={RETOUR} target="_blank" rel="noreferrer">
            Me reconnecter dans un nouvel onglet
          </a>
          <Button priority="secondary" onClick={() => void verifier()}>
            C’est fait, continuer
          </Button>
        </>
      }
    >
      <p>
        Par sécurité, la session se ferme après trente minutes sans activité.{' '}
        <strong>Ce que vous avez écrit est gardé sur cet appareil</strong> : reconnectez-vous dans un nouvel onglet,
        puis reprenez ici où vous en étiez.
      </p>
      <p role="status">{message}</p>
    </Dialogue>
  );
}

/** End of that login: the first tab goes on by itself. */
export default function PageSessionRetrouvee() {
  useEffect(() => annoncerConnexion(), []);
  return (
    <>
      <Titre onglet="Vous êtes reconnecté">Vous êtes reconnecté</Titre>
      <p>Vous pouvez fermer cet onglet : votre travail vous attend dans le premier.</p>
    </>
  );
}
