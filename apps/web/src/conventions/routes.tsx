import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageConventions = lazy(() => import('./page-conventions.js'));
const PagePreparer = lazy(() => import('./page-preparer.js'));
const PageConvention = lazy(() => import('./page-convention.js'));
const PageAvenant = lazy(() => import('./page-avenant.js'));
const PageResilier = lazy(() => import('./page-resilier.js'));
const PagePapier = lazy(() => import('./page-papier.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** Parties read conventions here too; making one is the staff's. */
function Preparer() {
  return (
    <Reserve action="genererConvention">
      <PagePreparer />
    </Reserve>
  );
}

function PreparerAvenant() {
  return (
    <Reserve action="proposerAvenant">
      <PageAvenant />
    </Reserve>
  );
}

function Resilier() {
  return (
    <Reserve action="resilierConvention">
      <PageResilier />
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
      <Route path=":id/papier" element={<PagePapier />} />
      <Route path=":id/avenant" element={<PreparerAvenant />} />
      <Route path=":id/resiliation" element={<Resilier />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
