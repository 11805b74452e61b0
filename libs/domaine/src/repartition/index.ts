export * from './instance.js';
export * from './rationnel.js';
