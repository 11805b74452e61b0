import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A compiled script of the repository: in dist/, whether we are there already or run from the sources by Jest. */
export function compile(relatif: string): string {
  const racine = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  const ici = path.join(racine, relatif);
  return fs.existsSync(ici) ? ici : path.join(racine, 'dist', relatif);
}

/** A port that nothing uses on the loopback at this instant. */
export function portLibre(): Promise<number> {
  return new Promise((resolve, reject) => {
    const serveur = net.createServer();
    serveur.once('error', reject);
    serveur.listen(0, '127.0.0.1', () => {
      const adresse = serveur.address();
      serveur.close(() => resolve(typeof adresse === 'object' && adresse ? adresse.port : 0));
    });
  });
}

/** A node program that can be killed and started again, and that tells when it ended by itself. */
export class Processus {
  private enfant: ChildProcess | undefined;
  private voulu = false;
  /** How many times it ended without being asked. */
  mortsSpontanees = 0;

  constructor(
    private readonly script: string,
    private readonly args: readonly string[],
    private readonly env: Record<string, string> = {},
  ) {}

  /** Number of the process that runs now. */
  get pid(): number {
    const pid = this.enfant?.pid;
    if (pid === undefined) throw new Error('processus non lancé');
    return pid;
  }

  /** @param autrement what this life of it has of its own */
  lancer(autrement: Record<string, string> = {}): void {
    const enfant = spawn(process.execPath, [this.script, ...this.args], {
      env: { ...process.env, NODE_OPTIONS: '', ...this.env, ...autrement },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.voulu = false;
    enfant.once('exit', () => {
      if (!this.voulu) this.mortsSpontanees += 1;
    });
    this.enfant = enfant;
  }

  /** kill -9. */
  tuer(): Promise<void> {
    return this.finir('SIGKILL');
  }

  /** Lets it finish what it is doing. */
  arreter(): Promise<void> {
    return this.finir('SIGTERM');
  }

  private async finir(signal: NodeJS.Signals): Promise<void> {
    const { enfant } = this;
    this.voulu = true;
    if (!enfant || enfant.exitCode !== null || enfant.signalCode !== null) return;
    const fini = new Promise((suite) => enfant.once('exit', suite));
    enfant.kill(signal);
    await fini;
  }
}
