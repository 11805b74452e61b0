import {
  chercherOptimum,
  compter,
  exigeCalcul,
  prixEntree,
  type Instance,
  type PlanOptimal,
  type PrixEntree,
} from '@tdt/domaine';
import { PENDANT_UNE_REQUETE } from './recherche.js';

/** What it costs to have a project in the plan, beside the best plan. */
export interface PrixDeProjet {
  reference: PlanOptimal;
  prix: PrixEntree;
  /** Both scores are proved. */
  prouve: boolean;
}

/** A price is an order of magnitude for a debate: on a large instance the search is shorter, and its doubt is said. */
const NOEUDS_GRANDE_INSTANCE = 100;

/** The best plan, and the best one that keeps this project. */
export async function chercherPrix(instance: Instance, projet: string): Promise<PrixDeProjet> {
  const { solveur, ...moyens } = PENDANT_UNE_REQUETE;
  const grande = exigeCalcul(instance.projets.length, instance.enveloppes.length);
  const options = grande ? { ...moyens, noeudsMaximum: NOEUDS_GRANDE_INSTANCE } : moyens;
  const reference = await chercherOptimum(instance, solveur, options);
  if (reference.retenus.includes(projet)) {
    const prix: PrixEntree = { issue: 'POSSIBLE', plan: reference, score: 0n, montant: 0n };
    return { reference, prix, prouve: reference.preuves.score };
  }
  const prix = await prixEntree(instance, solveur, projet, reference, options);
  const certain = prix.issue === 'IMPOSSIBLE' || (prix.issue === 'POSSIBLE' && prix.plan.preuves.score);
  return { reference, prix, prouve: reference.preuves.score && certain };
}

/** The price in a sentence, when the project can be kept. */
export function phraseDePrix(
  { reference, prix, prouve }: PrixDeProjet,
  projet: string,
  nommer: (id: string) => string,
): string {
  if (prix.issue === 'IMPOSSIBLE') return 'Les contraintes du plan ne permettent pas de le retenir.';
  if (prix.issue === 'INCONNU') return 'La recherche s’est arrêtée avant de trouver un plan qui le retienne.';
  if (reference.retenus.includes(projet)) return 'Le meilleur plan le retient déjà.';
  const sortants = reference.retenus.filter((id) => !prix.plan.retenus.includes(id)).map((id) => `« ${nommer(id)} »`);
  const suite = sortants.length > 0 ? `sortiraient ${sortants.join(', ')}` : 'rien ne sort';
  const reserve = prouve ? '' : ' Ces deux plans ne sont pas prouvés les meilleurs.';
  return `Le plan qui le retient a ${compter(prix.score, 'point')} de moins que le meilleur : ${suite}.${reserve}`;
}
