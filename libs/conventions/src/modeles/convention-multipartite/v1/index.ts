export { CLAUSES, composerConvention, nomFichierConvention, type OptionsConvention } from './composer.js';
