import { accepter, refuser, type Decision } from '@tdt/domaine';
import type { Request } from 'express';

/** Express compares paths without regard to case, and mounts GraphQL on all that begins so. */
const GRAPHQL = /^\/graphql(\/|$)/i;

const SANS_EFFET = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The path as it was asked for, wherever a middleware is mounted. */
export function cheminDemande(requete: Pick<Request, 'originalUrl'>): string {
  return new URL(requete.originalUrl, 'http://ici').pathname;
}

/**
 * A browser adds the cookie to requests that another site makes it send. So with a cookie: whatever may write must come from
 * our own pages, by what the browser itself says of it, and GraphQL must be JSON, which no form can send. Saying nothing of
 * one's origin is not enough: every browser says it of a POST. Refusal: INTERDIT.
 */
export function exigerMemeOrigine(
  requete: Pick<Request, 'method' | 'headers' | 'originalUrl'>,
  origine: string,
): Decision {
  const graphql = GRAPHQL.test(cheminDemande(requete));
  if (SANS_EFFET.has(requete.method) && !graphql) return accepter();
  const { origin, 'sec-fetch-site': site, 'content-type': type } = requete.headers;
  const nous = site === undefined ? origin === origine : site === 'same-origin';
  if (!nous) {
    return refuser(
      'INTERDIT',
      'Cette demande ne vient pas des pages de la plateforme : rouvrez-la et recommencez.',
      'Origin',
    );
  }
  if (!graphql || /^application\/json\s*(;|$)/i.test(type ?? '')) return accepter();
  return refuser('INTERDIT', 'Envoyez du JSON (application/json).', 'Content-Type');
}
