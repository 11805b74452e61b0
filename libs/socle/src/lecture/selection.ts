import {
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** One field asked for: its key in the answer, its name, its arguments, and what is asked below it. */
export interface ChampDemande {
  cle: string;
  champ: string;
  args: Record<string, unknown>;
  type: GraphQLOutputType | undefined;
  /** Selection below the field, for the object type `nom`. */
  sous: (nom: string) => ChampDemande[];
}

type Contexte = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

function exclu(noeud: SelectionSetNode['selections'][number], ctx: Contexte): boolean {
  const saute = getDirectiveValues(GraphQLSkipDirective, noeud, ctx.variableValues);
  const inclut = getDirectiveValues(GraphQLIncludeDirective, noeud, ctx.variableValues);
  return saute?.['if'] === true || inclut?.['if'] === false;
}

function concerne(condition: string | undefined, type: GraphQLObjectType, ctx: Contexte): boolean {
  if (!condition || condition === type.name) return true;
  const vise = ctx.schema.getType(condition);
  return isAbstractType(vise) && ctx.schema.isSubType(vise, type);
}

function ramasser(
  ensembles: SelectionSetNode[],
  type: GraphQLObjectType,
  ctx: Contexte,
  parCle: Map<string, FieldNode[]>,
): Map<string, FieldNode[]> {
  for (const selection of ensembles.flatMap((e) => e.selections)) {
    if (exclu(selection, ctx)) continue;
    if (selection.kind === 'Field') {
      const cle = selection.alias?.value ?? selection.name.value;
      parCle.set(cle, [...(parCle.get(cle) ?? []), selection]);
      continue;
    }
    const fragment = selection.kind === 'InlineFragment' ? selection : ctx.fragments[selection.name.value];
    if (fragment && concerne(fragment.typeCondition?.name.value, type, ctx)) {
      ramasser([fragment.selectionSet], type, ctx, parCle);
    }
  }
  return parCle;
}

/** The fields asked for on `nom`, fragments merged and `@skip`/`@include` applied, as graphql-js itself would. */
export function champsDemandes(noeuds: readonly FieldNode[], nom: string, ctx: Contexte): ChampDemande[] {
  const type = ctx.schema.getType(nom);
  if (!isObjectType(type)) throw new Error(`${nom} n’est pas un type objet du schéma`);
  const ensembles = noeuds.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []));
  return [...ramasser(ensembles, type, ctx, new Map())].map(([cle, memes]) => {
    const premier = memes[0] as FieldNode;
    const definition = type.getFields()[premier.name.value];
    return {
      cle,
      champ: premier.name.value,
      args: definition ? getArgumentValues(definition, premier, ctx.variableValues) : {},
      type: definition?.type,
      sous: (nomSous: string) => champsDemandes(memes, nomSous, ctx),
    };
  });
}

/** Name of the type behind lists and non-nulls. */
export function nomDuType(type: GraphQLOutputType | undefined): string {
  return type ? getNamedType(type).name : '';
}
