export * from './paris.js';
export * from './echeances.js';
