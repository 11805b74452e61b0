import { ecrireEuros, somme, type Centimes } from '../montant/montant.js';
import { ecrireTaux, partTaux } from '../montant/taux.js';
import { accepter, refuser, type Decision } from '../refus.js';
import {
  LIBELLES_ZONAGE,
  type AppelRegles,
  type Bonification,
  type FaitsMontant,
  type LieuAction,
  type Plafond,
  type Zonage,
} from './regles.js';

/** One line of the calculation, with its reason: what an applicant reads under the amount. */
export interface LigneMontant {
  code: string;
  libelle: string;
  /** Cents added, or taken away by a cap (negative). */
  montant: Centimes;
  obtenu: boolean;
  motif: string;
}

export interface MontantDroit {
  montant: Centimes;
  detail: LigneMontant[];
}

function preuveDuLieu(bonification: Bonification, lieux: readonly LieuAction[]): LigneMontant {
  const { code, libelle, montant, condition } = bonification;
  const zonage = condition.slice('LIEU_'.length) as Zonage;
  const declares = lieux.filter((lieu) => lieu.zonage === zonage);
  const preuve = declares.find((lieu) => lieu.reconnu);
  if (preuve) {
    return { code, libelle, montant, obtenu: true, motif: `Une action se tient à ${preuve.libelle} (${preuve.code}).` };
  }
  const motif =
    declares.length > 0
      ? `Aucun des lieux déclarés ne figure dans la liste de référence de l'appel (${zonage}).`
      : `Aucune action ne nomme de lieu de ce type : ${LIBELLES_ZONAGE[zonage]}.`;
  return { code, libelle, montant: 0n, obtenu: false, motif };
}

/** Bonuses that add up, or the best one alone when it is worth more: a bonus that is not `cumulable` excludes the others. */
function cumuler(lignes: LigneMontant[], bonifications: readonly Bonification[]): LigneMontant[] {
  const ensemble = lignes.filter((_ligne, i) => bonifications[i]?.cumulable);
  const maximum = lignes.reduce((max, { montant }) => (montant > max ? montant : max), 0n);
  const seule = maximum > somme(ensemble.map((l) => l.montant)) && lignes.find(({ montant }) => montant === maximum);
  const retenues = seule ? [seule] : ensemble;
  return lignes.map((ligne) =>
    !ligne.obtenu || retenues.includes(ligne)
      ? ligne
      : { ...ligne, montant: 0n, obtenu: false, motif: 'Non cumulable avec une bonification plus avantageuse.' },
  );
}

function limiteDuPlafond(plafond: Plafond, faits: FaitsMontant): { limite: Centimes; motif: string } | null {
  if (plafond.type === 'TAUX_MAX') {
    const tauxBp = plafond.tauxBp ?? 0;
    const motif = `Au plus ${ecrireTaux(tauxBp)} de ${ecrireEuros(faits.assiette)} (${plafond.sourceJuridique}).`;
    return { limite: partTaux(faits.assiette, tauxBp), motif };
  }
  if (plafond.type !== 'MONTANT_MAX') return null;
  const limite = plafond.montant ?? 0n;
  return { limite, motif: `Au plus ${ecrireEuros(limite)} (${plafond.sourceJuridique}).` };
}

/**
 * What the call grants to a project: base, plus bonuses proven by a named place, lowered by the caps (R3, R5; T1, T9).
 * Every line says why, the bonuses that were not obtained included.
 */
export function montantDroit(regles: AppelRegles, faits: FaitsMontant): MontantDroit {
  const motifBase = regles.mode === 'FORFAIT' ? "Montant forfaitaire de l'appel." : "Montant maximal de l'appel.";
  const base = {
    code: 'BASE',
    libelle: 'Montant de base',
    montant: regles.montantBase,
    obtenu: true,
    motif: motifBase,
  };
  const obtenues = regles.bonifications.map((bonification) => preuveDuLieu(bonification, faits.lieux));
  const detail: LigneMontant[] = [base, ...cumuler(obtenues, regles.bonifications)];
  let montant = somme(detail.map((ligne) => ligne.montant));
  for (const plafond of regles.plafonds) {
    const borne = limiteDuPlafond(plafond, faits);
    if (!borne || borne.limite >= montant) continue;
    const { code, libelle } = plafond;
    detail.push({ code, libelle, montant: borne.limite - montant, obtenu: true, motif: borne.motif });
    montant = borne.limite;
  }
  return { montant, detail };
}

const CHEMIN = 'montantDemande';

function verifierMinimums(regles: AppelRegles, faits: FaitsMontant, montantDemande: Centimes): Decision {
  for (const { type, montant, libelle, sourceJuridique } of regles.plafonds) {
    const minimum = montant ?? 0n;
    if (type === 'PROJET_MIN' && faits.coutTotal < minimum) {
      const cout = `${ecrireEuros(faits.coutTotal)} pour un minimum de ${ecrireEuros(minimum)}`;
      return refuser('INELIGIBLE', `Le projet est trop petit : ${cout} (${libelle}, ${sourceJuridique}).`, 'coutTotal');
    }
    if (type === 'MONTANT_MIN' && montantDemande < minimum) {
      const demande = `${ecrireEuros(montantDemande)} pour un minimum de ${ecrireEuros(minimum)}`;
      return refuser('INELIGIBLE', `La demande est trop petite : ${demande} (${libelle}, ${sourceJuridique}).`, CHEMIN);
    }
  }
  return accepter();
}

/**
 * Compares what is asked with what the call grants (R3): exactly in FORFAIT mode, at most in PLAFOND mode.
 * @returns the calculation, or `ENTREE_INVALIDE` (nothing asked, or less than a flat amount), `INELIGIBLE` (below a
 *   minimum), `MONTANT_EXCESSIF`
 */
export function verifierDemande(
  regles: AppelRegles,
  faits: FaitsMontant,
  montantDemande: Centimes,
): Decision<MontantDroit> {
  if (montantDemande <= 0n) return refuser('ENTREE_INVALIDE', 'Le montant demandé doit être supérieur à zéro.', CHEMIN);
  const minimums = verifierMinimums(regles, faits, montantDemande);
  if (!minimums.ok) return minimums;
  const droit = montantDroit(regles, faits);
  const demande = `Vous demandez ${ecrireEuros(montantDemande)}`;
  if (montantDemande > droit.montant) {
    const trop = ecrireEuros(montantDemande - droit.montant);
    const message = `${demande} ; l'appel accorde au plus ${ecrireEuros(droit.montant)}, soit ${trop} de trop.`;
    return refuser('MONTANT_EXCESSIF', message, CHEMIN);
  }
  if (regles.mode === 'FORFAIT' && montantDemande < droit.montant) {
    const message = `${demande} ; le montant est forfaitaire, demandez exactement ${ecrireEuros(droit.montant)}.`;
    return refuser('ENTREE_INVALIDE', message, CHEMIN);
  }
  return accepter(droit);
}
