import type { EtatCandidature } from '../candidature/index.js';
import { definirCycle } from '../cycle.js';
import type { Role } from '../habilitation/roles.js';
import { accepter, refuser, type CodeRefus, type Decision, type DetailRefus } from '../refus.js';
import { CYCLE_SEANCE, type EtatSeance } from '../seance/cycles.js';

const GESTIONNAIRE: readonly Role[] = ['GESTIONNAIRE'];
/** A step that the machines take among themselves. */
const MACHINE: readonly Role[] = [];

/** Life of the generation of all the conventions of a session: asked for once, carried on whatever happens to a machine. */
export const CYCLE_GENERATION = definirCycle({
  objet: 'La génération',
  initial: 'EN_ATTENTE',
  etats: {
    EN_ATTENTE: 'en attente d’une machine',
    EN_COURS: 'en cours',
    ARRETEE: 'arrêtée',
    ECHOUEE: 'interrompue',
    TERMINEE: 'terminée',
  },
  actions: {
    prendre: 'commencer',
    rendre: 'remettre en attente',
    arreter: 'arrêter',
    reprendre: 'reprendre',
    abandonner: 'abandonner',
    terminer: 'terminer',
  },
  fleches: [
    { etat: 'EN_ATTENTE', action: 'prendre', vers: 'EN_COURS', roles: MACHINE },
    { etat: 'EN_ATTENTE', action: 'arreter', vers: 'ARRETEE', roles: GESTIONNAIRE },
    { etat: 'EN_COURS', action: 'prendre', vers: 'EN_COURS', roles: MACHINE },
    { etat: 'EN_COURS', action: 'rendre', vers: 'EN_ATTENTE', roles: MACHINE },
    { etat: 'EN_COURS', action: 'arreter', vers: 'ARRETEE', roles: GESTIONNAIRE },
    { etat: 'EN_COURS', action: 'abandonner', vers: 'ECHOUEE', roles: MACHINE },
    { etat: 'EN_COURS', action: 'terminer', vers: 'TERMINEE', roles: MACHINE },
    { etat: 'ARRETEE', action: 'reprendre', vers: 'EN_ATTENTE', roles: GESTIONNAIRE },
    { etat: 'ECHOUEE', action: 'reprendre', vers: 'EN_ATTENTE', roles: GESTIONNAIRE },
  ],
});

export type EtatGeneration = keyof typeof CYCLE_GENERATION.etats;
export type ActionGeneration = keyof typeof CYCLE_GENERATION.actions;

/** States in which it goes on by itself: at most one such generation a session. */
export const ETATS_GENERATION_VIVANTE: readonly EtatGeneration[] = ['EN_ATTENTE', 'EN_COURS'];

/** What becomes of one file of a generation. */
export const ETATS_LIGNE_GENERATION = ['A_FAIRE', 'FAITE', 'ECARTEE'] as const;
export type EtatLigneGeneration = (typeof ETATS_LIGNE_GENERATION)[number];

/** States of a session whose decisions are all taken. */
const ETATS_SEANCE_CLOSE: readonly EtatSeance[] = ['CLOSE', 'PV_REDIGE', 'PV_APPROUVE'];

/** A file on the agenda, as a generation needs to know it. */
export interface DossierDeSeance {
  candidatureId: string;
  etat: EtatCandidature;
  /** A convention stands for it. */
  conventionne: boolean;
}

export interface DemandeGeneration {
  etatSeance: EtatSeance;
  /** In the order of the agenda; a file that came back twice on it is there twice. */
  dossiers: readonly DossierDeSeance[];
  /** Files for which something is added to what the file says. */
  complements: readonly { candidatureId: string }[];
}

/**
 * The files whose convention is to be made: kept by the conference, without a convention that stands, each once, in the order
 * of the agenda. What is given for another file is left aside: it has had its convention in the meantime. Refusals in order:
 * ETAT_INVALIDE (the session is not closed; nothing to make), DOUBLON (a file completed twice).
 */
export function lancerGeneration(demande: DemandeGeneration): Decision<string[]> {
  const { etatSeance, dossiers, complements } = demande;
  if (!ETATS_SEANCE_CLOSE.includes(etatSeance)) {
    const etat = CYCLE_SEANCE.etats[etatSeance];
    const message = `La séance est à l’état « ${etat} » : ses conventions se génèrent quand elle est close.`;
    return refuser('ETAT_INVALIDE', message, 'seanceId');
  }
  const retenus = dossiers.filter(({ etat, conventionne }) => etat === 'RETENU' && !conventionne);
  const ids = [...new Set(retenus.map((d) => d.candidatureId))];
  if (ids.length === 0) {
    const message = 'Aucun dossier retenu par cette séance n’attend sa convention.';
    return refuser('ETAT_INVALIDE', message, 'seanceId');
  }
  const completes = complements.map((c) => c.candidatureId);
  const double = completes.findIndex((id, i) => completes.indexOf(id) < i);
  if (double >= 0) {
    return refuser('DOUBLON', 'Ce dossier est complété deux fois.', `complements[${double}].candidatureId`);
  }
  return accepter(ids);
}

/** A batch makes first conventions only: whoever wants a new version of a draft asks for that one. Refusal: DOUBLON. */
export function exigerSansConvention(numero: string | null): Decision {
  if (numero === null) return accepter();
  const message = `La convention ${numero} existe déjà pour ce dossier : elle reste comme elle est.`;
  return refuser('DOUBLON', message, 'candidatureId');
}

/** What is kept of one file once treated. */
export type LigneTraitee =
  | { etat: 'FAITE'; conventionId: string }
  /** `code`: null when a fault of ours, and no rule, set it aside. */
  | { etat: 'ECARTEE'; code: CodeRefus | null; message: string; manques: DetailRefus[] };

const SANS_DROIT =
  'La personne qui a demandé cette génération n’a pas, ou n’a plus, le droit de faire cette convention.';

/** What the attempt on one file leaves: its convention, or why there is none, point by point. */
export function consignerLigne(issue: Decision<string>): LigneTraitee {
  if (issue.ok) return { etat: 'FAITE', conventionId: issue.fait };
  const { code, message, details = [] } = issue.refus;
  // A right narrower than the session, or taken back since: the sentence is for whoever reads the batch.
  if (code === 'INTROUVABLE' || code === 'INTERDIT') {
    return { etat: 'ECARTEE', code: 'INTERDIT', message: SANS_DROIT, manques: [] };
  }
  return { etat: 'ECARTEE', code, message, manques: details };
}

/** A fault while a file was treated: it sets that file aside, and stops no other. */
export const LIGNE_EN_PANNE: LigneTraitee = {
  etat: 'ECARTEE',
  code: null,
  message: 'Une erreur interne a interrompu la génération de cette convention : générez-la seule.',
  manques: [],
};

/** How far a generation is. */
export interface BilanGeneration {
  total: number;
  faites: number;
  ecartees: number;
  restantes: number;
  /** Share of the files treated, in whole per cent: 100 only when none is left. */
  avancement: number;
}

export function bilanGeneration(lignes: readonly EtatLigneGeneration[]): BilanGeneration {
  const compter = (etat: EtatLigneGeneration) => lignes.filter((l) => l === etat).length;
  const [faites, ecartees, restantes] = [compter('FAITE'), compter('ECARTEE'), compter('A_FAIRE')];
  const total = lignes.length;
  const avancement = total === 0 ? 100 : Math.floor((100 * (faites + ecartees)) / total);
  return { total, faites, ecartees, restantes, avancement };
}
