export * from './accord.js';
export * from './invisibles.js';
