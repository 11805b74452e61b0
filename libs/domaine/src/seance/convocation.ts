import { joursPleinsEntre } from '../calendrier/index.js';
import { avancer } from '../cycle.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { compter } from '../texte/accord.js';
import { CYCLE_SEANCE, type EtatSeance } from './cycles.js';
import type { Reglement } from './reglement.js';

/** A first session that could not open, and its agenda (R21). */
export interface PremiereSeance {
  etat: EtatSeance;
  pointIds: readonly string[];
}

export interface DemandeConvocation {
  /** Instant of the summons. */
  convoqueeLe: Date;
  /** Instant of the session. */
  prevueLe: Date;
  reglement: Pick<Reglement, 'delaiConvocationJours' | 'delaiSecondeConvocationJours'>;
  /** Items of the agenda, in order. */
  pointIds: readonly string[];
  /** Second summons: the session that lacked a quorum. */
  premiere?: PremiereSeance;
}

export interface ConvocationSeance {
  etat: EtatSeance;
  convoqueeLe: Date;
  prevueLe: Date;
  pointIds: string[];
  /** No quorum is required; the summons must say so (R21). */
  sansQuorum: boolean;
  mention: string | null;
}

const MENTION_SANS_QUORUM =
  'Faute de quorum à la première séance, la conférence délibérera valablement sans condition de quorum.';

/**
 * Summons a session and freezes its agenda (R18), or summons it again with the same agenda and no quorum (R21).
 * Refusals, in this order: ETAT_INVALIDE (the first session did not lack a quorum), INCOMPLET (no item), DOUBLON (item
 * twice), ORDRE_DU_JOUR_FIGE (second agenda differs), CONVOCATION_TARDIVE (fewer full days than the règlement asks).
 */
export function convoquer(demande: DemandeConvocation): Decision<ConvocationSeance> {
  const { convoqueeLe, prevueLe, reglement, pointIds, premiere } = demande;
  const suite = premiere ? avancer(CYCLE_SEANCE, premiere.etat, 'reconvoquer') : accepter(CYCLE_SEANCE.initial);
  if (!suite.ok) return suite;
  if (pointIds.length === 0) {
    return refuser('INCOMPLET', 'L’ordre du jour comporte au moins un point.', 'points');
  }
  const double = pointIds.findIndex((id, rang) => pointIds.indexOf(id) !== rang);
  if (double !== -1) {
    return refuser('DOUBLON', 'Ce point figure déjà à l’ordre du jour.', `points[${double}]`);
  }
  if (premiere && !memesPoints(premiere.pointIds, pointIds)) {
    return refuser('ORDRE_DU_JOUR_FIGE', 'La seconde convocation porte sur le même ordre du jour.', 'points');
  }
  const delai = premiere ? reglement.delaiSecondeConvocationJours : reglement.delaiConvocationJours;
  if (prevueLe.getTime() <= convoqueeLe.getTime() || joursPleinsEntre(convoqueeLe, prevueLe) < delai) {
    return refuser(
      'CONVOCATION_TARDIVE',
      `La convocation part au moins ${compter(delai, 'jour plein', 'jours pleins')} avant la séance.`,
      'prevueLe',
    );
  }
  const sansQuorum = premiere !== undefined;
  const mention = sansQuorum ? MENTION_SANS_QUORUM : null;
  return accepter({ etat: suite.fait, convoqueeLe, prevueLe, pointIds: [...pointIds], sansQuorum, mention });
}

function memesPoints(premiers: readonly string[], seconds: readonly string[]): boolean {
  return premiers.length === seconds.length && premiers.every((id, rang) => id === seconds[rang]);
}

export interface DemandePoint {
  etat: EtatSeance;
  /** Second summons: its agenda can never change (R21). */
  sansQuorum: boolean;
  pointIds: readonly string[];
  pointId: string;
  /** Members who object; `null` when they have not been asked. */
  opposantIds: readonly string[] | null;
}

/**
 * Adds an item after the summons: only when every member was asked and none objects (R18).
 * Refusals, in this order: ETAT_INVALIDE (session suspended, or over), ORDRE_DU_JOUR_FIGE, DOUBLON.
 */
export function ajouterPoint({ etat, sansQuorum, pointIds, pointId, opposantIds }: DemandePoint): Decision<string[]> {
  if (etat === 'SUSPENDUE') {
    return refuser('ETAT_INVALIDE', 'La séance est suspendue : son ordre du jour se complète à la reprise.', 'etat');
  }
  if (etat !== 'CONVOQUEE' && etat !== 'RECONVOQUEE' && etat !== 'OUVERTE') {
    return refuser(
      'ETAT_INVALIDE',
      `La séance est à l’état « ${CYCLE_SEANCE.etats[etat]} » : son ordre du jour ne change plus.`,
      'etat',
    );
  }
  if (sansQuorum) {
    return refuser('ORDRE_DU_JOUR_FIGE', 'Une séance sans quorum garde l’ordre du jour de la première.', 'points');
  }
  if (opposantIds === null || opposantIds.length > 0) {
    const raison =
      opposantIds === null
        ? 'un point ne s’ajoute que si aucun membre, consulté, ne s’y oppose'
        : `${compter(opposantIds.length, 'membre s’oppose', 'membres s’opposent')} à l’ajout`;
    return refuser('ORDRE_DU_JOUR_FIGE', `L’ordre du jour est figé depuis la convocation : ${raison}.`, 'points');
  }
  if (pointIds.includes(pointId)) {
    return refuser('DOUBLON', 'Ce point figure déjà à l’ordre du jour.', 'pointId');
  }
  return accepter([...pointIds, pointId]);
}
