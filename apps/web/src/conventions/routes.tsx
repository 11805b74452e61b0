import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageConventions = lazy(() => import('./page-conventions.js'));
const PagePreparer = lazy(() => import('./page-preparer.js'));
const PageConvention = lazy(() => import('./page-convention.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who make conventions. */
export default function RoutesConventions() {
  return (
    <Routes>
      <Route index element={<PageConventions />} />
      <Route path="dossiers/:id" element={<PagePreparer />} />
      <Route path=":id" element={<PageConvention />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
