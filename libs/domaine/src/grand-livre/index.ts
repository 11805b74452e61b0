export * from './fleches.js';
export * from './modele.js';
