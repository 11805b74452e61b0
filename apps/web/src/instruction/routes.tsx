import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageTableau = lazy(() => import('./page-tableau.js'));
const PageRecue = lazy(() => import('./page-recue.js'));
const PageDossier = lazy(() => import('./page-dossier.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who instruct. */
export default function RoutesInstruction() {
  return (
    <Routes>
      <Route index element={<PageTableau />} />
      <Route path="recue" element={<PageRecue />} />
      <Route path=":id" element={<PageDossier />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
