export { Lisible, etendreLecture, definitionDe, definitionSiConnue } from './definition.js';
export type { DefinitionLecture, LiensHabilitation } from './definition.js';
export { Lecture, resoudreChamp, valeurLue } from './lecture.js';
export { ValeurCalculee } from './compilateur.js';
export type { ObjetLu } from './compilateur.js';
export { decoderCurseur } from './connexion.js';
export type { ArgumentsConnexion } from './connexion.js';
export { verifierLecture } from './verification.js';
