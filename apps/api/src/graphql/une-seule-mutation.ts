import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Root fields of a selection, those behind fragments and aliases included. A fragment is walked once: spread twice, it merges. */
function champsRacines(selection: SelectionSetNode, contexte: ValidationContext, vus: Set<string>): number {
  return selection.selections.reduce((total, s) => {
    if (s.kind === Kind.FIELD) return total + 1;
    if (s.kind === Kind.INLINE_FRAGMENT) return total + champsRacines(s.selectionSet, contexte, vus);
    const fragment = contexte.getFragment(s.name.value);
    if (!fragment || vus.has(s.name.value)) return total;
    vus.add(s.name.value);
    return total + champsRacines(fragment.selectionSet, contexte, vus);
  }, 0);
}

/**
 * One act, one request: with several root mutations the first could succeed and the second fail, and aliases would multiply
 * the attempts behind a single count (trust.md T9, finding 6).
 */
export function uneSeuleMutation(contexte: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== 'mutation') return;
      if (champsRacines(operation.selectionSet, contexte, new Set()) <= 1) return;
      const message = 'Demandez une seule opération qui modifie par requête.';
      const extensions = { code: 'LIMITE_DEPASSEE', chemin: '' };
      contexte.reportError(new GraphQLError(message, { nodes: operation, extensions }));
    },
  };
}
