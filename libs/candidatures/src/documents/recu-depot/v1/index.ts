export { composerRecu, type OptionsRecu } from './composer.js';
export type { DemandeRecu, DonneesRecu, PieceRecu, ReceptionRecu } from './donnees.js';
