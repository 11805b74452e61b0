export { Part } from './part.entity.js';
export { EtatPartEnum, NaturePartEnum, PartConnexion, PartType } from './part.type.js';
