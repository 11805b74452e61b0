import net from 'node:net';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { AnalyseInterrompue, Antivirus, AntivirusInjoignable, type VerdictAntivirus } from './antivirus.js';

/** A TCP port, or the path of a local socket. */
export type AdresseClamd = { host: string; port: number } | { path: string };

/** Waiting times in milliseconds: to be connected, and without a byte from either side. */
export interface DelaisClamd {
  connexion: number;
  silence: number;
}

const DELAIS: DelaisClamd = { connexion: 5_000, silence: 60_000 };
const REPONSE_MAX = 4_096;

/**
 * ClamAV's daemon, by its INSTREAM command: `zINSTREAM\0`, then blocks of a big-endian length and as many bytes, then a
 * length of zero; it answers one line ended by NUL. Its own StreamMaxLength must admit our largest file (25 MiB).
 */
export class Clamd extends Antivirus {
  readonly dispense = false;
  readonly absence = null;

  constructor(
    private readonly adresse: AdresseClamd,
    private readonly delais: DelaisClamd = DELAIS,
  ) {
    super();
  }

  async analyser(contenu: AsyncIterable<Uint8Array>): Promise<VerdictAntivirus> {
    const prise = await this.connecter();
    const envoi: Envoi = { complet: false, faute: undefined };
    try {
      const reponse = recevoir(prise);
      // Refusing a file, clamd answers and hangs up while we still send: only its answer counts, not the broken pipe.
      pipeline(blocs(contenu, envoi), prise, { end: false }).catch(() => envoi.faute !== undefined && prise.destroy());
      const verdict = lire(await reponse);
      if (verdict.sain && !envoi.complet) throw new AnalyseInterrompue('clamd a conclu avant la fin du fichier');
      return verdict;
    } catch (erreur) {
      throw envoi.faute ?? erreur;
    } finally {
      prise.destroy();
    }
  }

  private async connecter(): Promise<net.Socket> {
    const prise = net.connect(this.adresse);
    prise.setTimeout(this.delais.connexion, () => prise.destroy(new Error('délai dépassé')));
    try {
      await once(prise, 'connect');
    } catch (erreur) {
      throw new AntivirusInjoignable('clamd ne répond pas', { cause: erreur });
    }
    prise.setTimeout(this.delais.silence);
    return prise;
  }
}

/** How far the content went: entirely, or to a fault of its own source. */
interface Envoi {
  complet: boolean;
  faute: unknown;
}

async function* blocs(contenu: AsyncIterable<Uint8Array>, envoi: Envoi): AsyncGenerator<Uint8Array> {
  yield Buffer.from('zINSTREAM\0');
  try {
    for await (const morceau of contenu) {
      // A length of zero would end the stream.
      if (morceau.length === 0) continue;
      const longueur = Buffer.alloc(4);
      longueur.writeUInt32BE(morceau.length);
      yield longueur;
      yield morceau;
    }
  } catch (erreur) {
    envoi.faute = erreur;
    throw erreur;
  }
  envoi.complet = true;
  yield Buffer.alloc(4);
}

/** The answer up to its NUL. A connection that ends before it has said nothing, whatever it had begun to say. */
function recevoir(prise: net.Socket): Promise<string> {
  return new Promise((donner, echouer) => {
    let texte = '';
    const interrompre = (motif: string, raison?: unknown) => {
      echouer(new AnalyseInterrompue(motif, { cause: raison }));
      prise.destroy();
    };
    prise.on('data', (morceau: Buffer) => {
      texte += morceau.toString('latin1');
      const fin = texte.indexOf('\0');
      if (fin >= 0) donner(texte.slice(0, fin));
      else if (texte.length > REPONSE_MAX) interrompre('clamd répond sans fin');
    });
    prise.on('timeout', () => interrompre('clamd se tait'));
    prise.on('error', (erreur) => interrompre('clamd a rompu', erreur));
    prise.on('close', () => interrompre('clamd a raccroché sans verdict'));
  });
}

function lire(reponse: string): VerdictAntivirus {
  if (reponse === 'stream: OK') return { sain: true };
  const signature = /^stream: ([\x21-\x7e]{1,200}) FOUND$/.exec(reponse)?.[1];
  if (signature) return { sain: false, signature };
  throw new AnalyseInterrompue(`clamd n’a pas conclu : ${reponse.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)}`);
}
