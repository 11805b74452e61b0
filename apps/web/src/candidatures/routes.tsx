import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageCandidatures = lazy(() => import('./page-candidatures.js'));
const PageNouvelle = lazy(() => import('./page-nouvelle.js'));
const PageCandidature = lazy(() => import('./page-candidature.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who carry projects. */
export default function RoutesCandidatures() {
  return (
    <Routes>
      <Route index element={<PageCandidatures />} />
      <Route path="nouvelle" element={<PageNouvelle />} />
      <Route path=":id" element={<PageCandidature />} />
      <Route path=":id/:etape" element={<PageCandidature />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
