/*
 * The client of the crash proof, a process of its own: it sends `doterEnveloppe` to the API without end, writes each
 * acknowledgement to its notebook, sends again with the same key whatever got no answer, and expects to be killed at any
 * moment. Usage: node client-pannes.js '<ReglagesClient as JSON>'
 */
import { pathToFileURL } from 'node:url';
import { Carnet, cleDe, lireCarnet, type Tentative } from './carnet.js';

export interface ReglagesClient {
  /** Address of the API. */
  readonly api: string;
  readonly jeton: string;
  readonly carnet: string;
  readonly ecrivains: number;
  readonly enveloppes: readonly string[];
}

const DELAI_REPONSE_MS = 8_000;
const MUTATION = `mutation ($demande: DoterEnveloppeInput!) {
  doterEnveloppe(demande: $demande) { __typename ... on Refus { code message } ... on Enveloppe { id } } }`;

interface Reponse {
  data?: { doterEnveloppe?: { __typename: string; code?: string; message?: string } | null } | null;
}

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/** Sends one act; its content follows from the attempt alone, so that it can be sent again exactly. */
async function envoyer({ api, jeton, enveloppes }: ReglagesClient, tentative: Tentative): Promise<Reponse> {
  const enveloppeId = enveloppes[tentative.n % enveloppes.length];
  const demande = { cle: cleDe(tentative), enveloppeId, montant: String(1_000 + tentative.ecrivain) };
  const reponse = await fetch(`${api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${jeton}` },
    body: JSON.stringify({ query: MUTATION, variables: { demande } }),
    signal: AbortSignal.timeout(DELAI_REPONSE_MS),
  });
  return (await reponse.json()) as Reponse;
}

/** Until an answer comes: a lost connection or a fault says nothing about what was written, so the same key goes again. */
async function insister(reglages: ReglagesClient, tentative: Tentative, carnet: Carnet): Promise<void> {
  for (;;) {
    const reponse = await envoyer(reglages, tentative).catch(() => undefined);
    const resultat = reponse?.data?.doterEnveloppe;
    if (resultat?.__typename === 'Enveloppe') return carnet.acquit(tentative);
    if (resultat) return carnet.refus(tentative, `${resultat.code} ${resultat.message}`);
    await attendre(50);
  }
}

/** Takes the notebook up where it stopped, then goes on until SIGTERM. */
async function principal(reglages: ReglagesClient): Promise<void> {
  const releve = lireCarnet(reglages.carnet);
  const carnet = new Carnet(reglages.carnet);
  let arrete = false;
  process.on('SIGTERM', () => (arrete = true));
  const tenir = async (ecrivain: number) => {
    const siennes = [...releve.envoyees.values()].filter((t) => t.ecrivain === ecrivain);
    const sansReponse = siennes.filter((t) => !releve.acquises.has(cleDe(t)));
    for (const tentative of sansReponse) await insister(reglages, tentative, carnet);
    for (let n = Math.max(-1, ...siennes.map((t) => t.n)) + 1; !arrete; n += 1) {
      carnet.envoi({ ecrivain, n });
      await insister(reglages, { ecrivain, n }, carnet);
    }
  };
  await Promise.all(Array.from({ length: reglages.ecrivains }, (_, ecrivain) => tenir(ecrivain)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await principal(JSON.parse(process.argv[2] ?? '{}') as ReglagesClient);
}
