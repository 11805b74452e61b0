import { BadRequestException, Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { refusDeTexte } from '@tdt/domaine';
import { entreeInvalide } from './erreurs.js';

interface TexteRefuse {
  chemin: string;
  message: string;
}

/** The first text, however deep, that cannot be taken as it is. */
function premierRefuse(valeur: unknown, chemin: string): TexteRefuse | undefined {
  if (typeof valeur === 'string') {
    const message = refusDeTexte(valeur);
    return message === null ? undefined : { chemin, message };
  }
  if (valeur === null || typeof valeur !== 'object' || valeur instanceof Date) return undefined;
  for (const [cle, v] of Object.entries(valeur)) {
    const suite = Array.isArray(valeur) ? `${chemin}[${cle}]` : chemin === '' ? cle : `${chemin}.${cle}`;
    const trouve = premierRefuse(v, suite);
    if (trouve !== undefined) return trouve;
  }
  return undefined;
}

/**
 * At the door, for every argument of GraphQL and REST: a text that the database would refuse, or that does not read as it is
 * written (zero-width, turned around), is bad input, with its path, and not a fault of ours.
 */
@Injectable()
export class TextePropre implements PipeTransform {
  transform(valeur: unknown, { type, data }: ArgumentMetadata): unknown {
    if (type === 'custom') return valeur;
    const refuse = premierRefuse(valeur, typeof valeur === 'string' ? (data ?? '') : '');
    if (refuse === undefined) return valeur;
    throw type === 'param' ? new BadRequestException() : entreeInvalide(refuse.message, refuse.chemin);
  }
}
