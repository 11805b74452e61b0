export * from './cycle-tour.js';
export * from './figer.js';
export * from './ouvrir-tour.js';
export * from './parametres.js';
export * from './plan.js';
export * from './sceller.js';
export * from './plafonds-annonce.js';
