export * from './instance.js';
export { ecrireRationnel, ratio, type Rationnel } from './rationnel.js';
export { ancetres, validerArbre, type ArbreClasses } from './arbre.js';
export {
  BASES_REGLE,
  controlerReglesFinancement,
  PORTEES_REGLE,
  TYPES_REGLE_FINANCEMENT,
  type BaseRegle,
  type PorteeRegle,
  type RegleFinancement,
  type TypeRegleFinancement,
} from './regles-financement.js';
export { besoinDe, CLASSE_APPEL } from './demande-plafonds.js';
export type { AideAcquise, FinanceurSollicite, ProjetAFinancer } from './demande-plafonds.js';
export * from './plafonds.js';
export type { ClassePlafonnee, LignePartage, PlafondLigne } from './lignes.js';
export { ecrireMotif, type MotifPart } from './motif.js';
export * from './partage.js';
export { listeClassee, type RaisonListe, type ResultatListe } from './liste.js';
export * from './mes.js';
export type { NonFinancable, ResultatMes, TourMes } from './mes-partie.js';
export type { PonderationMes } from './mes-candidat.js';
export * from './indicateurs.js';
export * from './instantane.js';
export { type BorneMarge, type Marge } from './marges.js';
export * from './tour-de-table.js';
export * from './tranches.js';
export * from './vote.js';
export * from './notation.js';
export * from './points-cumulatifs.js';
export { AGREGATS_NOTES, type AgregatNotes, type ResultatPoints } from './totaux-points.js';
