export * from './categories.js';
export * from './identifiant.js';
export * from './territoire.js';
