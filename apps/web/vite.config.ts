import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { allegerCss, sansTablesDeCouleurs } from './allegement/index.js';
import { typographieFrancaise } from './allegement/typographie.js';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [sansTablesDeCouleurs(), react(), typographieFrancaise()],
  css: { postcss: { plugins: [allegerCss] } },
  resolve: { alias: { '@tdt/domaine': path.resolve(import.meta.dirname, '../../libs/domaine/src/index.ts') } },
  // A strict CSP (default-src 'self') forbids inlined assets; hashed files are cached for a year anyway.
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    // The domain is pure: a page takes with it only the rules that it calls.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/libs/domaine/') } },
  },
  server: {
    proxy: Object.fromEntries(
      [
        '/graphql',
        '/documents',
        '/pieces',
        '/televersements',
        '/connexion',
        '/deconnexion',
        '/invitations',
        '/desabonnement',
        '/courriels',
        '/donnees-ouvertes/',
      ].map((chemin) => [chemin, { target: 'http://localhost:3000', ws: chemin === '/graphql' }]),
    ),
  },
});
