import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const CHEMINS_API =
  /^\/(graphql|documents|pieces|televersements|metriques|scellement|vivant|pret|assets|connexion|deconnexion|invitations|desabonnement|courriels|fournisseur-local)(\/|$)/;

/**
 * Serves the built web app on the same port: hashed assets for a year, and its one page for every address that is not the
 * API's. A missing asset is a 404, never the page: a browser would otherwise run HTML as a script.
 */
export function servirLeWeb(app: NestExpressApplication, dossier: string): void {
  const page = path.join(dossier, 'index.html');
  if (!existsSync(page)) return;
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
