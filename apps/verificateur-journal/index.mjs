// Door of this program for who wants to call it; `verifier.mjs` and `exporter.mjs` are its commands.
export { empreinteSceau, feuille, messageSigne } from './canonique.mjs';
export { verifierJournal } from './controle.mjs';
export { enLignes } from './exporter.mjs';
export { verifierJeton } from './horodatage.mjs';
export { lireBase } from './lire-base.mjs';
export { lireFichier } from './lire-fichier.mjs';
export { Arbre } from './merkle.mjs';
