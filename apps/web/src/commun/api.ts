import { Client, fetchExchange } from 'urql';
import { demander, entetesOrganisme } from '../connexion/session.js';

interface Refusee {
  errors?: { extensions?: { code?: string; chemin?: string } }[];
}

function sansOrganisme(recus: HeadersInit | undefined): Headers {
  const entetes = new Headers(recus);
  entetes.delete('X-Organisme');
  return entetes;
}

/** Another tab has changed organisation, or a second factor is needed by now: the page starts again, or goes and gets it. */
async function repartir(reponse: Response): Promise<void> {
  const { errors } = (await reponse.json().catch(() => ({}))) as Refusee;
  const { code, chemin } = errors?.[0]?.extensions ?? {};
  if (chemin === 'X-Organisme') window.location.reload();
  if (code === 'AUTHENTIFICATION_FAIBLE' && chemin) window.location.assign(chemin);
}

async function envoyer(adresse: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  // The second time as nobody in particular: the session may have ended.
  const reponse = await demander(adresse, options, { ...options, headers: sansOrganisme(options?.headers) });
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
