export { html, Html } from './html.js';
export { envoyerPage, pageHtml, STYLE_PAGES } from './page.js';
