export * from './instance.js';
export { ecrireRationnel, ratio, type Rationnel } from './rationnel.js';
export { ancetres, validerArbre, type ArbreClasses } from './arbre.js';
export * from './regles-financement.js';
export * from './demande-plafonds.js';
export * from './plafonds.js';
export * from './lignes.js';
export * from './motif.js';
export * from './partage.js';
