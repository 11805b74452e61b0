export * from './grand-livre/index.js';
