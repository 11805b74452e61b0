import { DROITS, type Action, type Role } from '@tdt/domaine';
import { createContext, useContext, useEffect, useState } from 'react';

export interface OrganismePossible {
  id: string;
  nom: string;
  roles: Role[];
}

/** Who is connected, as the server says it; null when nobody is. */
export interface Session {
  utilisateur: { id: string; prenom: string; nom: string };
  organisme: OrganismePossible | null;
  organismes: OrganismePossible[];
  /** Ends then whatever happens; earlier after this many minutes without a request. */
  expireLe: string;
  inactiviteMaxMin: number;
}

/** undefined: not known yet. */
export type EtatSession = Session | null | undefined;

/** Time for the answer that carries the new cookie to come. */
const RENOUVELLEMENT_MS = 700;
/** What other tabs are told on: the login made in one of them. */
const CANAL = 'tdt-session';

/** Names of what this browser keeps of a person's work begin so. */
export const PREFIXE_GARDE = 'tdt.';

/** For whom this page speaks. Each request names the organisation, so that another tab cannot change it underneath. */
let page: Session | null = null;

/** While the session of this page is lost, its requests wait here: nothing that was being written is refused. */
let perte: { finie: Promise<void>; finir: () => void } | null = null;
const temoins = new Set<() => void>();

export function entetesOrganisme(): Record<string, string> {
  return page?.organisme ? { 'X-Organisme': page.organisme.id } : {};
}

export function abonnerPerte(temoin: () => void): () => void {
  temoins.add(temoin);
  return () => temoins.delete(temoin);
}

export function sessionPerdue(): boolean {
  return perte !== null;
}

function declarerPerte(): Promise<void> {
  if (!perte) {
    let finir = () => undefined as void;
    const finie = new Promise<void>((suite) => (finir = suite));
    perte = { finie, finir };
    temoins.forEach((temoin) => temoin());
  }
  return perte.finie;
}

const pause = () => new Promise((suite) => setTimeout(suite, RENOUVELLEMENT_MS));

async function lireSession(encore = true): Promise<Session | null> {
  const reponse = await fetch('/connexion/session', { headers: { accept: 'application/json' } });
  if (reponse.status === 401 && encore) return pause().then(() => lireSession(false));
  if (!reponse.ok) return null;
  const { session } = (await reponse.json()) as { session: Session | null };
  const heure = Date.parse(reponse.headers.get('date') ?? '');
  if (!Number.isNaN(heure)) decalage = heure - Date.now();
  if (session) noterActivite();
  return session;
}

/** Is the same person back? The organisation of this page is chosen again if the login has left it. */
export async function retrouverSession(): Promise<'revenue' | 'absente' | 'autre'> {
  const session = await lireSession().catch(() => null);
  if (!session) return 'absente';
  if (session.utilisateur.id !== page?.utilisateur.id) return 'autre';
  const attendu = page.organisme?.id;
  if (attendu && session.organisme?.id !== attendu && !(await choisirOrganisme(attendu))) return 'autre';
  page = { ...page, expireLe: session.expireLe };
  perte?.finir();
  perte = null;
  temoins.forEach((temoin) => temoin());
  return 'revenue';
}

/** After a 401: at once when the cookie had only been renewed, else once the person has logged in again. A visitor does not wait. */
export async function attendreSession(): Promise<void> {
  await pause();
  if (page && (await retrouverSession()) !== 'revenue') await declarerPerte();
}

/**
 * Asks on behalf of the page. 401 says that the cookie has been renewed meanwhile, and asking again is enough; or that the
 * session has ended, and the request waits for the person to log in again.
 */
export async function demander(adresse: RequestInfo | URL, options?: RequestInit): Promise<Response> {
  if (perte) await perte.finie;
  const reponse = await fetch(adresse, options);
  if (reponse.status !== 401) {
    if (page) noterActivite();
    return reponse;
  }
  await attendreSession();
  return fetch(adresse, options);
}

/** Tells the other tabs that somebody has just logged in. */
export function annoncerConnexion(): void {
  new BroadcastChannel(CANAL).postMessage('connexion');
}

/** Called when another tab announces a login, and when this one is looked at again. */
export function surRetour(rappel: () => void): () => void {
  const canal = new BroadcastChannel(CANAL);
  canal.addEventListener('message', rappel);
  window.addEventListener('focus', rappel);
  return () => {
    canal.close();
    window.removeEventListener('focus', rappel);
  };
}

/** When a request last kept the session alive, by the clock of this device: each tab tells the others. */
const VUE = `${PREFIXE_GARDE}session.vue`;
/** The server writes down an activity to the minute: the end may come that much sooner. */
const MARGE_MS = 60_000;
/** What the clock of the server has over that of this device. */
let decalage = 0;

function noterActivite(): void {
  localStorage.setItem(VUE, String(Date.now()));
}

/** When this session ends, by the clock of this device: if nothing more is asked, and whatever happens. */
export function finsPrevues(): { inactivite: number; absolue: number } | null {
  if (!page || perte) return null;
  const vue = Number(localStorage.getItem(VUE) ?? Date.now());
  return {
    inactivite: vue + page.inactiviteMaxMin * 60_000 - MARGE_MS,
    absolue: new Date(page.expireLe).getTime() - decalage,
  };
}

/** Keeps the session alive as any request does. False when it has already ended: the page then says so. */
export async function resterConnecte(): Promise<boolean> {
  const lue = await lireSession().catch(() => null);
  if (lue && page) page = { ...page, expireLe: lue.expireLe };
  if (!lue) void declarerPerte();
  return lue !== null;
}

export const ContexteSession = createContext<EtatSession>(undefined);

export function useSession(): EtatSession {
  return useContext(ContexteSession);
}

/** Asked once a page load: logging in, out, or changing organisation all load the page again. */
export function useLectureDeSession(): EtatSession {
  const [session, setSession] = useState<EtatSession>(undefined);
  useEffect(() => {
    lireSession().then(
      (lue) => {
        page = lue;
        setSession(lue);
      },
      () => setSession(null),
    );
  }, []);
  return session;
}

/** Could this person do this on some object, by the roles that he has for the organisation for which he acts? */
export function peutFaire(session: EtatSession, action: Action): boolean {
  const roles = session?.organisme?.roles ?? [];
  return DROITS.some((droit) => droit.action === action && droit.role !== 'PUBLIC' && roles.includes(droit.role));
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

/** Leaves the platform, then the provider. What was kept on this device goes too: it may be shared. */
export async function seDeconnecter(): Promise<void> {
  const reponse = await fetch('/deconnexion', { method: 'POST', headers: { accept: 'application/json' } });
  const { adresse } = (await reponse.json()) as { adresse?: string };
  Object.keys(localStorage)
    .filter((cle) => cle.startsWith(PREFIXE_GARDE))
    .forEach((cle) => localStorage.removeItem(cle));
  window.location.assign(adresse ?? '/');
}
