import { Footer } from '@codegouvfr/react-dsfr/Footer';
import { Header, type HeaderProps } from '@codegouvfr/react-dsfr/Header';
import { SkipLinks } from '@codegouvfr/react-dsfr/SkipLinks';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { seDeconnecter, useSession, type EtatSession } from '../connexion/session.js';

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
    {
      iconId: 'fr-icon-logout-box-r-line',
      text: 'Se déconnecter',
      buttonProps: { onClick: () => void seDeconnecter() },
    },
  ];
}

/** Header, main and footer of every page. On each change of page the focus goes to the main content, as after a reload. */
export function Cadre({ children }: { children: ReactNode }) {
  const { pathname, search } = useLocation();
  const session = useSession();
  const principal = useRef<HTMLElement>(null);
  const premiere = useRef(true);
  useEffect(() => {
    if (premiere.current) premiere.current = false;
    else principal.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
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
          { text: 'Appels', linkProps: { to: '/' }, isActive: pathname === '/' || pathname.startsWith('/appels') },
        ]}
      />
      <main id="contenu" ref={principal} tabIndex={-1} className="fr-container fr-py-6w">
        {children}
      </main>
      <Footer
        id="fr-footer"
        accessibility="non compliant"
        accessibilityLinkProps={{ to: '/accessibilite' }}
        brandTop={MARQUE}
        homeLinkProps={ACCUEIL}
        contentDescription="Démonstration de la plateforme des conférences des financeurs. Les personnes citées sont inventées."
        termsLinkProps={{ to: '/mentions-legales' }}
        bottomItems={[{ text: 'Registre des sceaux', linkProps: { to: '/journal' } }]}
        license="Logiciel libre sous licence EUPL-1.2"
      />
    </>
  );
}
