export { Ecoute } from './ecoute.js';
export { SuiviCourant } from './suivi.js';
export type { Suivi } from './suivi.js';
