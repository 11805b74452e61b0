import type { Server } from 'node:http';
import net from 'node:net';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Shared with `/pret`: once a stop is asked, balancers must send requests elsewhere. */
export const etatDuService = { arretDemande: false, derniereReponse: false };

/** Past this, what is still open is cut: an orchestrator would kill the process anyway. */
const ARRET_MAX_MS = 9_000;
/** Time for a client that holds a connection open to send its next request and be told to go elsewhere. */
const DERNIERES_REQUETES_MS = 1_000;

const attendre = (ms: number) => new Promise((suite) => setTimeout(suite, ms));

/** At the end of the stop, each answer closes its connection: the client opens the next one elsewhere. */
export function fermerApresReponse(_requete: Request, reponse: Response, suite: NextFunction): void {
  if (etatDuService.derniereReponse) reponse.setHeader('Connection', 'close');
  suite();
}

/**
 * Graceful stop, in an order that breaks no request: `/pret` turns red while everything is still served, so that balancers
 * look away; then no new connection is accepted, and each open one is answered once more and closed; then the application.
 * Listening is stopped by `net` and not by `http`, whose `close` also cuts the connections it believes idle, including
 * those whose next request is already on the wire.
 */
export async function arreter(app: INestApplication, delai: number): Promise<void> {
  if (etatDuService.arretDemande) return;
  etatDuService.arretDemande = true;
  const serveur = app.getHttpServer() as Server;
  const force = setTimeout(() => serveur.closeAllConnections(), ARRET_MAX_MS);
  force.unref();
  await attendre(delai);
  etatDuService.derniereReponse = true;
  net.Server.prototype.close.call(serveur);
  await attendre(DERNIERES_REQUETES_MS);
  serveur.closeIdleConnections();
  await app.close();
  clearTimeout(force);
}
