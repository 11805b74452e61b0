import type { Decision } from '@tdt/domaine';
import { FauteDeFichier } from './lecture.js';

/** The fact of a decision of the domain; its refusal is a fault of the file, at the same place under `racine`. */
export function exiger<Fait>(decision: Decision<Fait>, racine: string): Fait {
  if (decision.ok) return decision.fait;
  const { chemin, message } = decision.refus;
  throw new FauteDeFichier(chemin === undefined ? racine : `${racine}.${chemin}`, message.replace(/\.$/, ''));
}
