import {
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What a generated document asks for below a field. */
export interface Profondeur {
  niveaux: number;
  /** Types on the path, so that a cycle is walked once and not for ever. */
  chemin: string[];
}

function argument(champ: GraphQLField<unknown, unknown>, id: string | undefined): string {
  const donnes = champ.args.flatMap((a) => {
    if (a.name === 'first') return ['first: 50'];
    if (String(a.type) === 'ID!') return [`${a.name}: "${id ?? ''}"`];
    return [];
  });
  return donnes.length > 0 ? `(${donnes.join(', ')})` : '';
}

/** True when the field needs an argument that this generator cannot make up. */
export function appelable(champ: GraphQLField<unknown, unknown>): boolean {
  return champ.args.every(
    (a) =>
      a.name === 'first' || !String(a.type).endsWith('!') || String(a.type) === 'ID!' || a.defaultValue !== undefined,
  );
}

function corps(schema: GraphQLSchema, type: GraphQLObjectType, { niveaux, chemin }: Profondeur): string {
  const champs = Object.values(type.getFields()).flatMap((champ) => {
    const sous = getNamedType(champ.type);
    if (!appelable(champ)) return [];
    if (isLeafType(sous)) return [champ.name];
    if (!isObjectType(sous)) return [];
    const passage = /(Connexion|Arete)$|^PageInfo$/.test(sous.name);
    if (!passage && (niveaux === 0 || chemin.filter((t) => t === sous.name).length >= 1)) return [];
    const suite = { niveaux: passage ? niveaux : niveaux - 1, chemin: passage ? chemin : [...chemin, sous.name] };
    return [`${champ.name}${argument(champ, undefined)} ${corps(schema, sous, suite)}`];
  });
  return `{ __typename ${champs.join(' ')} }`;
}

/** A document that asks, under one root field, for everything the schema shows down to `niveaux` objects. */
export function documentComplet(
  schema: GraphQLSchema,
  racine: GraphQLField<unknown, unknown>,
  niveaux: number,
  id?: string,
): string {
  const type = getNamedType(racine.type);
  const page = type.name.endsWith('Connexion');
  const depart = page ? { niveaux: niveaux + 1, chemin: [] } : { niveaux, chemin: [type.name] };
  const suite = isObjectType(type) ? corps(schema, type, depart) : '';
  return `{ ${racine.name}${argument(racine, id)} ${suite} }`;
}

/** Same for a root field asked with these arguments, whatever it answers: an object, a page, or an object or a refusal. */
export function documentAvec(
  schema: GraphQLSchema,
  racine: GraphQLField<unknown, unknown>,
  niveaux: number,
  args: string,
): string {
  const type = getNamedType(racine.type);
  const tete = `${racine.name}${args}`;
  if (isLeafType(type)) return `{ ${tete} }`;
  const membres = isUnionType(type) ? type.getTypes() : isObjectType(type) ? [type] : [];
  const corpsDe = (membre: GraphQLObjectType) => {
    const page = membre.name.endsWith('Connexion');
    return corps(schema, membre, page ? { niveaux: niveaux + 1, chemin: [] } : { niveaux, chemin: [membre.name] });
  };
  const selections = membres.map((membre) => `... on ${membre.name} ${corpsDe(membre)}`);
  return `{ ${tete} { __typename ${selections.join(' ')} } }`;
}

/** Every object of an answer, with the name of its type. */
export function objetsDe(valeur: unknown): { type: string; id?: string; totalCount?: number }[] {
  if (Array.isArray(valeur)) return valeur.flatMap(objetsDe);
  if (valeur === null || typeof valeur !== 'object') return [];
  const o = valeur as Record<string, unknown>;
  const ici = typeof o['__typename'] === 'string' ? [{ ...o, type: o['__typename'] }] : [];
  return [...ici, ...Object.values(o).flatMap(objetsDe)];
}
