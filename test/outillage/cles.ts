import { nouvelId } from '@tdt/socle';
import {
  Kind,
  parse,
  print,
  visit,
  type ConstArgumentNode,
  type ConstObjectFieldNode,
  type DocumentNode,
  type FieldNode,
  type ValueNode,
} from 'graphql';

type Variables = Record<string, unknown>;

const nommee = <K extends Kind.ARGUMENT | Kind.OBJECT_FIELD>(kind: K, cle: unknown = nouvelId()) => ({
  kind,
  name: { kind: Kind.NAME as const, value: 'cle' },
  value: { kind: Kind.STRING as const, value: String(cle) },
});

/** The input as the test wrote it, with a key when it has none. A variable gets it in its value. */
function completer(demande: ValueNode, variables: Variables): ValueNode {
  if (demande.kind === Kind.VARIABLE) {
    const { value: nom } = demande.name;
    const valeur = variables[nom];
    if (typeof valeur === 'object' && valeur !== null && !('cle' in valeur)) {
      variables[nom] = { cle: nouvelId(), ...valeur };
    }
    return demande;
  }
  if (demande.kind !== Kind.OBJECT || demande.fields.some((f) => f.name.value === 'cle')) return demande;
  return { ...demande, fields: [...demande.fields, nommee(Kind.OBJECT_FIELD) as ConstObjectFieldNode] };
}

function avecCle(champ: FieldNode, variables: Variables): FieldNode {
  const args = champ.arguments ?? [];
  if (args.some((a) => a.name.value === 'cle')) return champ;
  if (!args.some((a) => a.name.value === 'demande')) {
    return { ...champ, arguments: [...args, nommee(Kind.ARGUMENT, variables['cle']) as ConstArgumentNode] };
  }
  const completes = args.map((a) => (a.name.value === 'demande' ? { ...a, value: completer(a.value, variables) } : a));
  return { ...champ, arguments: completes };
}

function lire(requete: string): DocumentNode | null {
  try {
    return parse(requete);
  } catch {
    return null;
  }
}

/**
 * Gives a key of its own to each mutation of a request that names none, as the client library of a program would: a test
 * that says nothing of keys is about something else; one that does names its key in the `demande`, or as the variable `cle`.
 * What is no mutation, or cannot be read, is left as it is.
 */
export function completerCles(requete: string, variables: Variables = {}): { requete: string; variables: Variables } {
  const document = /\bmutation\b/.test(requete) ? lire(requete) : null;
  if (!document) return { requete, variables };
  const completes = { ...variables };
  let profondeur = 0;
  const complet = visit(document, {
    OperationDefinition: (operation) => (operation.operation === 'mutation' ? undefined : false),
    FragmentDefinition: (fragment) => (fragment.typeCondition.name.value === 'Mutation' ? undefined : false),
    Field: {
      enter(champ) {
        profondeur += 1;
        return profondeur === 1 ? avecCle(champ, completes) : undefined;
      },
      leave() {
        profondeur -= 1;
      },
    },
  });
  return { requete: print(complet), variables: completes };
}
