import { somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision, type DetailRefus } from '../refus.js';
import { conventionnable, partsActives, type PartSuivie } from '../seance/plan.js';
import { compter } from '../texte/accord.js';
import type { DonneesConvention } from './donnees.js';
import { mentionsManquantes } from './mentions.js';

export interface DemandeConvention {
  parts: readonly (PartSuivie & { id: string })[];
  coutTotal: Centimes;
  donnees: DonneesConvention;
  /** The call lets a share stand under a condition precedent (finding 1). */
  sousReserveAdmise?: boolean;
  /** The shares of the other conventions of a set, which already commit them (R33). */
  conventionneesAdmises?: boolean;
}

export interface ConventionGeneree {
  etat: 'PROJET';
  /** Sum of the funders' shares, own resources left out (I11), in centimes. */
  total: Centimes;
}

/**
 * May the convention be made? Refusals, in this order: ETAT_INVALIDE with every share not engaged in `details`,
 * PLAN_DESEQUILIBRE (the plan does not sum to the cost), CONFLIT_VERSION (the data to print say something else than the
 * shares), INCOMPLET with every missing mention in `details` (R24, R27–R33).
 */
export function genererConvention(demande: DemandeConvention): Decision<ConventionGeneree> {
  const { parts, coutTotal, donnees, sousReserveAdmise, conventionneesAdmises } = demande;
  const { ressourcesPropres } = donnees.plan;
  const verdict = premierRefus(
    () => conventionnable({ parts, coutTotal, ressourcesPropres }, { sousReserveAdmise, conventionneesAdmises }),
    () => exigerDonneesFideles(demande),
    () => exigerMentions(donnees),
  );
  if (!verdict.ok) return verdict;
  return accepter({ etat: 'PROJET', total: somme(partsActives(parts).map((part) => part.montant)) });
}

function exigerDonneesFideles({ parts, coutTotal, donnees }: DemandeConvention): Decision {
  const actives = partsActives(parts);
  const { lignes } = donnees.plan;
  const details = actives.flatMap((part): DetailRefus[] => {
    const ligne = lignes.find((l) => l.partId === part.id);
    if (ligne?.montant === part.montant) return [];
    const message = 'Le tableau de financement ne reprend pas le montant engagé de cette part.';
    return [{ code: 'CONFLIT_VERSION', chemin: `parts[${parts.indexOf(part)}].montant`, message }];
  });
  if (details.length === 0 && lignes.length === actives.length && donnees.cout.total === coutTotal) return accepter();
  return refuser(
    'CONFLIT_VERSION',
    'Les données à imprimer ne correspondent plus au dossier : reprenez la génération.',
    'donnees',
    details,
  );
}

function exigerMentions(donnees: DonneesConvention): Decision {
  const details = mentionsManquantes(donnees);
  if (details.length === 0) return accepter();
  return refuser(
    'INCOMPLET',
    `${compter(details.length, 'mention obligatoire manque', 'mentions obligatoires manquent')} à la convention.`,
    details[0]?.chemin,
    details,
  );
}
