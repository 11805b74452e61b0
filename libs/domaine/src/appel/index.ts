export * from './regles.js';
export * from './appel.js';
export * from './cycle-appel.js';
export * from './montant-droit.js';
export * from './controler-regles.js';
export * from './publier.js';
export * from './eligibilite.js';
export * from './enveloppe.js';
