import { lazy } from 'react';
import { Route, Routes } from 'react-router';

const PageEnveloppes = lazy(() => import('./page-enveloppes.js'));
const PageNouvelle = lazy(() => import('./page-nouvelle.js'));
const PageEnveloppe = lazy(() => import('./page-enveloppe.js'));
const PageIntrouvable = lazy(() => import('../commun/page-introuvable.js'));

/** The pages of those who hold money. */
export default function RoutesEnveloppes() {
  return (
    <Routes>
      <Route index element={<PageEnveloppes />} />
      <Route path="nouvelle" element={<PageNouvelle />} />
      <Route path=":id" element={<PageEnveloppe />} />
      <Route path="*" element={<PageIntrouvable />} />
    </Routes>
  );
}
