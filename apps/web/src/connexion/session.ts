import { createContext, useContext, useEffect, useState } from 'react';

export interface OrganismePossible {
  id: string;
  nom: string;
  roles: string[];
}

/** Who is connected, as the server says it; null when nobody is. */
export interface Session {
  utilisateur: { prenom: string; nom: string };
  organisme: OrganismePossible | null;
  organismes: OrganismePossible[];
}

/** undefined: not known yet. */
export type EtatSession = Session | null | undefined;

/** Time for the answer that carries the new cookie to come. */
const RENOUVELLEMENT_MS = 700;

/** The organisation that this page speaks for. Each request names it, so that another tab cannot change it underneath. */
let organismePage: string | undefined;

export function entetesOrganisme(): Record<string, string> {
  return organismePage ? { 'X-Organisme': organismePage } : {};
}

/**
 * Asks, and asks once more on 401: a session that has ended, or whose cookie another request has just renewed, is answered once
 * by 401, and the browser then has the right cookie, or none.
 */
export async function demander(adresse: RequestInfo | URL, options?: RequestInit, encore = options): Promise<Response> {
  const reponse = await fetch(adresse, options);
  if (reponse.status !== 401) return reponse;
  await new Promise((suite) => setTimeout(suite, RENOUVELLEMENT_MS));
  return fetch(adresse, encore);
}

async function lireSession(): Promise<Session | null> {
  const reponse = await demander('/connexion/session', { headers: { accept: 'application/json' } });
  if (!reponse.ok) return null;
  const { session } = (await reponse.json()) as { session: Session | null };
  organismePage = session?.organisme?.id;
  return session;
}

export const ContexteSession = createContext<EtatSession>(undefined);

export function useSession(): EtatSession {
  return useContext(ContexteSession);
}

/** Asked once a page load: logging in, out, or changing organisation all load the page again. */
export function useLectureDeSession(): EtatSession {
  const [session, setSession] = useState<EtatSession>(undefined);
  useEffect(() => {
    lireSession().then(setSession, () => setSession(null));
  }, []);
  return session;
}

/** A path of this site, or its home page. */
export function cheminSur(chemin: string | null): string {
  const url = new URL(chemin ?? '/', window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search : '/';
}

/** Acts from now on for this organisation. False when the person has no right there any more. */
export async function choisirOrganisme(organismeId: string): Promise<boolean> {
  const reponse = await fetch('/connexion/organisme', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ organismeId }),
  });
  return reponse.ok;
}

/** Leaves the platform, then the provider. */
export async function seDeconnecter(): Promise<void> {
  const reponse = await fetch('/deconnexion', { method: 'POST', headers: { accept: 'application/json' } });
  const { adresse } = (await reponse.json()) as { adresse?: string };
  window.location.assign(adresse ?? '/');
}
