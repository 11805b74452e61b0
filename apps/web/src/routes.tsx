import type { Action } from '@tdt/domaine';
import { lazy, Suspense, type ComponentType } from 'react';
import { Route, Routes as Chemins } from 'react-router';
import { PageAccueil } from './appels/page-accueil.js';
import { Cadre } from './commun/cadre.js';
import { Attente } from './commun/etats.js';
import { Reserve } from './connexion/reserve.js';
import { ContexteSession, useLectureDeSession } from './connexion/session.js';

const PageAppel = lazy(() => import('./appels/page-appel.js'));
const PageOrganisme = lazy(() => import('./connexion/page-organisme.js'));
const PageAccessibilite = lazy(() => import('./commun/page-accessibilite.js'));
const PageJournal = lazy(() => import('./journal/page-journal.js'));
const PageSessionRetrouvee = lazy(() => import('./connexion/session-perdue.js'));
const PageCeQuiMAttend = lazy(() => import('./attente/page-ce-qui-m-attend.js'));
const RoutesCandidatures = lazy(() => import('./candidatures/routes.js'));
const RoutesSeances = lazy(() => import('./seances/routes.js'));
const RoutesEnveloppes = lazy(() => import('./enveloppes/routes.js'));
const RoutesFinancements = lazy(() => import('./financements/routes.js'));
const PageVerification = lazy(() => import('./verification/page-verification.js'));
const PageDonneesOuvertes = lazy(() => import('./donnees-ouvertes/page-donnees-ouvertes.js'));
const PageResultats = lazy(() => import('./appels/page-resultats.js'));
const PageAvis = lazy(() => import('./avis/page-avis.js'));
const RoutesGestion = lazy(() => import('./gestion/routes.js'));
const RoutesInstruction = lazy(() => import('./instruction/routes.js'));
const RoutesConventions = lazy(() => import('./conventions/routes.js'));
const PagePersonnes = lazy(() => import('./connexion/page-personnes.js'));
const PageMentions = lazy(() => import('./commun/page-mentions.js'));
const PagePlan = lazy(() => import('./commun/page-plan.js'));
const PageIntrouvable = lazy(() => import('./commun/page-introuvable.js'));

/** Pages of those who are logged in, and may do this. */
const RESERVEES: readonly { chemin: string; action?: Action | readonly Action[]; Page: ComponentType }[] = [
  { chemin: 'mes-avis', Page: PageAvis },
  { chemin: 'personnes', action: 'inviterUtilisateur', Page: PagePersonnes },
  { chemin: 'ce-qui-m-attend', Page: PageCeQuiMAttend },
  // The service copies there what it has received by post or e-mail.
  { chemin: 'candidatures/*', action: ['ouvrirCandidature', 'saisirCandidatureRecue'], Page: RoutesCandidatures },
  { chemin: 'seances/*', action: 'lireSeance', Page: RoutesSeances },
  { chemin: 'gestion/*', action: 'creerAppel', Page: RoutesGestion },
  { chemin: 'enveloppes/*', action: 'creerEnveloppe', Page: RoutesEnveloppes },
  { chemin: 'instruction/*', action: 'lireAppelBrouillon', Page: RoutesInstruction },
  { chemin: 'financements/*', action: 'proposerPart', Page: RoutesFinancements },
  { chemin: 'conventions/*', action: 'lireConvention', Page: RoutesConventions },
];

/**
 * The addresses of the site; each page but the first is its own file to download. A journey of several pages has its own
 * table (`candidatures/routes.tsx`), so that a person downloads those of his role only.
 */
export function Routes() {
  const session = useLectureDeSession();
  return (
    <ContexteSession value={session}>
      <Cadre>
        <Suspense fallback={<Attente />}>
          <Chemins>
            <Route index element={<PageAccueil />} />
            <Route path="appels/:id" element={<PageAppel />} />
            <Route path="appels/:id/resultats" element={<PageResultats />} />
            <Route path="verifier" element={<PageVerification />} />
            <Route path="donnees-ouvertes" element={<PageDonneesOuvertes />} />
            <Route path="mon-organisme" element={<PageOrganisme />} />
            <Route path="session-retrouvee" element={<PageSessionRetrouvee />} />
            {RESERVEES.map(({ chemin, action, Page }) => (
              <Route
                key={chemin}
                path={chemin}
                element={
                  <Reserve action={action}>
                    <Page />
                  </Reserve>
                }
              />
            ))}
            <Route path="journal" element={<PageJournal />} />
            <Route path="accessibilite" element={<PageAccessibilite />} />
            <Route path="mentions-legales" element={<PageMentions />} />
            <Route path="plan-du-site" element={<PagePlan />} />
            <Route path="*" element={<PageIntrouvable />} />
          </Chemins>
        </Suspense>
      </Cadre>
    </ContexteSession>
  );
}
