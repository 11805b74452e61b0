import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** The harmless text that every scanner takes for a virus, in two halves so that none takes this file for one. */
export const EICAR = Buffer.from(
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}' + '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
  'latin1',
);

/**
 * How the daemon behaves: it scans, says nothing, hangs up in the middle of the file, cuts its own answer, answers an error
 * before the end, answers without waiting for the end, or answers for ever.
 */
export type Humeur = 'saine' | 'muette' | 'plante' | 'tronquee' | 'trop-gros' | 'hative' | 'intarissable';

export interface FauxClamd {
  host: string;
  port: number;
  humeur: Humeur;
  /** Contents received to their end, in bytes. */
  recus: number[];
  fermer(): Promise<void>;
}

const COMMANDE = 'zINSTREAM\0';

/** What one client has sent so far. */
interface Client {
  tampon: Buffer;
  /** Content since the last answer. */
  contenu: Buffer[];
  commande: boolean;
}

/** Takes one block of the protocol out of the buffer: its bytes, an empty one for the end, null when more must come. */
function prendreBloc(client: Client): Buffer | null {
  if (client.tampon.length < 4) return null;
  const longueur = client.tampon.readUInt32BE(0);
  if (client.tampon.length < 4 + longueur) return null;
  const bloc = client.tampon.subarray(4, 4 + longueur);
  client.tampon = client.tampon.subarray(4 + longueur);
  return bloc;
}

function traiter(prise: net.Socket, client: Client, daemon: FauxClamd): void {
  if (!client.commande) {
    if (client.tampon.length < COMMANDE.length) return;
    if (client.tampon.toString('latin1', 0, COMMANDE.length) !== COMMANDE) {
      prise.end('UNKNOWN COMMAND\0');
      return;
    }
    client.tampon = client.tampon.subarray(COMMANDE.length);
    client.commande = true;
    if (daemon.humeur === 'hative') prise.write('stream: OK\0');
  }
  for (let bloc = prendreBloc(client); bloc; bloc = prendreBloc(client)) {
    if (bloc.length === 0) return repondre(prise, Buffer.concat(client.contenu), daemon);
    client.contenu.push(Buffer.from(bloc));
    if (daemon.humeur === 'plante') prise.resetAndDestroy();
    if (daemon.humeur === 'trop-gros') prise.end('INSTREAM size limit exceeded. ERROR\0');
  }
}

function repondre(prise: net.Socket, contenu: Buffer, daemon: FauxClamd): void {
  daemon.recus.push(contenu.length);
  if (daemon.humeur === 'muette') return;
  if (daemon.humeur === 'tronquee') return void prise.end('stream: OK');
  if (daemon.humeur === 'intarissable') return void prise.write('stream: '.repeat(1_000));
  prise.end(contenu.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
}

/** A daemon that speaks the real protocol of clamd and knows one signature. `port` 0: any free one. */
export async function demarrerFauxClamd(port = 0): Promise<FauxClamd> {
  const prises = new Set<net.Socket>();
  const serveur = net.createServer((prise) => {
    prises.add(prise);
    const client: Client = { tampon: Buffer.alloc(0), contenu: [], commande: false };
    prise.on('data', (morceau: Buffer) => {
      client.tampon = Buffer.concat([client.tampon, morceau]);
      traiter(prise, client, daemon);
    });
    prise.on('error', () => undefined);
    prise.on('close', () => prises.delete(prise));
  });
  await new Promise<void>((suite) => serveur.listen(port, '127.0.0.1', suite));
  const daemon: FauxClamd = {
    host: '127.0.0.1',
    port: (serveur.address() as AddressInfo).port,
    humeur: 'saine',
    recus: [],
    fermer: () =>
      new Promise((suite) => {
        serveur.close(() => suite());
        prises.forEach((prise) => prise.destroy());
      }),
  };
  return daemon;
}
