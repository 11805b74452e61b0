import './commun/dsfr.css';
import { startReactDsfr } from '@codegouvfr/react-dsfr/spa';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link } from 'react-router';
import { Provider } from 'urql';
import { clientGraphql } from './commun/api.js';
import { Routes } from './routes.js';

declare module '@codegouvfr/react-dsfr/spa' {
  interface RegisterLink {
    Link: typeof Link;
  }
}

startReactDsfr({ defaultColorScheme: 'system', Link });

const racine = document.getElementById('racine');
if (!racine) throw new Error('page sans racine');
createRoot(racine).render(
  <StrictMode>
    <Provider value={clientGraphql}>
      <BrowserRouter>
        <Routes />
      </BrowserRouter>
    </Provider>
  </StrictMode>,
);
