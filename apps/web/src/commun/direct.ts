import { createClient, type Client } from 'graphql-ws';
import { useEffect, useState } from 'react';
import { stringifyDocument, type TypedDocumentNode } from 'urql';
import { entetesOrganisme } from '../connexion/session.js';

/** A subscription to one object. */
type Abonnement = TypedDocumentNode<unknown, { id: string }>;

/** Without the live channel, how often the object is read. */
export const RELEVE_MS = 5_000;
/** A channel that could not be opened is tried again after this, for as long as the page is open. */
const REPRISE_MS = 3_000;
const PRESENCE_MS = 10_000;
const REPONSE_MAX_MS = 4_000;

/** `direct`: each act is told at once; `releve`: the page asks, every five seconds. */
export type Lien = 'ouverture' | 'direct' | 'releve';

/** A connection whose other end no longer answers is closed, and opened again: a network that dies says nothing of it. */
function clientVivant(surCoupure: () => void): Client {
  let prise: WebSocket | undefined;
  let reponse: ReturnType<typeof setTimeout> | undefined;
  return createClient({
    url: `${window.location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => ({ organisme: entetesOrganisme()['X-Organisme'] }),
    connectionAckWaitTimeout: REPONSE_MAX_MS,
    keepAlive: PRESENCE_MS,
    retryAttempts: 0,
    on: {
      opened: (ouverte) => (prise = ouverte as WebSocket),
      ping: (recu) => {
        if (!recu) reponse = setTimeout(() => prise?.close(4408, 'sans réponse'), REPONSE_MAX_MS);
      },
      pong: (recu) => recu && clearTimeout(reponse),
      closed: () => {
        clearTimeout(reponse);
        surCoupure();
      },
    },
  });
}

/**
 * Follows an object: calls `relire` at once, then each time that it changes. What changed is not said: the page reads what it
 * may. While the channel is cut, it is read every five seconds, and the channel tried again.
 */
export function useDirect(abonnement: Abonnement, id: string, relire: () => void): Lien {
  const [lien, setLien] = useState<Lien>('ouverture');
  useEffect(() => {
    let reprise: ReturnType<typeof setTimeout> | undefined;
    let fini = false;
    const couper = () => {
      if (fini) return;
      setLien('releve');
      clearTimeout(reprise);
      reprise = setTimeout(abonner, REPRISE_MS);
    };
    const client = clientVivant(couper);
    let arreter: () => void = () => undefined;
    const abonner = () => {
      arreter = client.subscribe(
        { query: stringifyDocument(abonnement), variables: { id } },
        {
          next: ({ errors }) => {
            if (errors) return;
            setLien('direct');
            relire();
          },
          error: couper,
          complete: couper,
        },
      );
    };
    abonner();
    return () => {
      fini = true;
      clearTimeout(reprise);
      // First: a channel still opening would otherwise be asked for the object once it is closed.
      arreter();
      void client.dispose();
    };
  }, [abonnement, id, relire]);
  useEffect(() => {
    if (lien === 'direct') return undefined;
    relire();
    const minuteur = setInterval(relire, RELEVE_MS);
    return () => clearInterval(minuteur);
  }, [lien, relire]);
  return lien;
}
