import {
  CYCLE_PART,
  CYCLE_SCRUTIN,
  type ActionPart,
  type EtatPart,
  type EtatScrutin,
  type EtatSeance,
} from '../seance/index.js';
import { avancer } from '../cycle.js';
import { somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_TOUR, type EtatTour } from './cycle-tour.js';
import { exigerSeanceDeTour } from './ouvrir-tour.js';

/** One amount of a plan: what one envelope brings to one project. */
export interface LigneDePlan {
  candidatureId: string;
  financeurId: string;
  enveloppeId: string;
  dispositif: string;
  montant: Centimes;
}

/** An envelope at the instant of freezing. */
export interface EnveloppeDeTour {
  id: string;
  financeur: string;
  statut: string;
  /** What it may still give, in cents: available, or kept for shares that the plan replaces. Never shown. */
  mobilisable: Centimes;
}

export interface DemandeFigement {
  etatSeance: EtatSeance;
  etatTour: EtatTour;
  /** Ballots on the items of the round, cancelled ones left out. */
  etatsScrutins: readonly EtatScrutin[];
  /** Files of the round that still wait for the session. */
  candidaturesInscrites: readonly string[];
  lignes: readonly LigneDePlan[];
  enveloppes: readonly EnveloppeDeTour[];
}

/**
 * May this plan be frozen and put to the session? Refusals, in this order: ETAT_INVALIDE (round not revealed, session, ballot
 * under way), INCOMPLET (no project kept), ETAT_INVALIDE (a file left the session), then ETAT_INVALIDE or
 * ENVELOPPE_INSUFFISANTE with the envelopes in cause: who, never how much.
 */
export function figerProposition(demande: DemandeFigement): Decision {
  const { etatSeance, etatTour, etatsScrutins, lignes } = demande;
  return premierRefus(
    () => exigerTourRevele(etatTour),
    () => exigerSeanceDeTour(etatSeance),
    () => exigerSansScrutin(etatsScrutins),
    () =>
      lignes.length > 0
        ? accepter()
        : refuser('INCOMPLET', 'Cette proposition ne retient aucun projet : il n’y a rien à figer.', 'type'),
    () =>
      lignes.every((l) => demande.candidaturesInscrites.includes(l.candidatureId))
        ? accepter()
        : refuser('ETAT_INVALIDE', 'Un projet de cette proposition a quitté la séance.', 'tourId'),
    () => exigerEnveloppes(demande),
  );
}

/** What the plans of a round are made from is known once it is revealed. Refusal: ETAT_INVALIDE. */
export function exigerTourRevele(etat: EtatTour): Decision {
  if (etat === 'REVELE') return accepter();
  const message = `Le tour est à l’état « ${CYCLE_TOUR.etats[etat]} » : ses annonces ne sont pas révélées.`;
  return refuser('ETAT_INVALIDE', message, 'tourId');
}

function exigerSansScrutin(etats: readonly EtatScrutin[]): Decision {
  const enCours = etats.find((etat) => etat === 'OUVERT' || etat === 'CLOS');
  if (!enCours) return accepter();
  const message = `Un scrutin de ce tour est à l’état « ${CYCLE_SCRUTIN.etats[enCours]} » : sa proposition ne change plus.`;
  return refuser('ETAT_INVALIDE', message, 'tourId');
}

function exigerEnveloppes({ enveloppes, lignes }: DemandeFigement): Decision {
  const details = enveloppes.flatMap(({ id, financeur, statut, mobilisable }, rang): DetailRefus[] => {
    const demande = somme(lignes.filter((l) => l.enveloppeId === id).map((l) => l.montant));
    const chemin = `enveloppes[${rang}]`;
    if (demande === 0n) return [];
    if (statut !== 'OUVERTE') {
      return [{ code: 'ETAT_INVALIDE', chemin, message: `L’enveloppe de ${financeur} est gelée ou close.` }];
    }
    if (demande <= mobilisable) return [];
    const message = `L’enveloppe de ${financeur} ne couvre plus ce que la proposition lui demande.`;
    return [{ code: 'ENVELOPPE_INSUFFISANTE', chemin, message }];
  });
  const [premier] = details;
  if (!premier) return accepter();
  const message = 'Une enveloppe ne permet plus cette proposition : rien n’est figé.';
  return refuser(premier.code, message, premier.chemin, details);
}

