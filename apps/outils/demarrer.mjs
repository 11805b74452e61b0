// `npm start`: from a fresh clone to a running demonstration, saying each step. Plain node: nothing is installed yet.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { apisOrphelines, autresOccupants, CONNEXIONS, declarer, occuperBase, preparer } from './base-demo.mjs';
import {
  attendre,
  attendreQue,
  dire,
  DONNEES,
  duree,
  Echec,
  executer,
  lireJson,
  portLibre,
  RACINE,
} from './communs.mjs';
import { installerDependances } from './dependances.mjs';
import { reglagesScellement } from './scellement-demo.mjs';

const JOURNAL_API = path.join(DONNEES, 'api.log');
const DELAI_PRET_MS = 60_000;
const DELAI_ARRET_MS = 10_000;

function portDemande() {
  const texte = process.env.PORT ?? '3000';
  const port = Number(texte);
  if (/^\d+$/.test(texte) && port >= 1 && port <= 65_535) return port;
  throw new Echec(`PORT vaut « ${texte} » : donnez un nombre de 1 à 65535, par exemple PORT=3001 npm start.`);
}

function phrasePortPris(port) {
  return `Le port ${port} est déjà pris par un autre programme : relancez avec PORT=${port + 1} npm start.`;
}

/** An API whose launcher was just killed is given the time of its graceful stop. */
async function exigerPortLibre(port) {
  if (await portLibre(port)) return;
  const orpheline = apisOrphelines().some((fiche) => fiche.port === port);
  if (orpheline || autresOccupants().some((o) => o.port === port)) {
    dire("Attente de l'arrêt de l'exécution précédente…");
    if (await attendreQue(() => portLibre(port), orpheline ? DELAI_ARRET_MS : 3_000, 200)) return;
  }
  const deja = autresOccupants().find((o) => o.port === port);
  if (deja)
    throw new Echec(
      `Tour de table tourne déjà sur ${deja.adresse} : ouvrez cette adresse, ou relancez avec PORT=${port + 1} npm start.`,
    );
  throw new Echec(phrasePortPris(port));
}

/** A demonstration has no scanner at hand, and says so explicitly; production names its own or does not start. */
const SANS_ANTIVIRUS = process.env.NODE_ENV === 'production' ? {} : { ANTIVIRUS: 'aucun' };

/** Own process group: Ctrl-C reaches only this launcher, which stops the API first and the database last. */
function engendrerApi(url, port, avecJournal) {
  fs.mkdirSync(DONNEES, { recursive: true });
  const sortie = avecJournal ? 'inherit' : fs.openSync(JOURNAL_API, 'w', 0o600);
  const garde = new URL('garde-parent.mjs', import.meta.url).href;
  const main = path.join(RACINE, 'dist/apps/api/src/main.js');
  const enfant = spawn(process.execPath, ['--enable-source-maps', '--import', garde, main], {
    cwd: RACINE,
    env: { ...SANS_ANTIVIRUS, ...process.env, ...reglagesScellement(), DATABASE_URL: url, PORT: String(port) },
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', sortie, sortie, 'ipc'],
  });
  if (!avecJournal) fs.closeSync(sortie);
  return enfant;
}

function fini(enfant) {
  return enfant.exitCode !== null || enfant.signalCode !== null;
}

