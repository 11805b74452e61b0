import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const CHEMINS_API =
  /^\/(graphql|documents|pieces|televersements|metriques|scellement|vivant|pret|assets|connexion|deconnexion|invitations|desabonnement|courriels|avis-prestataire-signature|fournisseur-local|donnees-ouvertes\/.+)(\/|$)/;

/** What helmet says of a page, and what makes no sense of a script, a style or a picture: more bytes than many of them. */
const ENTETES_DE_PAGE = [
  'Cross-Origin-Opener-Policy',
  'Origin-Agent-Cluster',
  'Referrer-Policy',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
];

/** An asset opened by itself, a picture for instance, may load nothing. */
function allegerEntetes({ path: chemin }: Request, reponse: Response, suite: NextFunction): void {
  if (chemin.startsWith('/assets/')) {
    for (const entete of ENTETES_DE_PAGE) reponse.removeHeader(entete);
    reponse.setHeader('Content-Security-Policy', "default-src 'none'");
  }
  suite();
}

/** Answers the file compressed at the build, to whoever reads Brotli: every browser does. */
function servirComprime(dossier: string) {
  const comprimes = new Set(
    readdirSync(path.join(dossier, 'assets')).flatMap((f) => (f.endsWith('.br') ? [`/assets/${f.slice(0, -3)}`] : [])),
  );
  return (requete: Request, reponse: Response, suite: NextFunction): void => {
    if (!comprimes.has(requete.path)) return suite();
    reponse.vary('Accept-Encoding');
    if (!['GET', 'HEAD'].includes(requete.method) || !requete.acceptsEncodings('br')) return suite();
    reponse.type(path.extname(requete.path));
    reponse.set('Content-Encoding', 'br');
    reponse.sendFile(path.join(dossier, `${requete.path}.br`), { immutable: true, maxAge: '365d' });
  };
}

/**
 * Serves the built web app on the same port: hashed assets for a year, and its one page for every address that is not the
 * API's. A missing asset is a 404, never the page: a browser would otherwise run HTML as a script.
 */
export function servirLeWeb(app: NestExpressApplication, dossier: string): void {
  const page = path.join(dossier, 'index.html');
  if (!existsSync(page)) return;
  app.use(allegerEntetes, servirComprime(dossier));
  app.useStaticAssets(path.join(dossier, 'assets'), {
    prefix: '/assets',
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  app.useStaticAssets(dossier, { index: false, maxAge: 0 });
  app.use((requete: Request, reponse: Response, suite: NextFunction) => {
    if (!['GET', 'HEAD'].includes(requete.method) || CHEMINS_API.test(requete.path)) return suite();
    if (!requete.accepts('html')) return suite();
    reponse.sendFile(page, { cacheControl: false });
  });
}

const SURVEILLANCE = /^\/(vivant|pret|metriques)$/;

/** A process that only sends mails is watched, and serves nobody. */
export function refuserLeWeb(requete: Request, reponse: Response, suite: NextFunction): void {
  if (SURVEILLANCE.test(requete.path)) return suite();
  reponse.status(404).end();
}
