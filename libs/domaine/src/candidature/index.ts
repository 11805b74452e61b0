export * from './cycle-candidature.js';
export * from './candidature.js';
export * from './completude.js';
export * from './verifier-plan.js';
export * from './deposer.js';
export * from './recevabilite.js';
export * from './noter.js';
export * from './contenu-fige.js';
