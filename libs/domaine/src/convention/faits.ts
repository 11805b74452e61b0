import { doitContratEngagementRepublicain, estCollectivite, estPublique } from '../identifiants/categories.js';
import { somme, type Centimes } from '../montant/index.js';
import type { DonneesConvention, LignePlanConvention } from './donnees.js';

/** A convention is due above this yearly amount from one public authority (décret 2001-495), in centimes. */
export const SEUIL_CONVENTION: Centimes = 2_300_000n;

/**
 * Must the grant be made by convention (R26)? Only from a public authority to a private-law body, and only when the yearly
 * amount exceeds 23 000 €: exactly 23 000 does not (T19). `montantAnnuelCumule`: all grants of that authority to that body
 * for the year, this one included.
 */
export function conventionObligatoire({
  montantAnnuelCumule,
  financeurPublic = true,
  beneficiairePrive = true,
}: {
  montantAnnuelCumule: Centimes;
  financeurPublic?: boolean;
  beneficiairePrive?: boolean;
}): boolean {
  return financeurPublic && beneficiairePrive && montantAnnuelCumule > SEUIL_CONVENTION;
}

/** One grant of an authority to a body, for the yearly sum of R26. */
export interface SubventionAnnuelle {
  financeurId: string;
  exercice: number;
  montant: Centimes;
}

/** Several grants of one authority in one year add up (R26; T19: 15 000 + 10 000). */
export function cumulAnnuel(
  subventions: readonly SubventionAnnuelle[],
  financeurId: string,
  exercice: number,
): Centimes {
  return somme(
    subventions.filter((s) => s.financeurId === financeurId && s.exercice === exercice).map((s) => s.montant),
  );
}

/** A State investment grant: the only one to which décret 2018-514 applies (R14, R28, R35). */
export function estInvestissementEtat(ligne: Pick<LignePlanConvention, 'categorie' | 'nature'>): boolean {
  return ligne.categorie === 'ETAT' && ligne.nature === 'INVESTISSEMENT';
}

/** What decides which articles, clauses and mentions a convention needs. */
export interface FaitsConvention {
  financeurPublic: boolean;
  beneficiairePrive: boolean;
  sansButLucratif: boolean;
  investissementEtat: boolean;
  investissement: boolean;
  collectiviteFinance: boolean;
  collectiviteBeneficiaire: boolean;
  /** Total of the shares, own resources left out, in centimes. */
  total: Centimes;
  conventionObligatoire: boolean;
  sousSubventions: boolean;
}

/** Reads the deciding facts from the data of the convention. */
export function faitsConvention({ plan, beneficiaire, consortium }: DonneesConvention): FaitsConvention {
  const { lignes } = plan;
  const publiques = lignes.filter((l) => estPublique(l.categorie));
  const beneficiairePrive = !estPublique(beneficiaire.categorie);
  return {
    financeurPublic: publiques.length > 0,
    beneficiairePrive,
    sansButLucratif: doitContratEngagementRepublicain(beneficiaire.categorie),
    investissementEtat: lignes.some(estInvestissementEtat),
    investissement: lignes.some((l) => l.nature === 'INVESTISSEMENT'),
    collectiviteFinance: lignes.some((l) => estCollectivite(l.categorie)),
    collectiviteBeneficiaire: estCollectivite(beneficiaire.categorie),
    total: somme(lignes.map((l) => l.montant)),
    conventionObligatoire: publiques.some(({ financeurId }) =>
      conventionObligatoire({
        montantAnnuelCumule: somme(publiques.filter((l) => l.financeurId === financeurId).map((l) => l.montant)),
        beneficiairePrive,
      }),
    ),
    sousSubventions: (consortium?.membres ?? []).some((membre) => membre.part > 0n),
  };
}

/** The statement of all grants of collectivités to the project (R32, CGCT L1611-8). */
export interface EtatRecapitulatif {
  lignes: LignePlanConvention[];
  total: Centimes;
}

/**
 * The statement to annex when a région or a département helps a project that another collectivité helps too; `null` when
 * none is due (R32). Only shares of collectivités are listed, in the order of the plan; in a coordinated set, those of the whole
 * plan, in the convention of the région or of the département.
 */
export function etatRecapitulatif({
  plan,
  ensemble,
}: Pick<DonneesConvention, 'plan' | 'ensemble'>): EtatRecapitulatif | null {
  const lignes = (ensemble?.lignes ?? plan.lignes).filter((l) => estCollectivite(l.categorie));
  const oblige = plan.lignes.some((l) => l.categorie === 'REGION' || l.categorie === 'DEPARTEMENT');
  const financeurs = new Set(lignes.map((l) => l.financeurId));
  if (!oblige || financeurs.size < 2) return null;
  return { lignes, total: somme(lignes.map((l) => l.montant)) };
}
