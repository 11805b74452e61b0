import { GraphQLError, parse, validate, type DocumentNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { resoudreChamp } from '@tdt/socle';
import { exigerDocumentConnu } from '../graphql/documents-de-confiance.js';
import { LIMITES } from '../graphql/limites.js';

/** What a subscription is checked against; `documents` null: any document, as outside production. */
export interface PorteDirecte {
  schema: GraphQLSchema;
  documents: ReadonlySet<string> | null;
  parJeton: boolean;
}

function invalide(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'REQUETE_INVALIDE', chemin: '' } });
}

function analyser(texte: string): DocumentNode | GraphQLError {
  try {
    return parse(texte, { maxTokens: LIMITES.lexemes });
  } catch (erreur) {
    return invalide(`La requête n’est pas valide : ${erreur instanceof Error ? erreur.message : ''}`);
  }
}

/**
 * What to execute, or why not. This channel carries subscriptions and nothing else: acts and reads pass by HTTP, where their
 * limits are.
 */
export function preparerOperation(
  { query, variables, operationName }: SubscribePayload,
  { schema, documents, parJeton }: PorteDirecte,
): ExecutionArgs | GraphQLError[] {
  const document = analyser(query);
  if (document instanceof GraphQLError) return [document];
  const [operation, ...autres] = document.definitions;
  if (autres.length > 0 || operation?.kind !== 'OperationDefinition' || operation.operation !== 'subscription') {
    return [invalide('Ce canal ne porte que des abonnements, un à la fois : le reste passe par POST /graphql.')];
  }
  const fautes = validate(schema, document, undefined, { maxErrors: 5 });
  if (fautes.length > 0) return fautes.map((f) => invalide(`La requête n’est pas valide : ${f.message}`));
  try {
    if (documents) exigerDocumentConnu(document, documents, parJeton);
  } catch (erreur) {
    if (erreur instanceof GraphQLError) return [erreur];
    throw erreur;
  }
  return { schema, document, operationName, variableValues: variables, fieldResolver: resoudreChamp };
}
