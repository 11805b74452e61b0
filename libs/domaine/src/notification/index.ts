export * from './actes.js';
export * from './composer.js';
export * from './envoi.js';
export * from './evenements.js';
export * from './faits.js';
export * from './familles.js';
