import { accepter, refuser, type Decision } from '../refus.js';
import { compter } from '../texte/accord.js';
import { CYCLE_SEANCE, type EtatScrutin, type EtatSeance } from './cycles.js';
import {
  type Deport,
  type Emargement,
  type MembreSeance,
  type ModePresence,
  type MotifDeport,
  type Pouvoir,
  type QualitePresence,
  type Reglement,
} from './reglement.js';

const ETATS_AVANT_CLOTURE: readonly EtatSeance[] = ['CONVOQUEE', 'RECONVOQUEE', 'OUVERTE', 'SUSPENDUE'];

function exigerAvantCloture(etat: EtatSeance, acte: string): Decision {
  if (ETATS_AVANT_CLOTURE.includes(etat)) return accepter();
  return refuser(
    'ETAT_INVALIDE',
    `La séance est à l’état « ${CYCLE_SEANCE.etats[etat]} » : il n’est plus possible de ${acte}.`,
    'etat',
  );
}

export interface DemandeEmargement {
  etat: EtatSeance;
  membreId: string;
  /** The person who takes the seat: its holder or his substitute. */
  utilisateurId: string;
  mode: ModePresence;
  membres: readonly MembreSeance[];
  emargements: readonly Emargement[];
  pouvoirs: readonly Pouvoir[];
}

export interface EmargementFait {
  emargement: Emargement;
  /** The mandate that the member had given falls, since the seat is occupied (R20). */
  pouvoirCaduc: Pouvoir | null;
}

/**
 * A seat is occupied by its holder or by his substitute (R19).
 * Refusals, in this order: ETAT_INVALIDE, INTROUVABLE (not a member), INTERDIT (neither holder nor substitute), DOUBLON.
 */
export function emarger(demande: DemandeEmargement): Decision<EmargementFait> {
  const { membreId, utilisateurId, mode } = demande;
  const ouverte = exigerAvantCloture(demande.etat, 'émarger');
  if (!ouverte.ok) return ouverte;
  const membre = demande.membres.find((m) => m.id === membreId);
  if (!membre) return refuser('INTROUVABLE', 'Ce siège n’existe pas dans la conférence.', 'membreId');
  if (utilisateurId !== membre.titulaireId && utilisateurId !== membre.suppleantId) {
    return refuser('INTERDIT', 'Seul le titulaire du siège, ou son suppléant, peut émarger.', 'utilisateurId');
  }
  if (demande.emargements.some((e) => e.membreId === membreId)) {
    return refuser('DOUBLON', 'Ce siège est déjà émargé.', 'membreId');
  }
  const pouvoirCaduc = demande.pouvoirs.find((p) => p.mandantId === membreId) ?? null;
  const qualite = utilisateurId === membre.titulaireId ? 'TITULAIRE' : 'SUPPLEANT';
  return accepter({ emargement: { membreId, utilisateurId, qualite, mode }, pouvoirCaduc });
}

export interface DemandeConstat extends Omit<DemandeEmargement, 'utilisateurId'> {
  /** Who of the two sits: the chair, or the secretary, sees him in the room. */
  qualite: QualitePresence;
}

/**
 * The chair or the secretary records a member who is there without a screen: he counts as if he had signed in himself (R19).
 * Refusals, in this order: ETAT_INVALIDE, INTROUVABLE (not a member), ENTREE_INVALIDE (no substitute), DOUBLON.
 */
export function constaterPresence(demande: DemandeConstat): Decision<EmargementFait> {
  const ouverte = exigerAvantCloture(demande.etat, 'noter une présence');
  if (!ouverte.ok) return ouverte;
  const membre = demande.membres.find((m) => m.id === demande.membreId);
  const utilisateurId = demande.qualite === 'TITULAIRE' ? membre?.titulaireId : membre?.suppleantId;
  if (membre && !utilisateurId) {
    return refuser('ENTREE_INVALIDE', 'Ce siège n’a pas de suppléant : seul son titulaire l’occupe.', 'qualite');
  }
  return emarger({ ...demande, utilisateurId: utilisateurId ?? '' });
}

export interface DemandeAnnulation {
  etat: EtatSeance;
  membreId: string;
  emargements: readonly (Emargement & { enregistrePar: string })[];
  /** The seat that presides, once the session is open. */
  presideParId: string | null;
  /** States of every ballot of the session, cancelled ones included. */
  etatsScrutins: readonly EtatScrutin[];
}

/**
 * Takes back a presence that the chair or the secretary recorded by mistake, while no ballot has been opened. Nobody takes
 * back what a member signed himself. Refusals, in this order: ETAT_INVALIDE (session; seat not occupied), INTERDIT (signed by
 * the member), ETAT_INVALIDE (he presides; a ballot was opened: presences have been counted).
 */
