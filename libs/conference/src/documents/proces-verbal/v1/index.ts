export { composerProcesVerbal, type OptionsProcesVerbal } from './composer.js';
export type * from './donnees.js';
