import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageCandidatures = lazy(() => import('./page-candidatures.js'));
const PageNouvelle = lazy(() => import('./page-nouvelle.js'));
const PageCandidature = lazy(() => import('./page-candidature.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who carry projects, and the form in which the service copies a file that it has received. */
export default function RoutesCandidatures() {
  return (
    <Routes>
      <Route
        index
        element={
          <Reserve action="ouvrirCandidature">
            <PageCandidatures />
          </Reserve>
        }
      />
      <Route
        path="nouvelle"
        element={
          <Reserve action="ouvrirCandidature">
            <PageNouvelle />
          </Reserve>
        }
      />
      <Route path=":id" element={<PageCandidature />} />
      <Route path=":id/:etape" element={<PageCandidature />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
