import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import WebSocket from 'ws';

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

export const SUIVRE = 'subscription ($id: ID!) { seanceModifiee(id: $id) { id version } }';

/** A client of the live channel that hides nothing: every frame received, and how the connection ended. */
export class Canal {
  readonly messages: Message[] = [];
  /** Code and reason of the end; undefined while it is open. */
  fin: { code: number; raison: string } | undefined;
  private readonly attentes = new Set<() => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (donnees: Buffer) => {
      this.messages.push(JSON.parse(donnees.toString('utf8')) as Message);
      this.attentes.forEach((voir) => voir());
    });
    socket.on('close', (code, raison) => {
      this.fin = { code, raison: raison.toString() };
      this.attentes.forEach((voir) => voir());
    });
  }

  /** Opens a connection and begins the protocol. @throws the status and the body of the refusal, as one text */
  static async ouvrir(url: string, headers: Record<string, string>, parametres?: object): Promise<Canal> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL, { headers });
    const canal = new Canal(socket);
    await new Promise<void>((suite, echec) => {
      socket.once('open', () => suite());
      socket.once('unexpected-response', (_requete, reponse) => {
        let corps = '';
        reponse.on('data', (d: Buffer) => (corps += d.toString('utf8')));
        reponse.on('end', () => echec(new Error(`${reponse.statusCode} ${corps}`)));
      });
      socket.once('error', echec);
    });
    canal.envoyer({ type: 'connection_init', ...(parametres ? { payload: parametres } : {}) });
    await canal.jusqua(() => canal.fin !== undefined || canal.de('connection_ack').length > 0);
    return canal;
  }

  static parJeton(url: string, jeton: string): Promise<Canal> {
    return Canal.ouvrir(url, { authorization: `Bearer ${jeton}` });
  }

  envoyer(message: Message): void {
    this.socket.send(JSON.stringify(message));
  }

  demander(id: string, query: string, variables: object = {}): void {
    this.envoyer({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** Follows a session, and waits for the first word: a message, a refusal or the end. */
  async suivre(seanceId: string, id = 'suivi'): Promise<void> {
    this.demander(id, SUIVRE, { id: seanceId });
    await this.jusqua(() => this.fin !== undefined || this.messages.some((m) => m.id === id));
  }

  de(type: string): Message[] {
    return this.messages.filter((m) => m.type === type);
  }

  /** Versions announced so far, in order. */
  versions(): number[] {
    type Suite = { data: { seanceModifiee: { version: number } } | null };
    return this.de('next').flatMap((m) => (m.payload as Suite).data?.seanceModifiee.version ?? []);
  }

  /** Codes of the errors received. */
  codes(): string[] {
    const erreurs = this.messages.flatMap(({ type, payload }) =>
      type === 'error' ? payload : ((payload as { errors?: unknown } | undefined)?.errors ?? []),
    );
    return (erreurs as { extensions: { code: string } }[]).map((e) => e.extensions.code);
  }

  /** Waits until this is true of what came; fails after ten seconds with all that came. */
  jusqua(vrai: () => boolean): Promise<void> {
    if (vrai()) return Promise.resolve();
    return new Promise((suite, echec) => {
      const minuteur = setTimeout(() => {
        this.attentes.delete(voir);
        echec(new Error(`rien de ce qui était attendu : ${JSON.stringify([this.messages, this.fin])}`));
      }, 10_000);
      const voir = () => {
        if (!vrai()) return;
        clearTimeout(minuteur);
        this.attentes.delete(voir);
        suite();
      };
      this.attentes.add(voir);
    });
  }

  async fermer(): Promise<void> {
    this.socket.close();
    await this.jusqua(() => this.fin !== undefined);
  }
}
