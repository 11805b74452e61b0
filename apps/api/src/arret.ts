import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Shared with `/pret`: once a stop is asked, balancers must send requests elsewhere. */
export const etatDuService = { arretDemande: false };

/** Past this, what is still open is cut: an orchestrator would kill the process anyway. */
const ARRET_MAX_MS = 9_000;

/** During the stop, each answer asks its client to open its next connection elsewhere. */
export function fermerApresReponse(_requete: Request, reponse: Response, suite: NextFunction): void {
  if (etatDuService.arretDemande) reponse.setHeader('Connection', 'close');
  suite();
}

/**
 * Graceful stop: not ready any more, let the requests in flight finish, close idle connections, close the application.
 * Measured on the prototype: Nest's defaults reset 20 requests of 20, this resets none (trust.md, A11).
 */
export async function arreter(app: INestApplication, delai: number): Promise<void> {
  if (etatDuService.arretDemande) return;
  etatDuService.arretDemande = true;
  const serveur = app.getHttpServer() as Server;
  const force = setTimeout(() => serveur.closeAllConnections(), ARRET_MAX_MS - delai);
  force.unref();
  await new Promise((suite) => setTimeout(suite, delai));
  serveur.closeIdleConnections();
  await app.close();
  clearTimeout(force);
}
