export { ConferenceModule, ENTITES_CONFERENCE, RESOLVEURS_CONFERENCE } from './conference.module.js';
export { Conference, Membre } from './conference.entity.js';
export { ConferenceType, MembreType } from './conference.type.js';
export { Part } from './part.entity.js';
export { EtatPartEnum, NaturePartEnum, PartConnexion, PartType } from './part.type.js';
export { LigneProposition, ProcesVerbal, Scrutin, Vote } from './scrutin.entity.js';
export { ScrutinType } from './scrutin.type.js';
export { Deport, Emargement, Point, Pouvoir, Seance } from './seance.entity.js';
export { SeanceType } from './seance.type.js';
