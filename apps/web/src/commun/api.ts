import {
  Client,
  fetchExchange,
  gql as analyser,
  type AnyVariables,
  type CombinedError,
  type TypedDocumentNode,
} from 'urql';
import { demander, entetesOrganisme } from '../connexion/session.js';

/**
 * An operation, with the types of its variables and of its answer, which come from schema.graphql (`npm run types`): what
 * the schema no longer says does not compile in the page that reads it.
 */
export function gql<T extends keyof DocumentsWeb>(
  texte: T,
): TypedDocumentNode<DocumentsWeb[T]['donnees'], DocumentsWeb[T]['variables']> {
  return analyser(texte);
}

/** What the API answers to this operation. */
export type DonneesDe<D> = D extends { __apiType?: (variables: never) => infer T } ? T : never;

/** An expected refusal, as the API words it; `chemin` names the faulty value in the words of the request. */
export interface Refus {
  code: string;
  message: string;
  chemin: string | null;
  details: readonly { code: string; chemin: string; message: string }[];
}

/** How a write ended. A breakdown (`panne`) leaves everything as it was, or was not answered: it may be sent again. */
export type Issue<Fait> =
  | { sorte: 'fait'; fait: Fait }
  | { sorte: 'refus'; refus: Refus }
  | { sorte: 'panne'; message: string; reference: string | null };

/** One submission of a form. Sent again after a breakdown, it keeps its key: the API acts once. */
export const nouvelleCle = (): string => crypto.randomUUID();

interface Refusee {
  errors?: { extensions?: { code?: string; chemin?: string } }[];
}

/** Another tab has changed organisation, or a second factor is needed by now: the page starts again, or goes and gets it. */
async function repartir(reponse: Response): Promise<void> {
  const { errors } = (await reponse.json().catch(() => ({}))) as Refusee;
  const { code, chemin } = errors?.[0]?.extensions ?? {};
  if (chemin === 'X-Organisme') window.location.reload();
  if (code === 'AUTHENTIFICATION_FAIBLE' && chemin) window.location.assign(chemin);
}

async function envoyer(adresse: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  const reponse = await demander(adresse, options);
  if (reponse.status === 403) await repartir(reponse.clone());
  return reponse;
}

/** The same origin serves the page and the API: no address to configure. POST only, as the API asks. */
export const clientGraphql = new Client({
  url: '/graphql',
  exchanges: [fetchExchange],
  preferGetMethod: false,
  fetch: envoyer,
  fetchOptions: () => ({ headers: entetesOrganisme() }),
});

/** The reference under which the server logged this fault, if it is one. */
export function referenceDe(erreur: CombinedError | undefined): string | null {
  const reference = erreur?.graphQLErrors[0]?.extensions['reference'];
  return typeof reference === 'string' ? reference : null;
}

const MUETTE = 'Le service ne répond pas. Vérifiez votre connexion, puis réessayez.';

function issueDErreur(erreur: CombinedError): Issue<never> {
  const [premiere] = erreur.graphQLErrors;
  const { code, chemin, details } = (premiere?.extensions ?? {}) as Partial<Refus>;
  if (!premiere || !code || code === 'ERREUR_INTERNE') {
    return { sorte: 'panne', message: premiere?.message ?? MUETTE, reference: referenceDe(erreur) };
  }
  // A malformed value is named from the variable (« d.titre »), a refusal from the form (« titre »).
  const propre = (c: string) => c.replace(/^(d|demande)\./, '');
  return {
    sorte: 'refus',
    refus: {
      code,
      message: premiere.message,
      chemin: chemin ? propre(chemin) : null,
      details: (details ?? []).map((point) => ({ ...point, code, chemin: propre(point.chemin) })),
    },
  };
}

/** What a page gives: the key of the act, at the root or inside the input `d`, is added here. */
type SansCle<V> = {
  [K in keyof V as K extends 'cle' ? never : K]: V[K] extends { cle: string } ? Omit<V[K], 'cle'> : V[K];
};

function avecCle(variables: object, cle: string): object {
  const { d } = variables as { d?: object };
  return d ? { ...variables, d: { ...d, cle } } : { ...variables, cle };
}

/**
 * Asks for a write: the only way by which a page does. The document aliases its mutation `r` and selects `__typename`.
 * `cle`: given by the form that submits, so that a second try of the same submission is the same act.
 */
export async function muter<D extends { r: { __typename: string } }, V extends AnyVariables>(
  document: TypedDocumentNode<D, V>,
  variables: SansCle<V>,
  { cle = nouvelleCle() }: { cle?: string } = {},
): Promise<Issue<Exclude<D['r'], { __typename: 'Refus' }>>> {
  const { data, error } = await clientGraphql.mutation(document, avecCle(variables, cle) as V).toPromise();
  if (error || !data) return error ? issueDErreur(error) : { sorte: 'panne', message: MUETTE, reference: null };
  const { r } = data;
  return r.__typename === 'Refus'
    ? { sorte: 'refus', refus: r as unknown as Refus }
    : { sorte: 'fait', fait: r as Exclude<D['r'], { __typename: 'Refus' }> };
}
