import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Link, useLocation } from 'react-router';

/** A link of the site, a page of the server (`serveur`), or an act. */
export interface Acces {
  icone: string;
  texte: string;
  vers?: string;
  serveur?: boolean;
  surClic?: () => void;
}

export interface EntreeDeMenu {
  vers: string;
  texte: string;
  active: boolean;
}

/** From this width on the menu is in the page; below, it covers it when asked for. */
const LARGE = '(min-width: 62em)';
/** What the open menu covers. */
const DERRIERE = '.fr-skiplinks, .fr-header__body, #contenu, #fr-footer';

function ListeAcces({ acces }: { acces: readonly Acces[] }) {
  return (
    <ul className="fr-btns-group">
      {acces.map(({ icone, texte, vers, serveur, surClic }) => (
        <li key={texte}>
          {vers === undefined ? (
            <button type="button" className={`fr-btn ${icone}`} onClick={surClic}>
              {texte}
            </button>
          ) : (
            <Link className={`fr-btn ${icone}`} to={vers} reloadDocument={serveur}>
              {texte}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Service() {
  return (
    <div className="fr-header__service">
      <Link to="/" title="Accueil — Tour de table">
        <p className="fr-header__service-title">Tour de table</p>
      </Link>
      <p className="fr-header__service-tagline">Financer ensemble l’inclusion numérique</p>
    </div>
  );
}

/** The menu of narrow screens: open, nothing behind it can be reached; Escape and leaving the page close it. */
function useMenu() {
  const [ouvert, setOuvert] = useState(false);
  const bouton = useRef<HTMLButtonElement>(null);
  const fermeture = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  useEffect(() => setOuvert(false), [pathname]);
  useEffect(() => {
    if (!ouvert) return undefined;
    const derriere = document.querySelectorAll<HTMLElement>(DERRIERE);
    const large = window.matchMedia(LARGE);
    const refermer = () => setOuvert(false);
    derriere.forEach((e) => (e.inert = true));
    fermeture.current?.focus();
    large.addEventListener('change', refermer);
    return () => {
      derriere.forEach((e) => (e.inert = false));
      large.removeEventListener('change', refermer);
    };
  }, [ouvert]);
  const refermer = () => {
    flushSync(() => setOuvert(false));
    bouton.current?.focus();
  };
  return { ouvert, ouvrir: () => setOuvert(true), refermer, bouton, fermeture };
}

interface Props {
  marque: ReactNode;
  acces: readonly Acces[];
  entrees: readonly EntreeDeMenu[];
}

/** The header of the design system: the same in the page and in the menu that a telephone opens. */
export function Entete({ marque, acces, entrees }: Props) {
  const { ouvert, ouvrir, refermer, bouton, fermeture } = useMenu();
  const id = useId();
  const clavier = (e: KeyboardEvent) => e.key === 'Escape' && refermer();
  return (
    <header role="banner" className="fr-header">
      <div className="fr-header__body">
        <div className="fr-container">
          <div className="fr-header__body-row">
            <div className="fr-header__brand fr-enlarge-link">
              <div className="fr-header__brand-top">
                <div className="fr-header__logo">
                  <p className="fr-logo">{marque}</p>
                </div>
                <div className="fr-header__navbar">
                  <button
                    ref={bouton}
                    type="button"
                    className="fr-btn fr-btn--menu"
                    aria-haspopup="dialog"
                    aria-controls={id}
                    title="Menu"
                    onClick={ouvrir}
                  >
                    Menu
                  </button>
                </div>
              </div>
              <Service />
            </div>
            <div className="fr-header__tools">
              <div className="fr-header__tools-links">
                <ListeAcces acces={acces} />
              </div>
            </div>
          </div>
        </div>
      </div>
      <div
        id={id}
        className={`fr-header__menu fr-modal${ouvert ? ' fr-modal--opened' : ''}`}
        {...(ouvert && { role: 'dialog', 'aria-modal': true, 'aria-label': 'Menu', onKeyDown: clavier })}
      >
        <div className="fr-container">
          <button ref={fermeture} type="button" className="fr-btn fr-btn--close" title="Fermer" onClick={refermer}>
            Fermer
          </button>
          <div className="fr-header__menu-links">
            <ListeAcces acces={acces} />
          </div>
          <nav className="fr-nav" role="navigation" aria-label="Menu principal">
            <ul className="fr-nav__list">
              {entrees.map(({ vers, texte, active }) => (
                <li key={vers} className="fr-nav__item">
                  <Link className="fr-nav__link" to={vers} aria-current={active ? 'page' : undefined}>
                    {texte}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </header>
  );
}
