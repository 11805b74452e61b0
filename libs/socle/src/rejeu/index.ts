export { inscriptionDe, sousCle } from './cle.js';
export { CLES_JOURS, ClesEchues } from './cles-echues.js';
export { RejeuIntercepteur } from './rejeu.intercepteur.js';
export type { ContexteRejeu } from './rejeu.intercepteur.js';
export { donnerCles, mutationsSansCle } from './schema.js';
