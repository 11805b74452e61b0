export * from './instance.js';
export { ecrireRationnel, ratio, type Rationnel } from './rationnel.js';
export * from './arbre.js';
export * from './lignes.js';
export * from './motif.js';
export * from './partage.js';
