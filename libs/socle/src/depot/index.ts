export { Depot, nouvelleCle, ObjetAbsent } from './depot.js';
export { DepotDisque } from './depot-disque.js';
export { DepotS3 } from './depot-s3.js';
export type { OptionsS3 } from './depot-s3.js';
export { DossierTravail } from './travail.js';
export { LiensSignes } from './liens-signes.js';
export type { CleDeSignature, Lien } from './liens-signes.js';
export { FichiersModule } from './fichiers.module.js';
export type { OptionsFichiers } from './fichiers.module.js';
