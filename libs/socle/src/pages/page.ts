import type { Response } from 'express';
import { html, type Html } from './html.js';

/** Where the one style sheet of these pages is served: the content policy forbids inline styles. */
const CHEMIN_STYLE = '/connexion/style.css';

/**
 * The few pages that the server writes itself, because they must work before, or without, the web application: contrast over
 * 7:1 in both themes, visible focus, targets of 44 px, nothing wider than 320 px.
 */
export const STYLE_PAGES = `:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; color: #161616; background: #ffffff; }
header, main { max-width: 44rem; margin: 0 auto; padding: 1rem 1.25rem; }
header p { margin: 0; font-weight: 700; }
h1 { font-size: 1.75rem; line-height: 1.25; }
a { color: #000091; }
fieldset { min-width: 0; border: 1px solid #767676; margin: 0 0 1.5rem; padding: 0.5rem 1rem 1rem; }
legend { font-weight: 700; padding: 0 0.25rem; }
label { display: block; padding: 0.625rem 0; }
label small { display: block; }
input[type='text'], input[type='email'] { display: block; width: 100%; box-sizing: border-box; min-height: 2.75rem; font: inherit; }
button, .bouton { display: inline-block; min-height: 2.75rem; padding: 0.5rem 1.25rem; font: inherit; border: 0; color: #ffffff; background: #000091; text-decoration: none; box-sizing: border-box; }
:focus-visible { outline: 3px solid #0a76f6; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  body { color: #ffffff; background: #161616; }
  a { color: #b1b1f9; }
  button, .bouton { color: #000091; background: #cacafb; }
}
`;

/** A whole document, as text. */
export function pageHtml(titre: string, corps: Html): string {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${titre} — Tour de table</title>
        <link rel="stylesheet" href="${CHEMIN_STYLE}" />
        <link rel="icon" href="/favicon.svg" />
      </head>
      <body>
        <header><p>Tour de table</p></header>
        <main>
          <h1>${titre}</h1>
          ${corps}
        </main>
      </body>
    </html>`.texte;
}

/** Sends a page. Never kept by a cache: it speaks of one person. */
export function envoyerPage(reponse: Response, titre: string, corps: Html, statut = 200): void {
  reponse.status(statut).set('Cache-Control', 'no-store').type('html').send(pageHtml(titre, corps));
}
