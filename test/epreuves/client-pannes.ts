/*
 * The client of the crash proof, a process of its own: it sends its acts to the API without end, each writer one after the
 * other, writes each acknowledgement to its notebook, sends again with the same key whatever got no answer, and expects to be
 * killed at any moment. Usage: node client-pannes.js <file of ReglagesClient as JSON>
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { acteDe, EQUIPE, type Acte, type Cibles } from './actes-pannes.js';
import { Carnet, cleDe, lireCarnet, type Tentative } from './carnet.js';

export interface ReglagesClient {
  /** Address of the API. */
  readonly api: string;
  readonly carnet: string;
  readonly cibles: Cibles;
}

const DELAI_REPONSE_MS = 8_000;
/** A client in a hurry would give a recovering server more refusals to write than pages to recover. */
const PAUSE_MS = 200;
/** Still under way on the server: the same key goes again until it is answered. */
const EN_COURS = 'DEMANDE_EN_COURS';

interface Reponse {
  data?: { r?: { __typename: string; code?: string; message?: string } | null } | null;
  extensions?: { rejeu?: boolean };
}

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

async function envoyer(api: string, { jeton, requete, variables }: Acte): Promise<Reponse> {
  const reponse = await fetch(`${api}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${jeton}` },
    body: JSON.stringify({ query: requete, variables }),
    signal: AbortSignal.timeout(DELAI_REPONSE_MS),
  });
  return (await reponse.json()) as Reponse;
}

/** Until an answer comes: a lost connection or a fault says nothing about what was written, so the same key goes again. */
async function insister(api: string, acte: Acte, tentative: Tentative, carnet: Carnet): Promise<void> {
  for (;;) {
    const reponse = await envoyer(api, acte).catch(() => undefined);
    const resultat = reponse?.data?.r;
    if (resultat && resultat.__typename !== 'Refus') {
      return carnet.acquit(tentative, reponse.extensions?.rejeu === true);
    }
    if (resultat && resultat.code !== EN_COURS) {
      return carnet.refus(tentative, `${resultat.code} ${resultat.message}`);
    }
    await attendre(PAUSE_MS);
  }
}

/** Takes the notebook up where it stopped, then goes on until SIGTERM. */
async function principal({ api, carnet: chemin, cibles }: ReglagesClient): Promise<void> {
  const releve = lireCarnet(chemin);
  const carnet = new Carnet(chemin);
  let arrete = false;
  process.on('SIGTERM', () => (arrete = true));
  const tenir = async (ecrivain: number) => {
    const siennes = [...releve.envoyees.values()].filter((t) => t.ecrivain === ecrivain);
    const sansReponse = siennes.filter((t) => !releve.acquises.has(cleDe(t)));
    for (const tentative of sansReponse) {
      const acte = acteDe(cibles, tentative);
      if (acte) await insister(api, acte, tentative, carnet);
    }
    for (let n = Math.max(-1, ...siennes.map((t) => t.n)) + 1; !arrete; n += 1) {
      const acte = acteDe(cibles, { ecrivain, n });
      if (!acte) return;
      carnet.envoi({ ecrivain, n });
      await insister(api, acte, { ecrivain, n }, carnet);
    }
  };
  await Promise.all(EQUIPE.map((_, ecrivain) => tenir(ecrivain)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await principal(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ReglagesClient);
}
