export * from './actes.js';
export * from './composer.js';
export { DESTINATAIRES_AVIS } from './definition.js';
export type { DefinitionAvis, DestinatairesAvis, MessageAvis } from './definition.js';
export * from './envoi.js';
export * from './evenements.js';
export * from './faits.js';
export * from './familles.js';
