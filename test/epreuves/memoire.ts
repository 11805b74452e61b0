import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pdfDeTaille } from '../../libs/candidatures/essais/fabrique-pdf.js';
import { joindre, preparer, semerAmiHubs } from '../monde-candidatures.js';
import type { Plateforme } from '../monde-client.js';
import { ouvrirGuichet } from './guichet.js';
import { nombre, type Bilan, type Lieu } from './outils.js';
import { compile, portLibre, Processus } from './processus.js';

const MIO = 1024 * 1024;
/** Two of each document, the second in the place of the first: three hundred mebibytes at once. */
const CODES = ['STATUTS', 'DIRIGEANTS', 'SIRENE', 'RIB', 'COMPTES', 'LETTRES'].flatMap((code) => [code, code]);
const CROISSANCE_MAX_MIO = 100;
const GROS = pdfDeTaille(25 * MIO);

/** Highest resident size of a process since its start or since it was reset, in mebibytes. */
async function sommet(pid: number): Promise<number> {
  const statut = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(statut)?.[1]) / 1024;
}

/** By how much the memory of a receiver grows, in mebibytes, when twelve files of the largest size reach it at once. */
async function croissance(
  receveur: Processus,
  url: string,
  envoyer: (url: string, code: string) => Promise<number>,
): Promise<number> {
  receveur.lancer();
  try {
    for (let essai = 0; !(await fetch(`${url}/vivant`).catch(() => undefined)); essai += 1) {
      if (essai > 600) throw new Error('le receveur ne démarre pas');
      await new Promise((suite) => setTimeout(suite, 100));
    }
    // The first one pays for what is loaded once.
    await envoyer(url, 'STATUTS');
    // Its peak begins again here: that of its start would hide what follows.
    await writeFile(`/proc/${receveur.pid}/clear_refs`, '5');
    const avant = await sommet(receveur.pid);
    const statuts = await Promise.all(CODES.map((code) => envoyer(url, code)));
    if (statuts.some((statut) => statut !== 201)) throw new Error(`fichiers refusés : ${statuts.join(', ')}`);
    return (await sommet(receveur.pid)) - avant;
  } finally {
    await receveur.tuer();
  }
}

/** A candidature that its applicant may still complete. */
async function preparerDossier(p: Plateforme): Promise<string> {
  await p.reglerHorloge('2021-06-01T09:00:00Z');
  const appelId = await semerAmiHubs(p);
  return preparer(p, 'hubBretagne', p.monde.organismes.hubBretagne, appelId);
}

async function mesurer(lieu: Lieu, dossier: string): Promise<{ nous: number; temoin: number }> {
  const base = await lieu.nouvelleBase('memoire');
  const guichet = await ouvrirGuichet(base.url, { DEPOT_DOSSIER: dossier, ANTIVIRUS: 'aucun' });
  try {
    const id = await preparerDossier(guichet);
    const envoyer = async (url: string, code: string) =>
      (await joindre({ ...guichet, url }, 'hubBretagne', id, code, GROS)).statut;
    const [port, autrePort] = [await portLibre(), await portLibre()];
    const application = new Processus(compile('apps/api/src/main.js'), [], {
      DATABASE_URL: base.url,
      PORT: String(port),
      NODE_ENV: 'test',
      NIVEAU_JOURNAL: 'error',
      DEPOT_DOSSIER: dossier,
      ANTIVIRUS: 'aucun',
    });
    const enMemoire = new Processus(compile('test/epreuves/receveur-en-memoire.js'), [String(autrePort)]);
    return {
      nous: await croissance(application, `http://127.0.0.1:${port}`, envoyer),
      temoin: await croissance(enMemoire, `http://127.0.0.1:${autrePort}`, envoyer),
    };
  } finally {
    await guichet.fermer();
    await base.fermer();
  }
}

/** The memory of the server does not grow with the files that it receives; that of one that holds them whole does. */
export async function epreuveMemoire(lieu: Lieu): Promise<Bilan> {
  if (process.platform !== 'linux') return { reussie: true, ligne: 'mémoire : NON JOUÉE, elle se lit dans /proc' };
  const dossier = await mkdtemp(path.join(os.tmpdir(), 'tdt-memoire-'));
  try {
    const { nous, temoin } = await mesurer(lieu, dossier);
    return {
      reussie: nous < CROISSANCE_MAX_MIO && temoin > CROISSANCE_MAX_MIO,
      ligne:
        `mémoire : ${CODES.length} pièces de 25 Mio reçues à la fois, ${nombre(Math.round(nous))} Mio de plus ` +
        `(${CROISSANCE_MAX_MIO} au plus) ; en les gardant en mémoire, ${nombre(Math.round(temoin))}`,
    };
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}
