import { accepter, refuser, type Decision } from '../refus.js';
import { avancer } from '../cycle.js';
import { compter } from '../texte/accord.js';
import { CYCLE_SEANCE, type EtatSeance } from './cycles.js';
import {
  membresVotants,
  type Deport,
  type Emargement,
  type MembreSeance,
  type Pouvoir,
  type Reglement,
} from './reglement.js';

/** Members needed to deliberate: the fraction of the règlement, rounded up (R19; T28: 11, 10, 9, 1 → 6, 5, 5, 1). */
export function quorumRequis(
  nbMembres: number,
  reglement: Pick<Reglement, 'quorumNumerateur' | 'quorumDenominateur'>,
): number {
  return Math.ceil((nbMembres * reglement.quorumNumerateur) / reglement.quorumDenominateur);
}

/** What the quorum is worked out from. `deports`: those of the item voted, none for the opening of the session. */
export interface PresenceSeance {
  membres: readonly MembreSeance[];
  emargements: readonly Emargement[];
  pouvoirs: readonly Pouvoir[];
  deports: readonly Pick<Deport, 'membreId'>[];
  reglement: Reglement;
  /** Second summons: any number deliberates (R21). */
  sansQuorum: boolean;
}

/** The count, as it goes into the minutes. Numbers of members, not of votes. */
export interface ConstatQuorum {
  membres: number;
  requis: number;
  presents: number;
  distants: number;
  representes: number;
  total: number;
  atteint: boolean;
  sansQuorum: boolean;
}

/**
 * Mandates that count on an item: the giver is a voting member who does not sit and is not in déport, the holder sits and
 * is not in déport (R20, R23).
 */
export function pouvoirsEffectifs({
  membres,
  emargements,
  pouvoirs,
  deports,
}: Pick<PresenceSeance, 'membres' | 'emargements' | 'pouvoirs' | 'deports'>): Pouvoir[] {
  const votants = new Set(membresVotants(membres).map((m) => m.id));
  const presents = new Set(emargements.map((e) => e.membreId));
  const deportes = new Set(deports.map((d) => d.membreId));
  return pouvoirs.filter(
    ({ mandantId, mandataireId }) =>
      votants.has(mandantId) &&
      !presents.has(mandantId) &&
      !deportes.has(mandantId) &&
      presents.has(mandataireId) &&
      !deportes.has(mandataireId),
  );
}

/**
 * Counts members present, remote and represented against the quorum (R19). A member in déport leaves the count on both
 * sides when the règlement says so (R23). After a second summons one member is enough (R21).
 */
export function constaterQuorum(presence: PresenceSeance): ConstatQuorum {
  const { membres, emargements, deports, reglement, sansQuorum } = presence;
  const deportes = new Set(reglement.deportHorsQuorum ? deports.map((d) => d.membreId) : []);
  const comptes = new Set(
    membresVotants(membres)
      .map((m) => m.id)
      .filter((id) => !deportes.has(id)),
  );
  const sieges = emargements.filter((e) => comptes.has(e.membreId));
  const presents = sieges.filter((e) => e.mode === 'PRESENTIEL').length;
  const representes = pouvoirsEffectifs(presence).length;
  const total = sieges.length + representes;
  const requis = sansQuorum ? 1 : quorumRequis(comptes.size, reglement);
  return {
    membres: comptes.size,
    requis,
    presents,
    distants: sieges.length - presents,
    representes,
    total,
    atteint: total > 0 && total >= requis,
    sansQuorum,
  };
}

/** Accepts when the quorum is reached, else `QUORUM_NON_ATTEINT` with the count. */
export function exigerQuorum(constat: ConstatQuorum): Decision<ConstatQuorum> {
  if (constat.atteint) return accepter(constat);
  return refuser(
    'QUORUM_NON_ATTEINT',
    `Le quorum n’est pas atteint : ${compter(constat.total, 'membre présent ou représenté', 'membres présents ou représentés')}, ${constat.requis} requis.`,
    'emargements',
  );
}

/** State of the session when the president opens it: OUVERTE, or SANS_QUORUM which calls for a second summons (R21). */
export function ouvrirSeance(etat: EtatSeance, constat: ConstatQuorum): Decision<EtatSeance> {
  if (!constat.atteint && etat === 'CONVOQUEE') return avancer(CYCLE_SEANCE, etat, 'constaterSansQuorum');
  const ouverture = avancer(CYCLE_SEANCE, etat, 'ouvrir');
  if (!ouverture.ok) return ouverture;
  const quorum = exigerQuorum(constat);
  return quorum.ok ? ouverture : quorum;
}
