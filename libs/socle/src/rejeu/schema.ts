import {
  getNamedType,
  GraphQLID,
  GraphQLNonNull,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';

const DESCRIPTION_CLE = 'Clé de cet acte : un UUID v4 ou v7 que votre client tire au sort.';
const DESCRIPTION_ACTES =
  'Les actes. Chacun porte une clé : la même demande renvoyée sous la même clé ne compte qu’une fois et répond l’objet du ' +
  'premier acte, tel que vous pouvez le lire, avec « rejeu » dans les extensions. Sous la même clé, une autre demande est ' +
  'refusée. Un refus n’a rien changé et n’est pas retenu : corrigez, puis renvoyez sous la même clé. Une clé vaut trente jours.';

/** As the code-first builder would have made it from a decorator. */
function champCle(): GraphQLInputField & GraphQLArgument {
  return {
    name: 'cle',
    description: DESCRIPTION_CLE,
    type: new GraphQLNonNull(GraphQLID),
    defaultValue: undefined,
    deprecationReason: undefined,
    extensions: {},
    astNode: undefined,
  };
}

/** The input that a mutation takes as a whole, if it takes one. */
function entreeDe(mutation: GraphQLField<unknown, unknown>) {
  const type = mutation.args.find((a) => a.name === 'demande')?.type;
  const nomme = type && getNamedType(type);
  return isInputObjectType(nomme) ? nomme : undefined;
}

/**
 * Gives every mutation its key: a required field of its `demande`, or a required argument when it has none. Done here and not
 * by a decorator on each, so that a new mutation cannot be written without one.
 */
export function donnerCles(schema: GraphQLSchema): GraphQLSchema {
  const actes = schema.getMutationType();
  if (actes) actes.description = DESCRIPTION_ACTES;
  for (const mutation of Object.values(actes?.getFields() ?? {})) {
    const entree = entreeDe(mutation);
    if (entree) entree.getFields()['cle'] = champCle();
    else (mutation.args as GraphQLArgument[]).push(champCle());
  }
  return schema;
}

/** Mutations of a schema that can be asked for without a key. */
export function mutationsSansCle(schema: GraphQLSchema): string[] {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  return mutations
    .filter((m) => {
      const cle = entreeDe(m)?.getFields()['cle'] ?? m.args.find((a) => a.name === 'cle');
      return String(cle?.type) !== 'ID!';
    })
    .map((m) => m.name);
}
