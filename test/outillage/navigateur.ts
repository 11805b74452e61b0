import type { Serveur } from './serveur.js';
import { completerCles } from './cles.js';

interface CookieTenu {
  hote: string;
  nom: string;
  valeur: string;
  chemin: string;
}

/** What came back, before any redirection is followed. */
export interface PageVue {
  statut: number;
  url: string;
  /** Where it redirects to, in full; null when it does not. */
  vers: string | null;
  texte: string;
  /** `Set-Cookie` headers as sent. */
  poses: string[];
  entetes: Headers;
}

export interface Envoi {
  methode?: string;
  corps?: string;
  type?: string;
  entetes?: Record<string, string>;
}

const EFFACE = /expires=Thu, 01 Jan 1970/i;

/** A browser without a screen: it keeps cookies, says where its requests come from, and follows links when asked. */
export class Navigateur {
  cookies: CookieTenu[] = [];

  constructor(readonly origine: string) {}

  cookie(nom: string): string | undefined {
    return this.cookies.find((c) => c.nom === nom)?.valeur;
  }

  poser(nom: string, valeur: string, hote = new URL(this.origine).hostname): void {
    this.cookies = this.cookies.filter((c) => c.nom !== nom || c.hote !== hote);
    this.cookies.push({ hote, nom, valeur, chemin: '/' });
  }

  private entete(url: URL): string {
    const utiles = this.cookies.filter((c) => c.hote === url.hostname && url.pathname.startsWith(c.chemin));
    return utiles.map((c) => `${c.nom}=${c.valeur}`).join('; ');
  }

  private retenir(url: URL, pose: string): void {
    const [paire = '', ...attributs] = pose.split(';').map((m) => m.trim());
    const egal = paire.indexOf('=');
    const nom = paire.slice(0, egal);
    const chemin = attributs.find((a) => /^path=/i.test(a))?.slice(5) ?? '/';
    this.cookies = this.cookies.filter((c) => c.nom !== nom || c.hote !== url.hostname || c.chemin !== chemin);
    if (EFFACE.test(pose)) return;
    this.cookies.push({ hote: url.hostname, nom, valeur: paire.slice(egal + 1), chemin });
  }

  /** One request, one answer. A relative address is one of the platform. */
  async demander(adresse: string, { methode = 'GET', corps, type, entetes = {} }: Envoi = {}): Promise<PageVue> {
    const url = new URL(adresse, this.origine);
    const cookie = this.entete(url);
    const ecrit: Record<string, string> =
      methode !== 'GET' ? { origin: url.origin, 'sec-fetch-site': 'same-origin' } : {};
    const reponse = await fetch(url, {
      method: methode,
      redirect: 'manual',
      body: corps,
      headers: {
        accept: 'application/json',
        ...ecrit,
        ...(cookie ? { cookie } : {}),
        ...(type ? { 'content-type': type } : {}),
        ...entetes,
      },
    });
    const poses = reponse.headers.getSetCookie();
    for (const pose of poses) this.retenir(url, pose);
    const lieu = reponse.headers.get('location');
    const vers = lieu === null ? null : new URL(lieu, url).href;
    return {
      statut: reponse.status,
      url: url.href,
      vers,
      texte: await reponse.text(),
      poses,
      entetes: reponse.headers,
    };
  }

  /** Follows redirections until something else comes, or until one leads to an address that `jusqua` names. */
  async suivre(adresse: string, jusqua?: RegExp): Promise<PageVue> {
    let page = await this.demander(adresse);
    while (page.vers !== null && !(jusqua?.test(page.vers) ?? false)) page = await this.demander(page.vers);
    return page;
  }

  async json<T>(adresse: string, envoi: Envoi = {}): Promise<T> {
    return JSON.parse((await this.demander(adresse, envoi)).texte) as T;
  }

  /** Sends a GraphQL operation as our pages do. */
  async gql<T>(requete: string, donnees: object = {}, entetes: Record<string, string> = {}) {
    const { requete: query, variables } = completerCles(requete, { ...donnees });
    const corps = JSON.stringify({ query, variables });
    const page = await this.demander('/graphql', { methode: 'POST', corps, type: 'application/json', entetes });
    type Reponse = { data: T; errors?: { message: string; extensions: { code: string; chemin?: string } }[] };
    return { statut: page.statut, poses: page.poses, ...(JSON.parse(page.texte) as Reponse) };
  }
}

/** The address at which people open a test server: that of its cookies and of its redirections. */
export function origineDe(s: Serveur): string {
  return s.url.replace('127.0.0.1', 'localhost');
}

/** Logs in by the embedded provider, as a person would: the page of choice, its form, the way back. */
export async function entrerPar(
  navigateur: Navigateur,
  choix: Record<string, string>,
  porte = '/connexion',
  arrivee = /\/(mon-organisme|invitations|$)/,
): Promise<PageVue> {
  const page = await navigateur.suivre(porte);
  if (!page.url.includes('/interaction/')) return page;
  const corps = new URLSearchParams({ acr: 'eidas2', ...choix }).toString();
  const envoi = { methode: 'POST', corps, type: 'application/x-www-form-urlencoded' };
  const suite = await navigateur.demander(page.url, envoi);
  if (suite.vers === null) return suite;
  return navigateur.suivre(suite.vers, arrivee);
}

/** A new browser, logged in as this person. */
export async function navigateurDe(s: Serveur, personneId: string, acr = 'eidas2'): Promise<Navigateur> {
  const navigateur = new Navigateur(origineDe(s));
  await entrerPar(navigateur, { sub: personneId, acr });
  if (!navigateur.cookie('sid')) throw new Error('la connexion n’a pas abouti');
  return navigateur;
}
