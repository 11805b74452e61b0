export * from './ecritures.js';
export * from './grand-livre.js';
export * from './verification.js';
export * from './invariant.js';
