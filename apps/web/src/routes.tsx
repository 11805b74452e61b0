import { lazy, Suspense } from 'react';
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
const PageResultats = lazy(() => import('./appels/page-resultats.js'));
const PageAvis = lazy(() => import('./avis/page-avis.js'));
const RoutesGestion = lazy(() => import('./gestion/routes.js'));
const RoutesInstruction = lazy(() => import('./instruction/routes.js'));
const RoutesConventions = lazy(() => import('./conventions/routes.js'));
const PageMentions = lazy(() => import('./commun/page-mentions.js'));
const PageIntrouvable = lazy(() => import('./commun/page-introuvable.js'));

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
            <Route
              path="mes-avis"
              element={
                <Reserve>
                  <PageAvis />
                </Reserve>
              }
            />
            <Route path="mon-organisme" element={<PageOrganisme />} />
            <Route path="session-retrouvee" element={<PageSessionRetrouvee />} />
            <Route
              path="ce-qui-m-attend"
              element={
                <Reserve>
                  <PageCeQuiMAttend />
                </Reserve>
              }
            />
            <Route
              path="candidatures/*"
              element={
                <Reserve action="ouvrirCandidature">
                  <RoutesCandidatures />
                </Reserve>
              }
            />
            <Route
              path="seances/*"
              element={
                <Reserve action="lireSeance">
                  <RoutesSeances />
                </Reserve>
              }
            />
            <Route
              path="gestion/*"
              element={
                <Reserve action="creerAppel">
                  <RoutesGestion />
                </Reserve>
              }
            />
            <Route
              path="enveloppes/*"
              element={
                <Reserve action="creerEnveloppe">
                  <RoutesEnveloppes />
                </Reserve>
              }
            />
            <Route
              path="instruction/*"
              element={
                <Reserve action="lireAppelBrouillon">
                  <RoutesInstruction />
                </Reserve>
              }
            />
            <Route
              path="financements/*"
              element={
                <Reserve action="proposerPart">
                  <RoutesFinancements />
                </Reserve>
              }
            />
            <Route
              path="conventions/*"
              element={
                <Reserve action="genererConvention">
                  <RoutesConventions />
                </Reserve>
              }
            />
            <Route path="journal" element={<PageJournal />} />
            <Route path="accessibilite" element={<PageAccessibilite />} />
            <Route path="mentions-legales" element={<PageMentions />} />
            <Route path="*" element={<PageIntrouvable />} />
          </Chemins>
        </Suspense>
      </Cadre>
    </ContexteSession>
  );
}
