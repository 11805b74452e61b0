import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageDossiers = lazy(() => import('./page-dossiers.js'));
const PageDossier = lazy(() => import('./page-dossier.js'));
const PageAnnonce = lazy(() => import('./page-annonce.js'));
const PageParts = lazy(() => import('./page-parts.js'));
const PagePart = lazy(() => import('./page-part.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who finance: the files, what they announce under seal, the shares that they commit. */
export default function RoutesFinancements() {
  return (
    <Routes>
      <Route index element={<PageDossiers />} />
      <Route path="tours/:id" element={<PageAnnonce />} />
      <Route path="parts" element={<PageParts />} />
      <Route path="parts/:id" element={<PagePart />} />
      <Route path=":id" element={<PageDossier />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
