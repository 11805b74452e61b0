import { ecrireDate, type Jour } from '../calendrier/index.js';
import { ecrireEuros, type Centimes } from '../montant/index.js';
import type {
  DonneesConvention,
  EcheancierConvention,
  LigneBudgetConvention,
  LignePlanConvention,
  PartieConvention,
  RegleCalculConvention,
} from './donnees.js';
import { jsonCanonique } from './json.js';
import { relireMontant } from './lire-donnees.js';

/*
 * What an avenant changes (R46), as typed differences. Each says what it replaces (`de`) and by what (`vers`): it is applied
 * to the state that it was written for or not at all, it prints old → new, and its inverse undoes it exactly.
 */

export const TYPES_MODIFICATION = ['MONTANT', 'DATES', 'BENEFICIAIRE', 'LIGNE_BUDGET', 'FINANCEUR'] as const;
export type TypeModification = (typeof TYPES_MODIFICATION)[number];

export const CHAMPS_DATE = ['DEBUT', 'FIN', 'LIMITE_BILAN', 'ELIGIBILITE_DEBUT', 'ELIGIBILITE_FIN'] as const;
export type ChampDate = (typeof CHAMPS_DATE)[number];

export const CHAMPS_BENEFICIAIRE = [
  'DENOMINATION',
  'FORME_JURIDIQUE',
  'SIEGE',
  'REPRESENTANT_NOM',
  'REPRESENTANT_QUALITE',
] as const;
export type ChampBeneficiaire = (typeof CHAMPS_BENEFICIAIRE)[number];

export const LIBELLES_CHAMP_DATE: Readonly<Record<ChampDate, string>> = {
  DEBUT: 'Début du projet',
  FIN: 'Fin du projet',
  LIMITE_BILAN: 'Date limite du bilan',
  ELIGIBILITE_DEBUT: 'Début de l’éligibilité des dépenses',
  ELIGIBILITE_FIN: 'Fin de l’éligibilité des dépenses',
};

export const LIBELLES_CHAMP_BENEFICIAIRE: Readonly<Record<ChampBeneficiaire, string>> = {
  DENOMINATION: 'Dénomination du bénéficiaire',
  FORME_JURIDIQUE: 'Forme juridique du bénéficiaire',
  SIEGE: 'Siège du bénéficiaire',
  REPRESENTANT_NOM: 'Représentant du bénéficiaire',
  REPRESENTANT_QUALITE: 'Qualité du représentant du bénéficiaire',
};

/** Amount of one share, or of the beneficiary's own resources when `partId` is null; in centimes. */
export interface ModificationMontant {
  type: 'MONTANT';
  partId: string | null;
  de: Centimes;
  vers: Centimes;
}

export interface ModificationDates {
  type: 'DATES';
  champ: ChampDate;
  de: Jour | null;
  vers: Jour | null;
}

/** What identifies the beneficiary; another legal person would be another project, hence another convention. */
export interface ModificationBeneficiaire {
  type: 'BENEFICIAIRE';
  champ: ChampBeneficiaire;
  de: string | null;
  vers: string | null;
}

/** A budget line that exists: a charge, or a product other than a share (account 74 follows the shares). In centimes. */
export interface ModificationLigneBudget {
  type: 'LIGNE_BUDGET';
  compte: string;
  libelle: string;
  de: Centimes;
  vers: Centimes;
}

/** A funder with one share leaves or joins; everything that the convention says of this share goes with it. */
export interface ModificationFinanceur {
  type: 'FINANCEUR';
  sens: 'DEPART' | 'ARRIVEE';
  /** Place of the share in the plan, from 0, and of the funder among the parties. */
  rang: number;
  rangPartie: number;
  partie: PartieConvention;
  ligne: LignePlanConvention;
  regle: RegleCalculConvention;
  echeancier: EcheancierConvention;
  /** The line of account 74 that says this share, and its place among the products. */
  subvention: { rang: number; ligne: LigneBudgetConvention };
}

