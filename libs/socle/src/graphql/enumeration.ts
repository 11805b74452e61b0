import { registerEnumType } from '@nestjs/graphql';

/** Registers a closed list of the domain as a GraphQL enum, each value with the label that screens show. */
export function enumeration<T extends string>(
  nom: string,
  description: string,
  valeurs: readonly T[],
  libelles?: Readonly<Record<T, string>>,
): Record<T, T> {
  const objet = Object.fromEntries(valeurs.map((v) => [v, v])) as Record<T, T>;
  const valuesMap = libelles && Object.fromEntries(valeurs.map((v) => [v, { description: libelles[v] }]));
  registerEnumType(objet, { name: nom, description, ...(valuesMap ? { valuesMap: valuesMap as never } : {}) });
  return objet;
}
