export * from './categories.js';
export * from './roles.js';
