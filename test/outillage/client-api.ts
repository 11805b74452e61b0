import { completerCles } from './cles.js';

/** One GraphQL answer. */
export interface Reponse<T = Record<string, never>> {
  statut: number;
  data: T;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}

/** Sends an operation as it is. */
export async function envoyer<T>(
  url: string,
  jeton: string | null,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Reponse<T>> {
  const reponse = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(jeton ? { authorization: `Bearer ${jeton}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return { statut: reponse.status, ...((await reponse.json()) as Omit<Reponse<T>, 'statut'>) };
}

/** The application at this address, as the stories of the tests and of the proofs speak to it. */
export interface ClientApi {
  /**
   * Sends an operation and gives the whole answer, errors included (`gql` fails on them). A mutation without a key is given
   * one: each call is then an act of its own.
   */
  brut<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>): Promise<Reponse<T>>;
  gql<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>): Promise<T>;
}

export function clientDe(url: string): ClientApi {
  const brut = <T>(jeton: string | null, ecrite: string, donnees?: Record<string, unknown>): Promise<Reponse<T>> => {
    const { requete, variables } = completerCles(ecrite, donnees);
    return envoyer<T>(url, jeton, requete, variables);
  };
  return {
    brut,
    async gql<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>) {
      const { data, errors } = await brut<T>(jeton, requete, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}
