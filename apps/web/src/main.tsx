import './commun/dsfr.css';
import { setLink } from '@codegouvfr/react-dsfr/link';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link } from 'react-router';
import { Provider } from 'urql';
import { clientGraphql } from './commun/api.js';
import { animerDepliables } from './commun/depliables.js';
import { suivreTheme } from './commun/theme.js';
import { Routes } from './routes.js';

declare module '@codegouvfr/react-dsfr/link' {
  interface RegisterLink {
    Link: typeof Link;
  }
}

suivreTheme();
animerDepliables();
// Of all that a link may be given, ours are always given where they lead (`to`).
setLink({ Link: Link as never });

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
