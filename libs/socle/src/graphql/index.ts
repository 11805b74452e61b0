export { CodeRefusEnum, DetailRefusType, RefusType } from './refus.type.js';
export { resultatOuRefus } from './resultat.js';
export { PageArgs, PageInfoType, connexionDe } from './connexion.js';
export { CENTIMES_MAX, CentimesScalaire, InstantScalaire, JourScalaire, SCALAIRES } from './scalaires.js';
export { entreeInvalide, erreurDeForme, formaterErreur } from './erreurs.js';
export { enumeration } from './enumeration.js';
export { TextePropre } from './texte-propre.js';
export * from './messages.js';
