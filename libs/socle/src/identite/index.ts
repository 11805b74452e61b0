export { AgentCourant, estConnu } from './agent.js';
export type { Agent, AgentConnu, RequeteIdentifiee } from './agent.js';
export { ControleIdentite } from './controle-identite.js';
export { Jetons, creerJeton, empreinteJeton } from './jetons.js';
export type { DemandeJeton } from './jetons.js';
export { CLE_HABILITE, Habilite, PolitiqueIntercepteur, peutEtreHabilite } from './politique.js';
export { INTROUVABLE, introuvable } from './autoriser.js';
