import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageSeances = lazy(() => import('./page-seances.js'));
const PageSeance = lazy(() => import('./page-seance.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who sit around the table. */
export default function RoutesSeances() {
  return (
    <Routes>
      <Route index element={<PageSeances />} />
      <Route path=":id" element={<PageSeance />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
