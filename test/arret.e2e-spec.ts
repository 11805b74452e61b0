import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import { once } from 'node:events';
import { nouvelleBase, type BaseDeTest } from './outillage/base.js';
import { portLibre } from './epreuves/processus.js';

const CLIENTS = 20;

interface Releve {
  reussies: number;
  rompues: string[];
}

/** One keep-alive client that asks again and again; a refused connection after the stop is not a broken answer: it ends there. */
async function assaillir(port: number, releve: Releve): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const corps = JSON.stringify({ query: '{ territoires(first: 50) { totalCount edges { node { nom } } } }' });
  const options = { port, path: '/graphql', method: 'POST', agent, headers: { 'content-type': 'application/json' } };
  let ouvert = true;
  while (ouvert) {
    await new Promise<void>((suite) => {
      const requete = http.request(options, (reponse) => {
        let texte = '';
        reponse.on('data', (morceau: Buffer) => (texte += morceau.toString()));
        reponse.on('end', () => {
          if (reponse.statusCode === 200 && texte.endsWith('}\n')) releve.reussies += 1;
          else releve.rompues.push(`${reponse.statusCode} ${texte.slice(-20)}`);
          suite();
        });
        reponse.on('error', (erreur) => (releve.rompues.push(erreur.message), suite()));
      });
      requete.on('error', (erreur: NodeJS.ErrnoException) => {
        if (erreur.code === 'ECONNREFUSED') ouvert = false;
        else releve.rompues.push(erreur.code ?? erreur.message);
        suite();
      });
      requete.end(corps);
    });
  }
  agent.destroy();
}

describe('Arrêter le serveur', () => {
  let base: BaseDeTest;
  let serveur: ChildProcess;
  let port: number;

  beforeAll(async () => {
    base = await nouvelleBase('arret');
    port = await portLibre();
    const env = {
      ...process.env,
      DATABASE_URL: base.url,
      PORT: String(port),
      NODE_ENV: 'test',
      NIVEAU_JOURNAL: 'error',
    };
    serveur = spawn(process.execPath, ['dist/apps/api/src/main.js'], { env, stdio: 'ignore' });
    for (let essai = 0; essai < 300; essai += 1) {
      const pret = await fetch(`http://127.0.0.1:${port}/vivant`).catch(() => undefined);
      if (pret?.ok) return;
      await new Promise((suite) => setTimeout(suite, 100));
    }
    throw new Error('le serveur ne démarre pas');
  }, 60_000);
  afterAll(async () => {
    serveur?.kill('SIGKILL');
    await base?.fermer();
  });

  it('ne rompt aucune réponse sous la charge, et sort proprement en moins de dix secondes', async () => {
    const releve: Releve = { reussies: 0, rompues: [] };
    const clients = Array.from({ length: CLIENTS }, () => assaillir(port, releve));
    await new Promise((suite) => setTimeout(suite, 1_500));
    const avant = releve.reussies;
    const debut = performance.now();
    serveur.kill('SIGTERM');
    const [code] = (await once(serveur, 'exit')) as [number | null];
    const duree = performance.now() - debut;
    await Promise.all(clients);
    expect(releve.rompues).toEqual([]);
    expect(avant).toBeGreaterThan(0);
    expect(releve.reussies).toBeGreaterThan(avant);
    expect(code).toBe(0);
    expect(duree).toBeLessThan(10_000);
  }, 60_000);
});
