import { BadRequestException, Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { entreeInvalide } from './erreurs.js';

const MESSAGE = 'Ce texte contient un caractère qui ne s’écrit pas.';

/** In a Unicode regular expression, a surrogate matches only when it is alone. */
const ILLISIBLE = /\0|\p{Surrogate}/u;

/** Path of the first text that PostgreSQL cannot store as it is: a null character, half of a surrogate pair. */
function cheminIllisible(valeur: unknown, chemin: string): string | undefined {
  if (typeof valeur === 'string') return ILLISIBLE.test(valeur) ? chemin : undefined;
  if (valeur === null || typeof valeur !== 'object' || valeur instanceof Date) return undefined;
  for (const [cle, v] of Object.entries(valeur)) {
    const suite = Array.isArray(valeur) ? `${chemin}[${cle}]` : chemin === '' ? cle : `${chemin}.${cle}`;
    const trouve = cheminIllisible(v, suite);
    if (trouve !== undefined) return trouve;
  }
  return undefined;
}

/**
 * At the door, for every argument of GraphQL and REST: a text that the database would refuse or silently change is bad
 * input, with its path, and not a fault of ours.
 */
@Injectable()
export class TextePropre implements PipeTransform {
  transform(valeur: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type === 'custom') return valeur;
    const chemin = cheminIllisible(valeur, typeof valeur === 'string' ? (data ?? '') : '');
    if (chemin === undefined) return valeur;
    throw type === 'param' ? new BadRequestException() : entreeInvalide(MESSAGE, chemin);
  }
}
