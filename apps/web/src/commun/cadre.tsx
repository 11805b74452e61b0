import { SkipLinks } from '@codegouvfr/react-dsfr/SkipLinks';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { FinDeSession } from '../connexion/fin-de-session.js';
import { SessionPerdue } from '../connexion/session-perdue.js';
import { seDeconnecter, useSession, type EtatSession } from '../connexion/session.js';
import { Entete, type Acces } from './entete.js';
import { ContexteParcours } from './etats.js';
import { Garde } from './garde.js';
import { entreesDe } from './navigation.js';
import { Pied } from './pied.js';

const MARQUE = (
  <>
    Conférences
    <br />
    des financeurs
  </>
);

/** Logging in and out leave the application: these links load a page of the server. */
function accesDe(session: EtatSession, ici: string): Acces[] {
  if (session === undefined) return [];
  if (session === null) {
    // From the home page, to what waits for this person: who comes to vote or to sign has nothing to look for.
    const vers = `/connexion?retour=${encodeURIComponent(ici === '/' ? '/ce-qui-m-attend' : ici)}`;
    return [{ icone: 'fr-icon-account-circle-line', texte: 'Se connecter', vers, serveur: true }];
  }
  const { utilisateur, organisme } = session;
  const nom = `${utilisateur.prenom} ${utilisateur.nom}, ${organisme?.nom ?? 'aucun organisme choisi'}`;
  return [
    { icone: 'fr-icon-account-circle-line', texte: nom, vers: '/mon-organisme' },
    { icone: 'fr-icon-settings-5-line', texte: 'Vos courriels', vers: '/mes-avis' },
    { icone: 'fr-icon-logout-box-r-line', texte: 'Se déconnecter', surClic: () => void seDeconnecter() },
  ];
}

/** True from the first change of page on. */
function useParcours(pathname: string): boolean {
  const [premiere] = useState(pathname);
  const [parcours, setParcours] = useState(false);
  if (!parcours && pathname !== premiere) setParcours(true);
  return parcours;
}

/** Header, main and footer of every page. */
export function Cadre({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  const session = useSession();
  const parcours = useParcours(pathname);
  const dans = (vers: string) => pathname === vers || pathname.startsWith(`${vers}/`);
  return (
    <>
      <SkipLinks
        links={[
          { anchor: '#contenu', label: 'Contenu' },
          { anchor: '#fr-footer', label: 'Pied de page' },
        ]}
      />
      <Entete
        marque={MARQUE}
        acces={accesDe(session, pathname + search)}
        entrees={[
          { vers: '/', texte: 'Appels', active: pathname === '/' || dans('/appels') },
          ...entreesDe(session).map((entree) => ({ ...entree, active: dans(entree.vers) })),
        ]}
      />
      <SessionPerdue />
      <FinDeSession />
      <main id="contenu" tabIndex={-1} className="fr-container fr-py-6w">
        <ContexteParcours value={parcours}>
          <Garde cle={pathname}>{children}</Garde>
        </ContexteParcours>
      </main>
      <Pied marque={MARQUE} />
    </>
  );
}
