import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Lines of a page when the request does not say: the default of `PageArgs`. */
const PAGE_PAR_DEFAUT = 20;
/** What a list without pages is counted for: the children of an object (rules, lieux, budget lines …). */
const LISTE_SANS_PAGE = 5;

interface Mesure {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  /** Cost of each fragment, once: fragments that spread each other twice would otherwise double at every level. */
  connus: Map<string, number>;
}

function champDe(type: GraphQLNamedType, nom: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[nom] : undefined;
}

/** How many times the children of a field may be answered: its page size, 1 when it is no list. */
function facteur(noeud: FieldNode, champ: GraphQLField<unknown, unknown>, variables: Record<string, unknown>): number {
  if (!champ.args.some((a) => a.name === 'first')) return String(champ.type).includes('[') ? LISTE_SANS_PAGE : 1;
  const donne = noeud.arguments?.find((a) => a.name.value === 'first');
  const valeur = donne ? valueFromASTUntyped(donne.value, variables) : PAGE_PAR_DEFAUT;
  return typeof valeur === 'number' && valeur > 0 ? valeur : PAGE_PAR_DEFAUT;
}

/** The lines of a connection are its `edges`: the page size has already been counted on the connection itself. */
function estArete(champ: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(champ.type).name.endsWith('Arete');
}

function coutDe(selection: SelectionSetNode, type: GraphQLNamedType, mesure: Mesure): number {
  return selection.selections.reduce((total, s) => {
    if (s.kind === Kind.FIELD) return total + coutChamp(s, type, mesure);
    if (s.kind === Kind.FRAGMENT_SPREAD) return total + coutFragment(s.name.value, mesure);
    const sur = s.typeCondition ? mesure.schema.getType(s.typeCondition.name.value) : type;
    return total + (sur ? coutDe(s.selectionSet, sur, mesure) : 0);
  }, 0);
}

function coutFragment(nom: string, mesure: Mesure): number {
  const connu = mesure.connus.get(nom);
  if (connu !== undefined) return connu;
  // Zero while it is being counted: a fragment that contains itself is refused by graphql-js, here it must only not loop.
  mesure.connus.set(nom, 0);
  const fragment = mesure.fragments.get(nom);
  const type = fragment && mesure.schema.getType(fragment.typeCondition.name.value);
  const cout = fragment && type ? coutDe(fragment.selectionSet, type, mesure) : 0;
  mesure.connus.set(nom, cout);
  return cout;
}

function coutChamp(noeud: FieldNode, type: GraphQLNamedType, mesure: Mesure): number {
  const champ = champDe(type, noeud.name.value);
  if (!champ || !noeud.selectionSet) return 1;
  const fois = estArete(champ) ? 1 : facteur(noeud, champ, mesure.variables);
  return 1 + fois * coutDe(noeud.selectionSet, getNamedType(champ.type), mesure);
}

/**
 * What an operation may cost at the most: one point a value that it may bring back, a list counted for its page size. Known
 * before anything runs, so that a request of a few characters cannot ask for millions of values (trust.md, finding 6).
 */
export function coutRequete(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const racine = schema.getRootType(operation.operation);
  if (!racine) return 0;
  const definitions = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(definitions.map((f) => [f.name.value, f]));
  return coutDe(operation.selectionSet, racine, { schema, fragments, variables, connus: new Map() });
}
