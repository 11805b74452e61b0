import type { Server } from 'node:http';
import net from 'node:net';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Shared with `/pret`: once a stop is asked, balancers must send requests elsewhere. */
export const etatDuService = { arretDemande: false, derniereReponse: false };

/** Past this, what is still open is cut: an orchestrator would kill the process anyway. */
const ARRET_MAX_MS = 9_000;
/** Time at most for the clients that hold a connection open to send their next request and be told to go elsewhere. */
const DERNIERES_REQUETES_MS = 4_000;
const PAS_MS = 50;

const attendre = (ms: number) => new Promise((suite) => setTimeout(suite, ms));

/** Until nobody is connected any more: a client on a busy machine may be late, and those who are gone keep nobody waiting. */
async function attendreLesDeparts(serveur: Server): Promise<void> {
  for (let attendu = 0; attendu < DERNIERES_REQUETES_MS; attendu += PAS_MS) {
    const connectes = await new Promise<number>((suite) => serveur.getConnections((_erreur, n) => suite(n)));
    if (connectes === 0) return;
    await attendre(PAS_MS);
  }
}

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
  await attendreLesDeparts(serveur);
  serveur.closeIdleConnections();
  await app.close();
  clearTimeout(force);
}
