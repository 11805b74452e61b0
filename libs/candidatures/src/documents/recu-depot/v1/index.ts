export { composerRecu, type OptionsRecu } from './composer.js';
export type { DemandeRecu, DonneesRecu, PieceRecu } from './donnees.js';
