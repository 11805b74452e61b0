export * from './montant.js';
export * from './repartition.js';
export * from './taux.js';
export * from './en-lettres.js';
