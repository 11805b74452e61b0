export { ActeIntercepteur } from './acte.intercepteur.js';
export { ACTES_SENSIBLES } from './actes-sensibles.js';
export { ContexteRequete } from './contexte-requete.js';
export { dansActe } from './contexte.js';
export { journaliser } from './journal.js';
export type { LigneJournal } from './journal.js';
export { confier, effacerPersonne, relire } from './valeurs-personnelles.js';
export type { Pointeur, ValeursPersonnelles } from './valeurs-personnelles.js';
