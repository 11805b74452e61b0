export { ObservatoireModule, RESOLVEURS_OBSERVATOIRE } from './observatoire.module.js';