/** A share before the vote, as the freezing finds it. */
export interface PartAvantVote extends LigneDePlan {
  id: string;
  etat: EtatPart;
}

/** What the freezing does to the shares of the round. */
export interface RemplacementParts<Ligne extends LigneDePlan = LigneDePlan> {
  /** Shares that stop counting, and how. */
  fins: { partId: string; action: ActionPart; etat: EtatPart; parLigne: Ligne | null }[];
  /** Lines that are already proposed to the cent, by the share that does it. */
  gardees: { partId: string; ligne: Ligne }[];
  /** Lines that need a new share. */
  creees: Ligne[];
}

/**
 * The shares that the session votes are those of the plan, to the cent. A share that says the same stays; one of the same
 * funder and programme that says something else is replaced, never overwritten; every other proposed share of these projects
 * is withdrawn, and nothing stays prepared for a project that the plan leaves out.
 */
export function remplacerParts<Ligne extends LigneDePlan>(
  parts: readonly PartAvantVote[],
  lignes: readonly Ligne[],
): RemplacementParts<Ligne> {
  const bilan: RemplacementParts<Ligne> = { fins: [], gardees: [], creees: [] };
  const retenus = new Set(lignes.map((l) => l.candidatureId));
  const vues = new Set<string>();
  for (const ligne of lignes) {
    const part = parts.find((p) => memePart(p, ligne));
    if (part) vues.add(part.id);
    if (part && part.etat === 'PROPOSEE' && part.montant === ligne.montant && part.enveloppeId === ligne.enveloppeId) {
      bilan.gardees.push({ partId: part.id, ligne });
      continue;
    }
    if (part) bilan.fins.push(finDe(part, ligne));
    bilan.creees.push(ligne);
  }
  for (const part of parts) {
    if (vues.has(part.id) || (part.etat !== 'PROPOSEE' && retenus.has(part.candidatureId))) continue;
    bilan.fins.push(finDe<Ligne>(part, null));
  }
  return bilan;
}

function memePart(part: LigneDePlan, ligne: LigneDePlan): boolean {
  return (
    part.candidatureId === ligne.candidatureId &&
    part.financeurId === ligne.financeurId &&
    part.dispositif === ligne.dispositif
  );
}

/** Throws on a share that a vote has already settled: the caller gives only those before it. */
function finDe<Ligne extends LigneDePlan>(
  part: PartAvantVote,
  ligne: Ligne | null,
): RemplacementParts<Ligne>['fins'][number] {
  const reduite = ligne !== null && part.etat === 'PROPOSEE' && ligne.montant < part.montant;
  const action: ActionPart = reduite ? 'reduire' : 'retirer';
  const suite = avancer(CYCLE_PART, part.etat, action);
  if (!suite.ok) throw new Error(`Part ${part.id} : ${suite.refus.message}`);
  return { partId: part.id, action, etat: suite.fait, parLigne: ligne };
}

/** One share as the vote counts it. */
interface PartComptee {
  enveloppeId: string | null;
  montant: Centimes;
}

/** Are the shares put to the vote those of the frozen proposition, to the cent? Refusal: ETAT_INVALIDE. */
export function exigerPartsFigees(parts: readonly PartComptee[], lignes: readonly PartComptee[]): Decision {
  if (lignes.length === 0) {
    const message = 'Ce projet n’est pas retenu par la proposition figée : il n’y a pas de plan à voter.';
    return refuser('ETAT_INVALIDE', message, 'pointId');
  }
  const cles = (comptees: readonly PartComptee[]) =>
    comptees
      .map(({ enveloppeId, montant }) => `${enveloppeId} ${montant}`)
      .toSorted()
      .join('|');
  if (cles(parts) === cles(lignes)) return accepter();
  const message = 'La proposition figée ne correspond plus aux parts proposées : figez-en une nouvelle.';
  return refuser('ETAT_INVALIDE', message, 'pointId');
}