export function annulerPresence(demande: DemandeAnnulation): Decision<Emargement> {
  const ouverte = exigerAvantCloture(demande.etat, 'annuler une présence');
  if (!ouverte.ok) return ouverte;
  const emargement = demande.emargements.find((e) => e.membreId === demande.membreId);
  if (!emargement) return refuser('ETAT_INVALIDE', 'Ce siège n’est pas émargé.', 'membreId');
  if (emargement.enregistrePar === emargement.utilisateurId) {
    return refuser('INTERDIT', 'Ce membre a émargé lui-même : sa présence ne s’annule pas.', 'membreId');
  }
  if (demande.presideParId === demande.membreId) {
    return refuser('ETAT_INVALIDE', 'Ce membre préside la séance : sa présence ne s’annule pas.', 'membreId');
  }
  if (demande.etatsScrutins.some((s) => s !== 'PREPARE')) {
    return refuser('ETAT_INVALIDE', 'Un scrutin a été ouvert : les présences ont compté, elles restent.', 'scrutins');
  }
  return accepter(emargement);
}

export interface DemandePouvoir {
  etat: EtatSeance;
  mandantId: string;
  mandataireId: string;
  membres: readonly MembreSeance[];
  emargements: readonly Emargement[];
  pouvoirs: readonly Pouvoir[];
  reglement: Pick<Reglement, 'pouvoirsMax'>;
}

function refuserPouvoir(message: string, chemin: 'mandantId' | 'mandataireId'): Decision<Pouvoir> {
  return refuser('POUVOIR_REFUSE', message, chemin);
}

/**
 * A member who does not sit gives his vote to another one (R20). Refusals, in this order: ETAT_INVALIDE, then
 * POUVOIR_REFUSE for: giver not a voting member, holder not a member, oneself, seat occupied by the giver or his
 * substitute, mandate already given, chain of mandates (either way), too many mandates for the holder.
 */
export function donnerPouvoir(demande: DemandePouvoir): Decision<Pouvoir> {
  const { mandantId, mandataireId, membres, emargements, pouvoirs, reglement } = demande;
  const ouverte = exigerAvantCloture(demande.etat, 'donner pouvoir');
  if (!ouverte.ok) return ouverte;
  const mandant = membres.find((m) => m.id === mandantId);
  if (!mandant || mandant.voix === 0) {
    return refuserPouvoir('Seul un membre ayant voix délibérative peut donner pouvoir.', 'mandantId');
  }
  if (!membres.some((m) => m.id === mandataireId)) {
    return refuserPouvoir('Le pouvoir ne peut être donné qu’à un membre de la conférence.', 'mandataireId');
  }
  if (mandantId === mandataireId) {
    return refuserPouvoir('Un membre ne peut pas se donner pouvoir à lui-même.', 'mandataireId');
  }
  if (emargements.some((e) => e.membreId === mandantId)) {
    return refuserPouvoir('Ce membre, ou son suppléant, siège : il vote lui-même.', 'mandantId');
  }
  if (pouvoirs.some((p) => p.mandantId === mandantId)) {
    return refuserPouvoir('Ce membre a déjà donné pouvoir.', 'mandantId');
  }
  if (pouvoirs.some((p) => p.mandataireId === mandantId)) {
    return refuserPouvoir('Ce membre a reçu un pouvoir : il ne peut pas donner le sien.', 'mandantId');
  }
  if (pouvoirs.some((p) => p.mandantId === mandataireId)) {
    return refuserPouvoir('Le mandataire a lui-même donné pouvoir : il ne siégera pas.', 'mandataireId');
  }
  if (pouvoirs.filter((p) => p.mandataireId === mandataireId).length >= reglement.pouvoirsMax) {
    return refuserPouvoir(
      `Le mandataire détient déjà ${compter(reglement.pouvoirsMax, 'pouvoir')}, le maximum du règlement.`,
      'mandataireId',
    );
  }
  return accepter({ mandantId, mandataireId });
}

export interface DemandeDeport {
  etat: EtatSeance;
  membreId: string;
  pointId: string;
  motif: MotifDeport;
  membres: readonly MembreSeance[];
  pointIds: readonly string[];
  deports: readonly Deport[];
  /** Seats that have already voted on this item. */
  votantIds: readonly string[];
}

/**
 * A member withdraws from one item: he neither votes nor carries a mandate on it (R23).
 * Refusals, in this order: ETAT_INVALIDE, INTROUVABLE (member, item), DOUBLON, VOTE_DEJA_EXPRIME.
 */
export function declarerDeport(demande: DemandeDeport): Decision<Deport> {
  const { membreId, pointId, motif } = demande;
  const ouverte = exigerAvantCloture(demande.etat, 'déclarer un déport');
  if (!ouverte.ok) return ouverte;
  if (!demande.membres.some((m) => m.id === membreId)) {
    return refuser('INTROUVABLE', 'Ce siège n’existe pas dans la conférence.', 'membreId');
  }
  if (!demande.pointIds.includes(pointId)) {
    return refuser('INTROUVABLE', 'Ce point ne figure pas à l’ordre du jour.', 'pointId');
  }
  if (demande.deports.some((d) => d.membreId === membreId && d.pointId === pointId)) {
    return refuser('DOUBLON', 'Le déport de ce membre sur ce point est déjà déclaré.', 'membreId');
  }
  if (demande.votantIds.includes(membreId)) {
    return refuser('VOTE_DEJA_EXPRIME', 'Ce membre a déjà voté sur ce point : le scrutin est à annuler.', 'membreId');
  }
  return accepter({ membreId, pointId, motif });
}
