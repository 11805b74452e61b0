import type { ApolloServerPlugin, BaseContext, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import type { RequeteIdentifiee } from '@tdt/socle';
import { GraphQLError } from 'graphql';
import type { Request } from 'express';
import { quiDemande, type Compteur } from '../debit.js';
import { coutRequete } from './cout.js';
import { exigerDocumentConnu } from './documents-de-confiance.js';

/**
 * Derived from our own documents: what the largest one asks, a fifth more (`limites.spec.ts` prints and checks both).
 * A list screen of fifty files with three nested levels is about 9 000 points.
 */
export const LIMITES = {
  profondeur: 12,
  alias: 15,
  directives: 5,
  lexemes: 1_500,
  cout: 20_000,
} as const;

/** What the operation gate needs: the trusted documents (null outside production) and the counter of costs. */
export interface GardeOperations {
  documents: ReadonlySet<string> | null;
  compteur: Compteur;
}

type Contexte = BaseContext & { req?: Request & RequeteIdentifiee };

function refuserOperation(code: string, message: string, reste: object = {}): never {
  throw new GraphQLError(message, { extensions: { code, chemin: '', ...reste } });
}

async function verifier(resolue: GraphQLRequestContextDidResolveOperation<Contexte>, garde: GardeOperations) {
  const { document, operation, schema, request, contextValue } = resolue;
  const requete = contextValue.req;
  if (!operation) return;
  if (!schema.getRootType(operation.operation)) {
    refuserOperation('REQUETE_INVALIDE', 'Cette plateforme n’a pas d’opération de cette sorte.');
  }
  if (operation.operation === 'subscription') {
    refuserOperation('REQUETE_INVALIDE', 'Un abonnement se prend par WebSocket (protocole graphql-transport-ws).');
  }
  if (garde.documents) {
    exigerDocumentConnu(document, garde.documents, requete?.headers.authorization !== undefined);
  }
  const cout = coutRequete(schema, document, operation, request.variables ?? {});
  if (cout > LIMITES.cout) {
    refuserOperation(
      'LIMITE_DEPASSEE',
      'La requête est trop grande : demandez moins de champs ou moins de lignes à la fois.',
      { cout },
    );
  }
  if (!requete) return;
  const attente = await garde.compteur('cout', quiDemande(requete).qui, Math.max(1, cout));
  if (attente !== null) {
    const message = `Vous avez demandé beaucoup de données en peu de temps : réessayez dans ${attente} seconde(s).`;
    refuserOperation('LIMITE_DEPASSEE', message, { attente });
  }
}

/** A request refused before it ran is the caller's fault, even where a plugin's throw would make Apollo say 500. */
function statutJuste(statut: number | undefined, codes: unknown[]): number | undefined {
  const notreFaute = codes.length === 0 || codes.includes('ERREUR_INTERNE');
  return statut === 500 && !notreFaute ? 400 : statut;
}

interface CorpsSimple {
  singleResult?: { errors?: readonly { extensions?: { code?: unknown } }[] };
}

/** Looks at each operation once it is known and before anything of it runs. */
export function greffonLimites(garde: GardeOperations): ApolloServerPlugin<Contexte> {
  return {
    async requestDidStart() {
      return {
        didResolveOperation: (resolue) => verifier(resolue, garde),
        async willSendResponse({ response }) {
          const erreurs = (response.body as CorpsSimple).singleResult?.errors ?? [];
          response.http.status = statutJuste(
            response.http.status,
            erreurs.map((e) => e.extensions?.code),
          );
        },
      };
    },
  };
}
