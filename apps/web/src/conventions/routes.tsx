import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageConventions = lazy(() => import('./page-conventions.js'));
const PagePreparer = lazy(() => import('./page-preparer.js'));
const PageConvention = lazy(() => import('./page-convention.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The conventions: those who make them, and the parties that sign them. */
export default function RoutesConventions() {
  return (
    <Routes>
      <Route index element={<PageConventions />} />
      <Route
        path="dossiers/:id"
        element={
          <Reserve action="genererConvention">
            <PagePreparer />
          </Reserve>
        }
      />
      <Route path=":id" element={<PageConvention />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
