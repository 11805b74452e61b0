export * from './constats.js';
export { GRAVITES, type Gravite } from './formats.js';
export * from './fichier.js';
export * from './lignes.js';
export * from './obligation.js';
export * from './profils.js';
export * from './valider.js';
