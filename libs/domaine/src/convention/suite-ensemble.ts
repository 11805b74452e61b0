import type { EtatCandidature } from '../candidature/index.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { ETATS_CONVENTION_TOMBES, type EtatConvention } from './cycles.js';
import { LIBELLES_MODE_CONVENTION, type ModeConvention } from './donnees.js';

/** States before the freeze: such a convention is made again as often as needed. */
export const ETATS_CONVENTION_PROJETS: readonly EtatConvention[] = ['PROJET', 'RELUE'];

/** A convention of the file, avenants left out. */
export interface ConventionExistante {
  id: string;
  numero: string;
  etat: EtatConvention;
  /** Its set and its funder; null when all the parties sign it. */
  ensembleId: string | null;
  financeurId: string | null;
}

/** What a generation replaces, keeps and leaves. */
export interface SuiteGeneration {
  forme: ModeConvention;
  /** Drafts that fall, replaced by what is made. */
  remplacees: string[];
  /** The set that goes on; null for another one, or for a convention between all. */
  ensembleId: string | null;
  /** Funders for whom nothing is made: their convention is frozen, or was terminated and nobody awaits another one. */
  servis: string[];
}

const tombee = ({ etat }: ConventionExistante) => ETATS_CONVENTION_TOMBES.includes(etat);

/**
 * What becomes of the conventions of a file when it is generated in this form (null: the one that stands, or a convention
 * between all). Refusals, in order: DOUBLON (it stands in the other form), ETAT_INVALIDE (the convention between all is frozen).
 * @param existantes every version, the latest first
 */
export function suiteGeneration(
  demandee: ModeConvention | null,
  existantes: readonly ConventionExistante[],
): Decision<SuiteGeneration> {
  const debout = existantes.filter((c) => !tombee(c));
  const [premiere] = debout;
  const actuelle = premiere ? formeDe(premiere) : null;
  const forme = demandee ?? actuelle ?? 'MULTIPARTITE';
  if (premiere && actuelle !== null && actuelle !== forme) {
    const message = `La convention ${premiere.numero} est faite sous une autre forme (« ${LIBELLES_MODE_CONVENTION[actuelle].toLowerCase()} ») : pour en changer, constatez d’abord sa caducité.`;
    return refuser('DOUBLON', message, 'forme');
  }
  const remplacees = debout.filter((c) => ETATS_CONVENTION_PROJETS.includes(c.etat)).map((c) => c.id);
  if (forme === 'MULTIPARTITE') {
    const figee = debout.find((c) => !remplacees.includes(c.id));
    if (figee) {
      const message = `La convention ${figee.numero} est en signature, ou signée : elle ne se refait plus.`;
      return refuser('ETAT_INVALIDE', message, 'candidatureId');
    }
    return accepter({ forme, remplacees, ensembleId: null, servis: [] });
  }
  const ensembleId = premiere?.ensembleId ?? null;
  const servis = dernieresDe(existantes, ensembleId)
    .filter((c) => c.etat === 'RESILIEE' || (!tombee(c) && !remplacees.includes(c.id)))
    .flatMap((c) => c.financeurId ?? []);
  return accepter({ forme, remplacees, ensembleId, servis });
}

function formeDe({ ensembleId }: ConventionExistante): ModeConvention {
  return ensembleId === null ? 'MULTIPARTITE' : 'BIPARTITES_COORDONNEES';
}

/** The last version of each convention of a set. */
export function dernieresDe<C extends Pick<ConventionExistante, 'ensembleId' | 'financeurId'>>(
  existantes: readonly C[],
  ensembleId: string | null,
): C[] {
  const siennes = ensembleId === null ? [] : existantes.filter((c) => c.ensembleId === ensembleId);
  return siennes.filter((c, rang) => siennes.findIndex((autre) => autre.financeurId === c.financeurId) === rang);
}

const ETATS_ENSEMBLE = {
  EN_PREPARATION: 'en préparation : une convention au moins n’est pas en signature',
  EN_SIGNATURE: 'en signature : une convention au moins n’est pas signée',
  SIGNE: 'signé : toutes ses conventions le sont',
  NOTIFIE: 'notifié : toutes ses conventions le sont',
  ROMPU: 'rompu : une convention au moins est résiliée, les autres demeurent',
  TOMBE: 'tombé : aucune de ses conventions ne tient plus',
} as const;
export type EtatEnsemble = keyof typeof ETATS_ENSEMBLE;
export const LIBELLES_ETAT_ENSEMBLE: Readonly<Record<EtatEnsemble, string>> = ETATS_ENSEMBLE;

const avant = (etat: EtatConvention): boolean => etat === 'CADUQUE' || ETATS_CONVENTION_PROJETS.includes(etat);
const enSignature = (etat: EtatConvention): boolean => etat === 'EN_SIGNATURE' || etat === 'PARTIELLEMENT_SIGNEE';

/** Where a set stands, from the last version of each of its conventions: as far as the least advanced of them. */
export function etatEnsemble(conventions: readonly EtatConvention[]): EtatEnsemble {
  if (conventions.every((etat) => ETATS_CONVENTION_TOMBES.includes(etat))) return 'TOMBE';
  if (conventions.some(avant)) return 'EN_PREPARATION';
  if (conventions.some(enSignature)) return 'EN_SIGNATURE';
  if (conventions.includes('RESILIEE')) return 'ROMPU';
  return conventions.includes('SIGNEE') ? 'SIGNE' : 'NOTIFIE';
}

/**
 * What its set does to the file: conventionné once every convention of the set is frozen, no longer when one of them has to be
 * made again, nor when none stands. Null: the file stays as it is.
 */
export function suiteDuDossier(
  dossier: EtatCandidature,
  conventions: readonly EtatConvention[],
): 'CONVENTIONNER' | 'DECONVENTIONNER' | null {
  const conventionne = !['EN_PREPARATION', 'TOMBE'].includes(etatEnsemble(conventions));
  if (dossier === 'RETENU' && conventionne) return 'CONVENTIONNER';
  return dossier === 'CONVENTIONNE' && !conventionne ? 'DECONVENTIONNER' : null;
}
