import { Display, headerFooterDisplayItem } from '@codegouvfr/react-dsfr/Display';
import { Footer } from '@codegouvfr/react-dsfr/Footer';
import { Header, type HeaderProps } from '@codegouvfr/react-dsfr/Header';
import { SkipLinks } from '@codegouvfr/react-dsfr/SkipLinks';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { FinDeSession } from '../connexion/fin-de-session.js';
import { SessionPerdue } from '../connexion/session-perdue.js';
import { seDeconnecter, useSession, type EtatSession } from '../connexion/session.js';
import { ContexteParcours } from './etats.js';
import { Garde } from './garde.js';
import { entreesDe } from './navigation.js';

const MARQUE = (
  <>
    Conférences
    <br />
    des financeurs
  </>
);
const ACCUEIL = { to: '/', title: 'Accueil — Tour de table' };

/** Logging in and out leave the application: these links load a page of the server. */
function acces(session: EtatSession, ici: string): HeaderProps.QuickAccessItem[] {
  if (session === undefined) return [];
  if (session === null) {
    const vers = `/connexion?retour=${encodeURIComponent(ici)}`;
    return [
      { iconId: 'fr-icon-account-circle-line', text: 'Se connecter', linkProps: { to: vers, reloadDocument: true } },
    ];
  }
  const { utilisateur, organisme } = session;
  const nom = `${utilisateur.prenom} ${utilisateur.nom}, ${organisme?.nom ?? 'aucun organisme choisi'}`;
  return [
    { iconId: 'fr-icon-account-circle-line', text: nom, linkProps: { to: '/mon-organisme' } },
    { iconId: 'fr-icon-settings-5-line', text: 'Vos courriels', linkProps: { to: '/mes-avis' } },
    {
      iconId: 'fr-icon-logout-box-r-line',
      text: 'Se déconnecter',
      buttonProps: { onClick: () => void seDeconnecter() },
    },
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
      <Header
        brandTop={MARQUE}
        homeLinkProps={ACCUEIL}
        serviceTitle="Tour de table"
        serviceTagline="Financer ensemble l’inclusion numérique"
        quickAccessItems={acces(session, pathname + search)}
        navigation={[
          { text: 'Appels', linkProps: { to: '/' }, isActive: pathname === '/' || dans('/appels') },
          ...entreesDe(session).map(({ vers, texte }) => ({
            text: texte,
            linkProps: { to: vers },
            isActive: dans(vers),
          })),
        ]}
      />
      <SessionPerdue />
      <FinDeSession />
      <main id="contenu" tabIndex={-1} className="fr-container fr-py-6w">
        <ContexteParcours value={parcours}>
          <Garde cle={pathname}>{children}</Garde>
        </ContexteParcours>
      </main>
      <Footer
        id="fr-footer"
        accessibility="non compliant"
        accessibilityLinkProps={{ to: '/accessibilite' }}
        brandTop={MARQUE}
        homeLinkProps={ACCUEIL}
        contentDescription="Démonstration de la plateforme des conférences des financeurs. Les personnes citées sont inventées."
        termsLinkProps={{ to: '/mentions-legales' }}
        bottomItems={[
          headerFooterDisplayItem,
          { text: 'Vérifier une convention', linkProps: { to: '/verifier' } },
          { text: 'Données ouvertes', linkProps: { to: '/donnees-ouvertes' } },
          { text: 'Registre des sceaux', linkProps: { to: '/journal' } },
        ]}
        license="Logiciel libre sous licence EUPL-1.2"
      />
      <Display />
    </>
  );
}
