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
export { preparer, type InstancePreparee } from './preparation.js';
export { financer, type Financement, type LignesAllumees, type OptionsFlot } from './flot.js';
export type { Coupe, MinimumEnJeu } from './coupe.js';
export { chercherLignesAllumees, type RechercheLignes } from './lignes-allumees.js';
export * from './explication.js';
export * from './parts-equitables.js';
export { ecrireMotifPlan, etiquetteMotif, type MotifPartPlan } from './motif-plan.js';
export * from './verifier-plan-calcule.js';
export * from './solveur.js';
export type { ContraintesPlan, CreditsPaiement, PlancherThematique, SatisfactionMinimale } from './contraintes-plan.js';
export { chercherOptimum, type OptionsOptimum, type PlanOptimal } from './optimum.js';
export type { Etape, MotifArret, ProgresRecherche } from './exploration/conduite.js';
export type { Certificat, LemmeCertifie, NoeudCertifie, NoeudConflit, PrixCertifies } from './certificat.js';
export { verifierCertificat, type VerdictCertificat } from './verifier-certificat.js';
export { chercherPlanGaranti, satisfactionsDe, type Garantie } from './plan-garanti.js';
export { prixEntree, type PrixEntree } from './prix-entree.js';
