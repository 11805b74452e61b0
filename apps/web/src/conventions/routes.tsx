import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageConventions = lazy(() => import('./page-conventions.js'));
const PagePreparer = lazy(() => import('./page-preparer.js'));
const PageConvention = lazy(() => import('./page-convention.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** Parties read conventions here too; making one is the staff's. */
function Preparer() {
  return (
    <Reserve action="genererConvention">
      <PagePreparer />
    </Reserve>
  );
}

/** The conventions: those who make them, and the parties that sign them. */
export default function RoutesConventions() {
  return (
    <Routes>
      <Route index element={<PageConventions />} />
      <Route path="dossiers/:id" element={<Preparer />} />
      <Route path=":id" element={<PageConvention />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
