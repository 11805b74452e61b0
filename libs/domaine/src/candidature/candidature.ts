import type { LieuAction } from '../appel/regles.js';
import type { HubExistant } from '../appel/eligibilite.js';
import type { ContexteParticipation } from '../budget/aides-publiques.js';
import type { LigneBudget } from '../budget/equilibre.js';
import type { AideDeclaree, BaseAide } from '../budget/minimis.js';
import type { LignePlan } from '../budget/plan.js';
import type { Jour } from '../calendrier/paris.js';
import type { CategorieOrganisme } from '../identifiants/categories.js';
import type { Centimes } from '../montant/montant.js';
import type { EtatCandidature } from './cycle-candidature.js';
import type { Reception } from './reception.js';

/** Who had the idea of the project (R29): a grant is not a price. */
export const ORIGINES_INITIATIVE = ['PORTEUR', 'FINANCEUR'] as const;
export type OrigineInitiative = (typeof ORIGINES_INITIATIVE)[number];

/** The body that deposits, as the file shows it. */
export interface Porteur {
  denomination: string;
  categorie: CategorieOrganisme;
  /** Département of its seat; decides overseas exceptions (R13). */
  codeDepartement: string | null;
  representantNom: string | null;
  representantQualite: string | null;
}

/** A partner of the consortium; `mandat` is true when it has given the lead applicant its mandate. */
export interface Partenaire {
  denomination: string;
  mandat: boolean;
}

/** One action of the project, with the places where it happens (R5). */
export interface ActionDeclaree {
  titre: string;
  description: string;
  lieux: LieuAction[];
}

/** Acceptance of the republican pledge (R30). */
export interface AcceptationCer {
  date: Jour;
  signataire: string;
  version: string;
}

/** The file as the rules see it: a draft may lack anything. */
export interface Candidature {
  etat: EtatCandidature;
  titre: string;
  resume: string;
  debut: Jour | null;
  fin: Jour | null;
  porteur: Porteur;
  partenaires: Partenaire[];
  actions: ActionDeclaree[];
  /** INSEE codes of the regions covered, in whole or in part (R6). */
  regions: string[];
  budget: LigneBudget[];
  plan: LignePlan[];
  /** Eligible base; null means the whole cost. */
  assiette: Centimes | null;
  montantDemande: Centimes | null;
  /** Codes of the documents attached. */
  pieces: string[];
  contratEngagementRepublicain: AcceptationCer | null;
  origineInitiative: OrigineInitiative | null;
  baseAide: BaseAide | null;
  aidesDeclarees: AideDeclaree[];
  exceptionParticipation?: ContexteParticipation['exception'];
  /** How it was received, when that was not by the platform. */
  reception?: Reception | null;
}

/** What the deposit needs to know of the world besides the file and the call. */
export interface ContexteDepot {
  hubsExistants?: HubExistant[];
  /** True when the call's field has a statutory lead authority (R13). */
  chefDeFile?: boolean;
}
