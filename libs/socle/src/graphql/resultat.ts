import type { Type } from '@nestjs/common';
import { createUnionType } from '@nestjs/graphql';
import { RefusType } from './refus.type.js';

/**
 * What a mutation answers: the object, or a refusal with its reason. The refusal is in the schema, so a client that
 * forgets it does not compile.
 */
export function resultatOuRefus<T extends Type<unknown>>(nom: string, type: T): T | typeof RefusType {
  return createUnionType({
    name: `${nom}Resultat`,
    description: 'L’objet écrit, ou la raison pour laquelle il ne l’a pas été.',
    types: () => [type, RefusType] as const,
    resolveType: (valeur: unknown) => (valeur instanceof RefusType ? RefusType : type),
  }) as unknown as T | typeof RefusType;
}