export type Modification =
  ModificationMontant | ModificationDates | ModificationBeneficiaire | ModificationLigneBudget | ModificationFinanceur;

/** What a modification is about: two of the same avenant never have the same. */
export function cibleDe(m: Modification): string {
  switch (m.type) {
    case 'MONTANT':
      return `PART ${m.partId ?? 'ressources propres'}`;
    case 'FINANCEUR':
      return `PART ${m.ligne.partId}`;
    case 'LIGNE_BUDGET':
      return `LIGNE ${m.compte} ${m.libelle}`;
    default:
      return `${m.type} ${m.champ}`;
  }
}

/** The modification that undoes this one. */
export function inverserModification(m: Modification): Modification {
  switch (m.type) {
    case 'FINANCEUR':
      return { ...m, sens: m.sens === 'DEPART' ? 'ARRIVEE' : 'DEPART' };
    case 'MONTANT':
    case 'LIGNE_BUDGET':
      return { ...m, de: m.vers, vers: m.de };
    case 'DATES':
      return { ...m, de: m.vers, vers: m.de };
    case 'BENEFICIAIRE':
      return { ...m, de: m.vers, vers: m.de };
  }
}

/** Undoes a whole list: the last first. */
export function inverserModifications(modifications: readonly Modification[]): Modification[] {
  return modifications.toReversed().map(inverserModification);
}

/** A modification in words: what, from what, to what. */
export interface ModificationDite {
  libelle: string;
  ancien: string;
  nouveau: string;
}

const RIEN = 'néant';

/** For the document and the screen. `donnees`: the state that it changes. */
export function direModification(donnees: DonneesConvention, m: Modification): ModificationDite {
  switch (m.type) {
    case 'MONTANT': {
      const ligne = donnees.plan.lignes.find((l) => l.partId === m.partId);
      const qui = ligne ? `Contribution de ${ligne.financeur} (${ligne.dispositif})` : 'Ressources propres';
      return { libelle: qui, ancien: ecrireEuros(m.de), nouveau: ecrireEuros(m.vers) };
    }
    case 'LIGNE_BUDGET':
      return { libelle: `${m.compte} – ${m.libelle}`, ancien: ecrireEuros(m.de), nouveau: ecrireEuros(m.vers) };
    case 'DATES': {
      const [ancien, nouveau] = [m.de, m.vers].map((jour) => (jour === null ? RIEN : ecrireDate(jour)));
      return { libelle: LIBELLES_CHAMP_DATE[m.champ], ancien: ancien ?? RIEN, nouveau: nouveau ?? RIEN };
    }
    case 'BENEFICIAIRE':
      return { libelle: LIBELLES_CHAMP_BENEFICIAIRE[m.champ], ancien: m.de ?? RIEN, nouveau: m.vers ?? RIEN };
    case 'FINANCEUR': {
      const { financeur, dispositif, montant } = m.ligne;
      // While an arrival is being typed, its scheme is not said yet.
      const part = `${financeur}${dispositif === '' ? '' : ` (${dispositif})`} : ${ecrireEuros(montant)}`;
      return m.sens === 'DEPART'
        ? { libelle: 'Départ d’un financeur', ancien: part, nouveau: RIEN }
        : { libelle: 'Arrivée d’un financeur', ancien: RIEN, nouveau: part };
    }
  }
}

/** Canonical text, kept with the avenant. */
export function modificationsEnJson(modifications: readonly Modification[]): string {
  return jsonCanonique(modifications);
}

/** The modifications from their canonical text. Throws on a text that is not JSON, a fault of the caller. */
export function lireModifications(texte: string): Modification[] {
  const lues = JSON.parse(texte, relireMontant) as (Modification & { de: string; vers: string })[];
  return lues.map((m): Modification =>
    m.type === 'MONTANT' || m.type === 'LIGNE_BUDGET' ? { ...m, de: BigInt(m.de), vers: BigInt(m.vers) } : m,
  );
}
