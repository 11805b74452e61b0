export { AvisModule, ENTITES_AVIS, RESOLVEURS_AVIS } from './avis.module.js';
export { Composition } from './composition.service.js';
export { Distribution } from './distribution.service.js';
export { BAIL_S, Envoi } from './envoi.service.js';
export { Facteur } from './facteur.service.js';
export { MesuresDesAvis } from './mesures.service.js';
export type { MesuresAvis } from './mesures.service.js';
export type { OptionsAvis, ServeurSmtp } from './options.js';
export type { CourrielPret, Poste, Remise } from './poste.js';
