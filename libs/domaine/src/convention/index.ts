export * from './actes.js';
export * from './donnees.js';
export * from './json.js';