async function repondPret(adresse) {
  const reponse = await fetch(`${adresse}/pret`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await reponse?.arrayBuffer().catch(() => undefined);
  return reponse?.status === 200;
}

async function attendrePret(enfant, adresse, avecJournal) {
  const pret = await attendreQue(async () => fini(enfant) || (await repondPret(adresse)), DELAI_PRET_MS, 100);
  if (pret && !fini(enfant)) return;
  const fin = avecJournal ? '' : fs.readFileSync(JOURNAL_API, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  if (fin.includes('EADDRINUSE')) throw new Echec(phrasePortPris(Number(new URL(adresse).port)));
  if (fin !== '') process.stderr.write(`${fin}\n`);
  const journal = path.relative(RACINE, JOURNAL_API);
  throw new Echec(
    fini(enfant)
      ? `Le serveur s'est arrêté au démarrage : la cause est ci-dessus (${journal}) ; corrigez-la, puis relancez npm start.`
      : `Le serveur ne répond pas sur ${adresse}/pret : lisez ${journal}, puis relancez npm start.`,
  );
}

/** SIGTERM, the time to answer the requests in flight, then the end. */
async function arreterApi(enfant) {
  if (fini(enfant)) return;
  enfant.kill('SIGTERM');
  if (await attendreQue(() => fini(enfant), DELAI_ARRET_MS)) return;
  dire("Le serveur n'a pas fini en 10 s : arrêt forcé.");
  enfant.kill('SIGKILL');
  await attendreQue(() => fini(enfant), 2_000);
}

function colonnes(lignes) {
  const largeurs = lignes[0].map((_, i) => Math.max(...lignes.map((l) => [...l[i]].length)));
  return lignes.map((l) => `  ${l.map((c, i) => c + ' '.repeat(largeurs[i] - [...c].length)).join('  ')}`.trimEnd());
}

function direConnexions(adresse) {
  const connexions = lireJson(CONNEXIONS, []);
  if (connexions.length === 0) return;
  if (process.env.OIDC_EMETTEUR === undefined) {
    dire(
      `\nPour entrer : ${adresse}/connexion. Toute personne de la démonstration peut y être choisie, sans mot de passe.`,
    );
  }
  dire(
    "\nComptes de démonstration (personnes fictives). Pour l'API, jeton à donner dans « Authorization: Bearer … » :",
  );
  const lignes = connexions.map((c) => [c.courriel, c.nom, c.role, c.organisme, c.jeton].map((v) => String(v ?? '')));
  colonnes([['courriel', 'nom', 'rôle', 'organisme', 'jeton'], ...lignes]).forEach(dire);
}

/** Resolves at the first reason to stop: a signal, npm gone without a word, or the API's own end. */
function finDemandee(enfant) {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve('signal'));
    enfant.once('exit', () => resolve('api'));
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve('signal'), 500).unref();
  });
}

async function servir(base, port, avecJournal) {
  const adresse = `http://localhost:${port}`;
  dire('Démarrage du serveur…');
  const enfant = engendrerApi(base.url, port, avecJournal);
  declarer({ api: enfant.pid, port, adresse });
  const arret = finDemandee(enfant);
  const pret = attendrePret(enfant, `http://127.0.0.1:${port}`, avecJournal);
  try {
    const premier = await Promise.race([
      pret.then(() => 'pret'),
      arret.then((cause) => (cause === 'api' ? pret : cause)),
    ]);
    if (premier === 'pret') {
      direConnexions(adresse);
      if (!process.env.SMTP_ADRESSE && process.env.NODE_ENV !== 'production')
        dire(`\nCourriels qui seraient partis : ${adresse}/courriels`);
      if (!avecJournal) dire(`\nJournal : ${path.relative(RACINE, JOURNAL_API)}. Arrêt : Ctrl-C.`);
      dire(`Tour de table est prêt : ${adresse}`);
    }
    const cause = await arret;
    if (cause === 'api') {
      throw new Echec(
        `Le serveur s'est arrêté tout seul : lisez ${path.relative(RACINE, JOURNAL_API)}, puis relancez npm start.`,
      );
    }
    dire('\nArrêt en cours…');
  } finally {
    pret.catch(() => undefined);
    await arreterApi(enfant);
  }
}

/** A signal during the first steps must still stop the database that was started. */
async function interruptible(action) {
  let interrompre;
  const signal = new Promise(
    (_, reject) =>
      (interrompre = () => reject(new Echec('Démarrage interrompu : relancez npm start quand vous voudrez.'))),
  );
  signal.catch(() => undefined);
  for (const nom of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(nom, interrompre);
  await Promise.race([action(), signal]);
  for (const nom of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(nom, interrompre);
}

await executer(async () => {
  const debut = performance.now();
  const port = portDemande();
  await exigerPortLibre(port);
  await installerDependances();
  const { construire } = await import('./construire.mjs');
  await construire();
  dire(
    process.env.DATABASE_URL
      ? 'Connexion à la base donnée par DATABASE_URL…'
      : 'Démarrage de la base PostgreSQL embarquée (./.data)…',
  );
  const base = await occuperBase();
  try {
    // Invented people have no place in a production database.
    await interruptible(() => preparer(base, { demo: process.env.NODE_ENV !== 'production' }));
    dire(`Base prête (${duree(debut)} depuis le lancement).`);
    await servir(base, port, process.argv.includes('--journal'));
  } finally {
    await base.liberer();
    await attendre(0);
  }
  dire('Arrêté.');
  process.exit(0);
});
if (process.exitCode) process.exit();
