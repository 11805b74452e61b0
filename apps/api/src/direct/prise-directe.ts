import type { IdentiteDirecte } from '@tdt/socle';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** How often a silent connection is asked whether it is still there, and its session looked at, in milliseconds. */
const PRESENCE_MS = 12_000;
const SESSION_MS = 60_000;
/** « Try again later » (RFC 6455 registry): the client comes back by itself. */
const PLUS_TARD = 1013;

/** One open connection, as the protocol sees it. */
export interface PriseDirecte {
  socket: WebSocket;
  identite: IdentiteDirecte;
}

/** The session, or the token, is over: so is all that was followed with it. */
export function finirSession({ socket }: PriseDirecte): void {
  socket.close(CloseCode.Unauthorized, 'session');
}

/** Ends a connection whose other end no longer answers. */
function veillerPresence(socket: WebSocket): NodeJS.Timeout {
  let present = true;
  socket.on('pong', () => (present = true));
  return setInterval(() => {
    if (!present) return socket.terminate();
    present = false;
    socket.ping();
  }, PRESENCE_MS);
}

/** Binds a WebSocket to the protocol, until it closes. `surPanne` hears what our own code threw; the client is told nothing of it. */
export function brancher(
  protocole: Server<PriseDirecte>,
  prise: PriseDirecte,
  surPanne: (erreur: unknown) => void,
): void {
  const { socket, identite } = prise;
  // What a client sends amiss, too long for instance, has already closed its connection: it is no fault of ours.
  socket.on('error', () => undefined);
  const minuteurs = [
    veillerPresence(socket),
    setInterval(
      () =>
        void identite.actuelle().then(
          (agent) => agent ?? finirSession(prise),
          () => undefined,
        ),
      SESSION_MS,
    ),
  ];
  const close = protocole.opened(
    {
      protocol: socket.protocol,
      send: (texte) =>
        new Promise((suite) => (socket.readyState === socket.OPEN ? socket.send(texte, () => suite()) : suite())),
      close: (code, raison) => socket.close(code, raison),
      onMessage: (lire) =>
        socket.on('message', (donnees) => {
          lire(String(donnees)).catch((erreur: unknown) => {
            surPanne(erreur);
            socket.close(PLUS_TARD, 'panne');
          });
        }),
    },
    prise,
  );
  socket.once('close', (code, raison) => {
    minuteurs.forEach(clearInterval);
    void close(code, String(raison));
  });
}
