export * from './actions.js';
export * from './decider.js';
export * from './droits.js';
export * from './roles.js';
