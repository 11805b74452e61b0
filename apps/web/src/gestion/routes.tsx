import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageAppels = lazy(() => import('./page-appels.js'));
const PageEditeur = lazy(() => import('./page-editeur.js'));
const PageModifier = lazy(() => import('./page-modifier.js'));
const PageFinancement = lazy(() => import('./page-financement.js'));
const PageAppelGere = lazy(() => import('./page-appel-gere.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who manage calls. */
export default function RoutesGestion() {
  return (
    <Routes>
      <Route index element={<PageAppels />} />
      <Route path="nouvel-appel" element={<PageEditeur />} />
      <Route path=":id/financement" element={<PageFinancement />} />
      <Route path=":id/modifier" element={<PageModifier />} />
      <Route path=":id" element={<PageAppelGere />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
