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
 * our own pages, by what the browser itself says of it. Saying nothing of one's origin is not enough: every browser says it
 * of a POST. That GraphQL is JSON by POST, which no form can send, is asked of everybody at its door. Refusal: INTERDIT.
 */
export function exigerMemeOrigine(
  requete: Pick<Request, 'method' | 'headers' | 'originalUrl'>,
  origine: string,
): Decision {
  if (SANS_EFFET.has(requete.method) && !GRAPHQL.test(cheminDemande(requete))) return accepter();
  const { origin, 'sec-fetch-site': site } = requete.headers;
  const nous = site === undefined ? origin === origine : site === 'same-origin';
  if (nous) return accepter();
  return refuser(
    'INTERDIT',
    'Cette demande ne vient pas des pages de la plateforme : rouvrez-la et recommencez.',
    'Origin',
  );
}
