import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { nouvelleCleScellement } from '@tdt/socle';
import type { FauxClamd } from '../../libs/socle/essais/faux-clamd.js';
import { appliquerMigrations } from '../../migrations/index.js';
import type { Cibles } from './actes-pannes.js';
import { compterAcquits } from './carnet.js';
import type { ReglagesClient } from './client-pannes.js';
import type { Grappe } from './grappe.js';
import { plateformeDe, preparerCibles, type Tailles } from './monde-pannes.js';
import { avecPool } from './outils.js';
import { compile, portLibre, Processus } from './processus.js';

/** The world, the real API and its client, on a server that only they use. */
export interface Scene {
  readonly grappe: Grappe;
  readonly application: Processus;
  /** Sends the notices: a process of its own, or the application itself. */
  readonly facteur: Processus;
  readonly client: Processus;
  readonly api: string;
  readonly carnet: string;
  readonly cibles: Cibles;
  /** Public key of the seals, PEM. */
  readonly sceaux: string;
}

/** Where a scene is played, and whether the application sends its notices itself or leaves them to a process of their own. */
export interface Lieux {
  grappe: Grappe;
  antivirus: FauxClamd;
  boite: string;
  separes: boolean;
}

/** The application as it is deployed: in one process, or in each of its roles on a port of its own. */
async function applicationSur({ grappe, antivirus, boite, separes }: Lieux, port: number, privee: KeyObject) {
  const env = {
    DATABASE_URL: grappe.url,
    NODE_ENV: 'production',
    // Never asked: the client of this proof bears a token.
    ADRESSE_PUBLIQUE: 'https://plateforme.invalid',
    OIDC_EMETTEUR: 'https://fournisseur.invalid',
    OIDC_CLIENT_ID: 'pannes',
    OIDC_CLIENT_SECRET: 'secret-jamais-demandé',
    CLE_SCELLEMENT: privee.export({ type: 'pkcs8', format: 'pem' }).toString(),
    NIVEAU_JOURNAL: 'silent',
    // A handful of people write here as much as thousands would.
    FACTEUR_DEBIT: '10000',
    SMTP_ADRESSE: boite,
    EXPEDITEUR: 'Tour de table <avis@plateforme.invalid>',
    // What production requires.
    DEPOT_DOSSIER: path.join(grappe.dossier, 'pieces'),
    ANTIVIRUS: `clamd://${antivirus.host}:${antivirus.port}`,
    CLES_LIENS: `epreuve:${randomBytes(32).toString('base64')}`,
  };
  const role = (ROLE: string, n: number) =>
    new Processus(compile('apps/api/src/main.js'), [], { ...env, ROLE, PORT: String(n) });
  if (separes) return { application: role('web', port), facteur: role('worker', await portLibre()) };
  const seule = role('tout', port);
  return { application: seule, facteur: seule };
}

/** The address of a database that acknowledges without waiting for the disk: its options win over those of the application. */
export function adresseNonDurable({ url: adresse }: Grappe): string {
  const url = new URL(adresse);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

export async function monterScene(lieux: Lieux, tailles: Tailles): Promise<Scene> {
  const { grappe } = lieux;
  await grappe.demarrer();
  await appliquerMigrations(grappe.url);
  const port = await portLibre();
  const api = `http://127.0.0.1:${port}`;
  const cle = nouvelleCleScellement();
  const { application, facteur } = await applicationSur(lieux, port, cle.privee);
  new Set([application, facteur]).forEach((processus) => processus.lancer());
  try {
    await demanderPret(api);
    const cibles = await avecPool(grappe.url, 2, async (pool) =>
      preparerCibles(await plateformeDe(api, pool), tailles),
    );
    const carnet = path.join(grappe.dossier, 'carnet-client.txt');
    const fichier = path.join(grappe.dossier, 'reglages-client.json');
    fs.writeFileSync(fichier, JSON.stringify({ api, carnet, cibles } satisfies ReglagesClient));
    const client = new Processus(compile('test/epreuves/client-pannes.js'), [fichier]);
    const sceaux = createPublicKey(cle.privee).export({ type: 'spki', format: 'pem' }).toString();
    return { grappe, application, facteur, client, api, carnet, cibles, sceaux };
  } catch (erreur) {
    await Promise.all([application.tuer(), facteur.tuer()]);
    throw erreur;
  }
}

/** Waits until `voulues` more acknowledgements are in the notebook, so that every kill falls under load. */
export async function attendreCharge(carnet: string, voulues: number): Promise<void> {
  const depart = compterAcquits(carnet);
  for (let essai = 0; compterAcquits(carnet) < depart + voulues; essai += 1) {
    if (essai > 2_400) throw new Error('la charge n’avance plus : le client, l’application ou la base ne répond pas');
    await attendre(25);
  }
}

/** Readiness as the application sees it, once it answers. On a busy machine its two clocks may seem to disagree for a moment. */
export async function demanderPret(api: string): Promise<string> {
  for (let essai = 1; ; essai += 1) {
    const reponse = await fetch(`${api}/pret`).catch(() => undefined);
    const { etat, motif } = ((await reponse?.json()) ?? {}) as { etat?: string; motif?: string };
    if (etat !== undefined && (motif !== 'horloges en désaccord' || essai >= 600)) return motif ?? etat;
    if (essai >= 600) throw new Error('l’application ne répond pas');
    await attendre(100);
  }
}
