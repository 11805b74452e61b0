export * from './resultats.resolver.js';
export * from './resultats.service.js';
