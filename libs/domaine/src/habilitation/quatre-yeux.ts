import { accepter, refuser, type Decision } from '../refus.js';
import type { ActionEcriture } from './actions.js';
import type { AgentHabilite } from './decider.js';
import type { RoleAccorde } from './roles.js';

/** Two acts that one person never does both, whatever the habilitation used for each. */
export interface PaireActes {
  premier: ActionEcriture;
  second: ActionEcriture;
  /** What the author of the first is told when he tries the second: who must do it, and what to do when there is nobody. */
  message: string;
}

/** Where the matrix of trust.md §3.2 says « 4 »: nobody completes alone what he has begun. */
export const QUATRE_YEUX: readonly PaireActes[] = [
  {
    premier: 'creerAppel',
    second: 'publierAppel',
    message:
      'Vous avez créé cet appel : un autre gestionnaire doit le publier. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'modifierAppel',
    second: 'publierAppel',
    message:
      'Vous avez modifié cet appel : un autre gestionnaire doit le publier. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'definirReglesFinancement',
    second: 'publierAppel',
    message:
      'Vous avez défini les règles de financement de cet appel : un autre gestionnaire doit le publier. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'enregistrerCandidatureRecue',
    second: 'deposerCandidature',
    message:
      'Vous avez enregistré la réception de ce dossier : un autre gestionnaire doit le déposer. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'creerEnveloppe',
    second: 'doterEnveloppe',
    message:
      'Vous avez ouvert cette enveloppe : une autre personne de votre organisme doit la doter. S’il n’y en a pas, invitez-la.',
  },
  {
    premier: 'redigerPv',
    second: 'approuverPv',
    message:
      'Vous avez rédigé ce procès-verbal : une autre personne doit l’approuver. S’il n’y en a pas, faites-le rédiger par un autre gestionnaire.',
  },
  {
    premier: 'voter',
    second: 'enregistrerEngagement',
    message:
      'Vous avez porté le vote de votre organisme sur cette part : une autre personne de votre organisme doit enregistrer l’acte qui l’engage. S’il n’y en a pas, invitez-la.',
  },
  {
    premier: 'genererConvention',
    second: 'mettreEnSignature',
    message:
      'Vous avez généré cette convention : un autre gestionnaire doit la mettre en signature. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'joindrePiece',
    second: 'enregistrerSignatureManuscrite',
    message:
      'Vous avez déposé cette numérisation : un autre gestionnaire doit enregistrer la signature qu’elle porte. S’il n’y en a pas, faites-la déposer par la partie.',
  },
  {
    premier: 'demanderSignatureExterne',
    second: 'verifierSignatureExterne',
    message:
      'Vous avez demandé cette signature : un autre gestionnaire doit vérifier ce qu’a renvoyé le prestataire. S’il n’y en a pas, faites habiliter un second gestionnaire.',
  },
  {
    premier: 'accorderHabilitation',
    second: 'confirmerHabilitation',
    message:
      'Vous avez accordé cette habilitation : une autre personne qui peut donner ce rôle doit la confirmer. S’il n’y en a pas, demandez à un administrateur.',
  },
];

/** Who did each first act, as stored; `null` for a row older than the rule, of which nobody knows the author. */
export type Auteurs = Partial<Record<ActionEcriture, readonly (string | null)[]>>;

/**
 * The second act of a pair by another person than the first. To be asked last: who is refused knows that nothing else is
 * missing. Refusal: QUATRE_YEUX. An author that the caller forgets to hand in is a fault, never a right. Source: trust.md
 * §3.2, T3.
 */
export function exigerQuatreYeux(agent: AgentHabilite, second: ActionEcriture, auteurs: Auteurs): Decision {
  const paires = QUATRE_YEUX.filter((paire) => paire.second === second);
  if (paires.length === 0) throw new Error(`${second} : aucune paire à quatre yeux`);
  for (const { premier, message } of paires) {
    const connus = auteurs[premier];
    if (connus === undefined) throw new Error(`${second} : l’auteur de ${premier} n’est pas donné`);
    if (connus.includes(agent.utilisateurId)) return refuser('QUATRE_YEUX', message);
  }
  return accepter();
}

/** Roles that take effect only once a second person has confirmed them: the staff of a call, and who governs (trust.md §3.2). */
export const ROLES_A_CONFIRMER: readonly RoleAccorde[] = ['INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN'];
