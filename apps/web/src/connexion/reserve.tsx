import { Button } from '@codegouvfr/react-dsfr/Button';
import type { Action } from '@tdt/domaine';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Attente, Titre } from '../commun/etats.js';
import { peutFaire, useSession } from './session.js';

/** Pages for somebody who is connected, acts for an organisation, and could do this there (`action`, or one of them); says otherwise what to do. */
export function Reserve({ action, children }: { action?: Action | readonly Action[]; children: ReactNode }) {
  const session = useSession();
  const { pathname, search } = useLocation();
  const ici = encodeURIComponent(pathname + search);
  if (session === undefined) return <Attente />;
  if (session === null) {
    return (
      <>
        <Titre onglet="Connectez-vous">Connectez-vous pour continuer</Titre>
        <p>Cette page ne se lit qu’une fois connecté. Vous y reviendrez aussitôt après.</p>
        <Button linkProps={{ to: `/connexion?retour=${ici}`, reloadDocument: true }}>Se connecter</Button>
      </>
    );
  }
  if (!session.organisme) {
    return (
      <>
        <Titre onglet="Pour qui agissez-vous ?">Pour qui agissez-vous ?</Titre>
        <p>Dites d’abord pour quel organisme vous agissez : la page en dépend.</p>
        <Button linkProps={{ to: `/mon-organisme?retour=${ici}` }}>Choisir un organisme</Button>
      </>
    );
  }
  if (action && ![action].flat().some((a) => peutFaire(session, a))) {
    return (
      <>
        <Titre onglet="Page réservée">Cette page ne vous est pas ouverte</Titre>
        <p>
          Vos droits pour {session.organisme.nom} ne la comprennent pas. Demandez-les à la personne qui gère les
          utilisateurs de votre organisme, ou agissez pour un autre organisme.
        </p>
        <Button linkProps={{ to: '/mon-organisme' }}>Changer d’organisme</Button>
      </>
    );
  }
  return children;
}
