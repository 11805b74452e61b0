export * from './refus.js';
export * from './montant/index.js';
export * from './calendrier/index.js';
export * from './identifiants/index.js';
export * from './appel/index.js';
export * from './budget/index.js';
export * from './programmes/index.js';
export * from './candidature/index.js';
