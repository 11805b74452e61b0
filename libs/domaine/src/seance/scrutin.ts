import { avancer } from '../cycle.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { compter } from '../texte/accord.js';
import { CYCLE_SCRUTIN, CYCLE_SEANCE, type EtatScrutin, type EtatSeance } from './cycles.js';
import { exigerQuorum, pouvoirsEffectifs, type ConstatQuorum } from './quorum.js';
import type { Deport, Emargement, MembreSeance, Pouvoir } from './reglement.js';

export const SENS_VOTE = ['POUR', 'CONTRE', 'ABSTENTION'] as const;
export type SensVote = (typeof SENS_VOTE)[number];

/** The vote of one seat, as minuted. */
export interface Bulletin {
  /** The seat whose vote it is. */
  membreId: string;
  /** The seat that casts it by mandate, `null` when the seat votes itself. */
  mandataireId: string | null;
  /** The person who casts it. */
  utilisateurId: string;
  sens: SensVote;
  /** Weight of the seat at the moment of the vote. */
  voix: number;
}

export interface DemandeOuvertureScrutin {
  etatSeance: EtatSeance;
  etat: EtatScrutin;
  pointId: string;
  pointIds: readonly string[];
  /** Count of the item, déports taken out (`constaterQuorum` with the déports of this item). */
  quorum: ConstatQuorum;
  /** Verdict of `planPropose` when the item carries a financing plan. */
  plan?: Decision;
}

/**
 * Opens the ballot of an item. Refusals, in this order: ETAT_INVALIDE (session not open, ballot not prepared),
 * INTROUVABLE (item not on the agenda), QUORUM_NON_ATTEINT (R19, R23), then those of the plan (R11, R12).
 */
export function ouvrirScrutin(demande: DemandeOuvertureScrutin): Decision<EtatScrutin> {
  const { etatSeance, etat, pointId, pointIds, quorum, plan } = demande;
  const suite = avancer(CYCLE_SCRUTIN, etat, 'ouvrir');
  const verdict = premierRefus(
    () => exigerSeanceOuverte(etatSeance),
    () => suite,
    () =>
      pointIds.includes(pointId)
        ? accepter()
        : refuser('INTROUVABLE', 'Ce point ne figure pas à l’ordre du jour.', 'pointId'),
    () => exigerQuorum(quorum),
    () => plan ?? accepter(),
  );
  return verdict.ok ? suite : verdict;
}

/** Ballots live in an open session: while it is suspended none is opened, voted, closed or cancelled. Refusal: ETAT_INVALIDE. */
export function exigerSeanceOuverte(etat: EtatSeance): Decision {
  if (etat === 'OUVERTE') return accepter();
  if (etat === 'SUSPENDUE') {
    return refuser('ETAT_INVALIDE', 'La séance est suspendue : les scrutins attendent sa reprise.', 'seance');
  }
  return refuser(
    'ETAT_INVALIDE',
    `La séance est à l’état « ${CYCLE_SEANCE.etats[etat]} » : elle doit être ouverte pour voter.`,
    'seance',
  );
}

export interface DemandeVote {
  etatSeance: EtatSeance;
  etat: EtatScrutin;
  /** The seat whose vote is cast. */
  membreId: string;
  /** The seat that holds its mandate, `null` when the seat votes itself. */
  mandataireId: string | null;
  sens: SensVote;
  /** The person who casts the vote. */
  utilisateurId: string;
  /** Persons who instruct the file of this item: they never vote on it (trust.md §3.2). */
  instructeurIds: readonly string[];
  membres: readonly MembreSeance[];
  emargements: readonly Emargement[];
  pouvoirs: readonly Pouvoir[];
  /** Déports of this item. */
  deports: readonly Pick<Deport, 'membreId'>[];
  bulletins: readonly Pick<Bulletin, 'membreId'>[];
}

/**
 * Casts one vote, in person, by the substitute or by mandate. Refusals, in this order: ETAT_INVALIDE (session, ballot),
 * INTROUVABLE (not a voting seat), DEPORT (the seat, or the holder of its mandate, R20, R23), POUVOIR_REFUSE (no valid
 * mandate), INTERDIT (person other than the one who signed in for the seat; instructor of the file), VOTE_DEJA_EXPRIME.
 */
export function voter(demande: DemandeVote): Decision<Bulletin> {
  const { membreId, mandataireId, utilisateurId, sens } = demande;
  const membre = demande.membres.find((m) => m.id === membreId && m.voix > 0);
  const verdict = premierRefus(
    () => exigerSeanceOuverte(demande.etatSeance),
    () => avancer(CYCLE_SCRUTIN, demande.etat, 'voter'),
    () => (membre ? accepter() : refuser('INTROUVABLE', 'Ce siège n’a pas voix délibérative.', 'membreId')),
    () => refuserDeport(demande),
    () => exigerSiegeOuPouvoir(demande),
    () => refuserInstructeur(demande),
    () => refuserSecondVote(demande),
  );
  if (!verdict.ok) return verdict;
  return accepter({ membreId, mandataireId, utilisateurId, sens, voix: membre?.voix ?? 0 });
}

function refuserDeport({ membreId, mandataireId, deports }: DemandeVote): Decision {
  if (deports.some((d) => d.membreId === membreId)) {
    return refuser('DEPORT', 'Ce membre s’est déporté : il ne prend pas part au vote de ce point.', 'membreId');
  }
  if (deports.some((d) => d.membreId === mandataireId)) {
    return refuser(
      'DEPORT',
      'Le mandataire s’est déporté : le pouvoir qu’il détient ne sert pas sur ce point.',
      'mandataireId',
    );
  }
  return accepter();
}

function exigerSiegeOuPouvoir(demande: DemandeVote): Decision {
  const { membreId, mandataireId, utilisateurId, emargements } = demande;
  if (
    mandataireId !== null &&
    !pouvoirsEffectifs(demande).some((p) => p.mandantId === membreId && p.mandataireId === mandataireId)
  ) {
    return refuser('POUVOIR_REFUSE', 'Aucun pouvoir valable ne permet de voter au nom de ce membre.', 'mandataireId');
  }
  const siege = mandataireId ?? membreId;
  if (emargements.some((e) => e.membreId === siege && e.utilisateurId === utilisateurId)) return accepter();
  return refuser('INTERDIT', 'Seule la personne qui a émargé pour ce siège peut voter.', 'membreId');
}

function refuserInstructeur({ utilisateurId, instructeurIds }: DemandeVote): Decision {
  if (!instructeurIds.includes(utilisateurId)) return accepter();
  return refuser('INTERDIT', 'La personne qui a instruit ce dossier ne vote pas sur ce point.', 'membreId');
}

function refuserSecondVote({ membreId, bulletins }: DemandeVote): Decision {
  if (!bulletins.some((b) => b.membreId === membreId)) return accepter();
  return refuser('VOTE_DEJA_EXPRIME', 'Le vote de ce membre est déjà exprimé sur ce point.', 'membreId');
}

/** Closes the session: not while a ballot is open or waits for its proclamation. */
export function cloreSeance(etat: EtatSeance, etatsScrutins: readonly EtatScrutin[]): Decision<EtatSeance> {
  const suite = avancer(CYCLE_SEANCE, etat, 'clore');
  if (!suite.ok) return suite;
  const enCours = etatsScrutins.filter((s) => s === 'OUVERT' || s === 'CLOS').length;
  if (enCours === 0) return suite;
  return refuser(
    'ETAT_INVALIDE',
    `${compter(enCours, 'scrutin reste', 'scrutins restent')} à proclamer ou à annuler.`,
    'scrutins',
  );
}
