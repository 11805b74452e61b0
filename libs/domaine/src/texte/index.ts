export * from './invisibles.js';
