export * from './hubs.js';
export * from './pass-numerique.js';
export * from './conseiller-numerique.js';
export * from './france-numerique-ensemble.js';
