export * from './actions.js';
export * from './authentification.js';
export * from './decider.js';
export * from './delegation.js';
export * from './droits.js';
export * from './invitation.js';
export * from './quatre-yeux.js';
export * from './roles.js';
