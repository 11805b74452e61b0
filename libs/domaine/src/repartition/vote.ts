import { accepter, refuser, type Decision } from '../refus.js';
import { depouiller } from '../seance/depouillement.js';
import { donnerPouvoir } from '../seance/presence.js';
import { constaterQuorum, exigerQuorum, pouvoirsEffectifs, type PresenceSeance } from '../seance/quorum.js';
import { membresVotants, type Pouvoir } from '../seance/reglement.js';
import type { Bulletin, SensVote } from '../seance/scrutin.js';

/** A vote to count from nothing but what the minutes hold. `pouvoirs`: as handed in, valid or not. */
export interface DemandeVotePoint extends PresenceSeance {
  /** By seat. Who holds a mandate votes the same for both, unless the seat that gave it has an entry of its own. */
  votes: Readonly<Record<string, SensVote>>;
}

/** Result of an item, in votes and members (A11). */
export interface ResultatPoint {
  resultat: 'ADOPTE' | 'REJETE' | 'QUORUM_NON_ATTEINT';
  /** `null` when nobody could vote. */
  voix: Record<SensVote, number> | null;
  presentsOuRepresentes: number;
  /** Members that the quorum is counted on: those in déport are left out when the règlement says so. */
  composants: number;
  /** Mandates set aside: « TROP_DE_POUVOIRS:holder », or « POUVOIR_REFUSE:giver ». */
  erreurs: string[];
  voixPreponderante: boolean;
}

/**
 * Counts an item again from the list of those present, the mandates in the order handed in and the votes: quorum, then
 * majority (R19 to R23). Votes of seats that neither sit nor are represented, or in déport, count for nothing.
 */
export function depouillerPoint(demande: DemandeVotePoint): ResultatPoint {
  const { pouvoirs, erreurs } = admettrePouvoirs(demande);
  const presence = { ...demande, pouvoirs };
  const constat = constaterQuorum(presence);
  const commun = { presentsOuRepresentes: constat.total, composants: constat.membres, erreurs };
  if (!constat.atteint) return { ...commun, resultat: 'QUORUM_NON_ATTEINT', voix: null, voixPreponderante: false };
  const { pour, contre, abstention, adopte, voixPreponderante } = depouiller({
    ...presence,
    bulletins: bulletinsDe(presence),
  });
  const voix = { POUR: pour, CONTRE: contre, ABSTENTION: abstention };
  return { ...commun, resultat: adopte ? 'ADOPTE' : 'REJETE', voix, voixPreponderante };
}

function admettrePouvoirs({ membres, emargements, pouvoirs, reglement }: DemandeVotePoint): {
  pouvoirs: Pouvoir[];
  erreurs: string[];
} {
  const admis: Pouvoir[] = [];
  const erreurs: string[] = [];
  for (const { mandantId, mandataireId } of pouvoirs) {
    const demande = { etat: 'OUVERTE' as const, mandantId, mandataireId, membres, emargements, pouvoirs: admis };
    if (donnerPouvoir({ ...demande, reglement }).ok) admis.push({ mandantId, mandataireId });
    else {
      // Refused only for the number held: without that limit it would pass.
      const trop = donnerPouvoir({ ...demande, reglement: { pouvoirsMax: Infinity } }).ok;
      erreurs.push(trop ? `TROP_DE_POUVOIRS:${mandataireId}` : `POUVOIR_REFUSE:${mandantId}`);
    }
  }
  return { pouvoirs: admis, erreurs };
}

function bulletinsDe(presence: DemandeVotePoint): Bulletin[] {
  const { membres, emargements, deports } = presence;
  const votes = new Map(Object.entries(presence.votes));
  const deportes = new Set(deports.map(({ membreId }) => membreId));
  const mandataires = new Map(pouvoirsEffectifs(presence).map((p) => [p.mandantId, p.mandataireId]));
  return membresVotants(membres).flatMap(({ id, voix }): Bulletin[] => {
    const mandataireId = mandataires.get(id) ?? null;
    const siege = emargements.find(({ membreId }) => membreId === (mandataireId ?? id));
    const sens = votes.get(id) ?? votes.get(mandataireId ?? id);
    if (!siege || !sens || deportes.has(id)) return [];
    return [{ membreId: id, mandataireId, utilisateurId: siege.utilisateurId, sens, voix }];
  });
}

/** How a deliberation without ballot ends: adopted, or a vote is called. */
export type IssueDeliberation = 'ADOPTE_SANS_OPPOSITION' | 'VOTE_APPELE';

/**
 * « Adopté sans opposition » (vote mode 1): nobody who may vote on the item opposes, else a ballot is opened.
 * Refusals, in this order: QUORUM_NON_ATTEINT, ENTREE_INVALIDE (`oppositions[i]`) for one who has no vote on this item.
 */
export function deliberer(presence: PresenceSeance, oppositions: readonly string[]): Decision<IssueDeliberation> {
  const quorum = exigerQuorum(constaterQuorum(presence));
  if (!quorum.ok) return quorum;
  const { membres, emargements, deports } = presence;
  const votants = new Set(membresVotants(membres).map(({ id }) => id));
  const siegent = new Set([
    ...emargements.map(({ membreId }) => membreId),
    ...pouvoirsEffectifs(presence).map(({ mandantId }) => mandantId),
  ]);
  const deportes = new Set(deports.map(({ membreId }) => membreId));
  const i = oppositions.findIndex((id) => !votants.has(id) || !siegent.has(id) || deportes.has(id));
  if (i >= 0) {
    const message = `« ${oppositions[i]} » ne vote pas sur ce point : son opposition ne compte pas.`;
    return refuser('ENTREE_INVALIDE', message, `oppositions[${i}]`);
  }
  return accepter(oppositions.length === 0 ? 'ADOPTE_SANS_OPPOSITION' : 'VOTE_APPELE');
}
