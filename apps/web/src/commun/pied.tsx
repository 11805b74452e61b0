import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { TAUX_ACCESSIBILITE } from './constat-accessibilite.js';

const ParametresAffichage = lazy(() => import('./parametres-affichage.js'));

const SITES = ['info.gouv.fr', 'service-public.gouv.fr', 'legifrance.gouv.fr', 'data.gouv.fr'];

const PAGES = [
  { vers: '/plan-du-site', texte: 'Plan du site' },
  { vers: '/accessibilite', texte: `Accessibilité : non conforme (audit interne : ${TAUX_ACCESSIBILITE} %)` },
  { vers: '/mentions-legales', texte: 'Mentions légales' },
  { vers: '/verifier', texte: 'Vérifier une convention' },
  { vers: '/donnees-ouvertes', texte: 'Données ouvertes' },
  { vers: '/journal', texte: 'Registre des sceaux' },
];

/** The footer of the design system, and the settings of display that it opens. */
export function Pied({ marque }: { marque: ReactNode }) {
  const [reglages, setReglages] = useState<'jamais' | 'ouverts' | 'fermes'>('jamais');
  return (
    <footer id="fr-footer" className="fr-footer" role="contentinfo" tabIndex={-1}>
      <div className="fr-container">
        <div className="fr-footer__body">
          <div className="fr-footer__brand fr-enlarge-link">
            <Link to="/" title="Accueil — Tour de table">
              <p className="fr-logo">{marque}</p>
            </Link>
          </div>
          <div className="fr-footer__content">
            <p className="fr-footer__content-desc">
              Démonstration de la plateforme des conférences des financeurs. Les personnes citées sont inventées.
            </p>
            <ul className="fr-footer__content-list">
              {SITES.map((site) => (
                <li key={site} className="fr-footer__content-item">
                  <a
                    className="fr-footer__content-link"
                    href={`https://${site}`}
                    target="_blank"
                    rel="noreferrer"
                    title={`${site} — nouvelle fenêtre`}
                  >
                    {site}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div className="fr-footer__bottom">
          <ul className="fr-footer__bottom-list">
            {PAGES.map(({ vers, texte }) => (
              <li key={vers} className="fr-footer__bottom-item">
                <Link className="fr-footer__bottom-link" to={vers}>
                  {texte}
                </Link>
              </li>
            ))}
            <li className="fr-footer__bottom-item">
              <button
                type="button"
                className="fr-footer__bottom-link fr-icon-theme-fill fr-link--icon-left"
                aria-haspopup="dialog"
                onClick={() => setReglages('ouverts')}
              >
                Paramètres d’affichage
              </button>
            </li>
          </ul>
          <div className="fr-footer__bottom-copy">
            <p>Logiciel libre sous licence EUPL-1.2</p>
          </div>
        </div>
      </div>
      {reglages !== 'jamais' && (
        <Suspense fallback={null}>
          <ParametresAffichage ouvert={reglages === 'ouverts'} surFermeture={() => setReglages('fermes')} />
        </Suspense>
      )}
    </footer>
  );
}
