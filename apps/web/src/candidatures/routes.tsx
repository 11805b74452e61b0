import { lazy, type ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageCandidatures = lazy(() => import('./page-candidatures.js'));
const PageNouvelle = lazy(() => import('./page-nouvelle.js'));
const PageCandidature = lazy(() => import('./page-candidature.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

const duPorteur = (page: ReactNode) => <Reserve action="ouvrirCandidature">{page}</Reserve>;

/** The pages of those who carry projects, and the form in which the service copies a file that it has received. */
export default function RoutesCandidatures() {
  return (
    <Routes>
      <Route index element={duPorteur(<PageCandidatures />)} />
      <Route path="nouvelle" element={duPorteur(<PageNouvelle />)} />
      <Route path=":id" element={<PageCandidature />} />
      <Route path=":id/:etape" element={<PageCandidature />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
