export * from './comptes.js';
export * from './equilibre.js';
export * from './plan.js';
export * from './aides-publiques.js';
export * from './minimis.js';
export * from './versements.js';
