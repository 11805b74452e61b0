import { chercherOptimum, exigeCalcul, type Instance, type PlanOptimal } from '@tdt/domaine';
import { PENDANT_UNE_REQUETE } from './recherche.js';

/** What it costs to have a project in the plan. */
export interface PrixEntree {
  /** The best plan. */
  sans: PlanOptimal;
  /** The best plan that keeps the project; `null` when none can. */
  avec: PlanOptimal | null;
  prouve: boolean;
}

/** A price is an order of magnitude for a debate: on a large instance the search is shorter, and its gap is said. */
const NOEUDS_GRANDE_INSTANCE = 100;

/** The best plan beside the best one that keeps this project. */
export async function chercherPrixEntree(instance: Instance, projet: string): Promise<PrixEntree> {
  const { solveur, ...moyens } = PENDANT_UNE_REQUETE;
  const grande = exigeCalcul(instance.projets.length, instance.enveloppes.length);
  const options = grande ? { ...moyens, noeudsMaximum: NOEUDS_GRANDE_INSTANCE } : moyens;
  const sans = await chercherOptimum(instance, solveur, options);
  if (sans.retenus.includes(projet)) return { sans, avec: sans, prouve: sans.prouve };
  const avec = await chercherOptimum(instance, solveur, { ...options, imposes: [projet] });
  const prouve = sans.preuves.score && (avec.issue === 'IMPOSSIBLE' || avec.preuves.score);
  return { sans, avec: avec.issue === 'PLAN' ? avec : null, prouve };
}

/** The price in a sentence. */
export function phraseDePrix(
  { sans, avec, prouve }: PrixEntree,
  projet: string,
  nommer: (id: string) => string,
): string {
  if (!avec) return 'Aucun plan trouvé ne le retient.';
  if (sans.retenus.includes(projet)) return 'Le meilleur plan le retient déjà.';
  const sortants = sans.retenus.filter((id) => !avec.retenus.includes(id)).map((id) => `« ${nommer(id)} »`);
  const perte = `${sans.score - avec.score} point(s) de moins que le meilleur plan`;
  const reserve = prouve ? '' : ' Ces deux plans ne sont pas prouvés les meilleurs.';
  return `Le retenir coûte ${perte} : ${sortants.length > 0 ? `sortiraient ${sortants.join(', ')}` : 'rien ne sort'}.${reserve}`;
}
