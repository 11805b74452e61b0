// The key that seals the journal of a demonstration, made once in ./.data. Production is given its own and has no default.
import { generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DONNEES, ecrireFichier } from './communs.mjs';

const CLE = path.join(DONNEES, 'scellement/cle.pem');
const HORODATAGE = path.join(DONNEES, 'horodatage');
const CACHET = path.join(DONNEES, 'cachet');

/** What a verifier of the demonstration trusts: every key that has sealed it, and its own time-stamping authority. */
export const CLES_PUBLIQUES = path.join(DONNEES, 'scellement/cles-publiques.pem');
export const AUTORITE = path.join(HORODATAGE, 'autorite.pem');

function creerCle() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  ecrireFichier(CLE, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  fs.appendFileSync(CLES_PUBLIQUES, publicKey.export({ type: 'spki', format: 'pem' }));
}

function opensslPresent() {
  return spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;
}

/** @returns {Record<string, string>} settings to add to those of the environment */
export function reglagesScellement(env = process.env) {
  if (env.NODE_ENV === 'production' || env.CLE_SCELLEMENT || env.CLE_SCELLEMENT_FICHIER) return {};
  if (!fs.existsSync(CLE)) creerCle();
  const horodatage = env.HORODATAGE ?? (opensslPresent() ? 'local' : 'aucun');
  const cachet = { CACHET: env.CACHET ?? 'local', CACHET_DOSSIER: CACHET };
  return { CLE_SCELLEMENT_FICHIER: CLE, HORODATAGE: horodatage, HORODATAGE_DOSSIER: HORODATAGE, ...cachet };
}
