import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Reserve } from '../connexion/reserve.js';

const PageSeances = lazy(() => import('./page-seances.js'));
const PageSeance = lazy(() => import('./page-seance.js'));
const PageConvocation = lazy(() => import('./page-convocation.js'));
const PageReconvocation = lazy(() => import('./page-reconvocation.js'));
const PageRenvoi = lazy(() => import('./page-renvoi.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who sit around the table. */
export default function RoutesSeances() {
  return (
    <Routes>
      <Route index element={<PageSeances />} />
      <Route path="nouvelle" element={<PageConvocation />} />
      <Route path="objets/:id" element={<PageRenvoi />} />
      <Route path=":id" element={<PageSeance />} />
      <Route
        path=":id/reconvoquer"
        element={
          <Reserve action="convoquerSeance">
            <PageReconvocation />
          </Reserve>
        }
      />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
