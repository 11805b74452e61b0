export { Ecoute } from './ecoute.js';
export { suivreObjet } from './suivre-objet.js';
export { SuiviCourant } from './suivi.js';
export type { Suivi } from './suivi.js';
