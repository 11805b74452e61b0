import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { lireTete } from './der.js';

/*
 * What an outside provider gives back is read with fewer certainties than what we sign ourselves: its CMS has another shape, and
 * other signatures may stand beside the one that is looked for. OpenSSL verifies it, as it verifies time-stamps.
 */

const lancer = promisify(execFile);
const DELAI_MS = 15_000;
const PLAGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

/** What can be said of a copy of a document signed elsewhere. */
export interface CopieLue {
  pdf: boolean;
  /** Its first bytes are the whole document, untouched: what was signed was added behind it. */
  commenceParLeFige: boolean;
  /** A signature was added that covers every byte of the copy but itself. */
  signatureSurTout: boolean;
  /** That signature verifies, by the certificate that it bears; whether that one is trusted is for whoever reads it. */
  signatureIntacte: boolean;
}

interface Ajoutee {
  /** CMS, in DER. */
  cms: Buffer;
  couvert: Buffer;
}

/** The signature that was added after `debut` and covers everything, null when there is none. */
function trouver(recu: Buffer, debut: number): Ajoutee | null {
  for (const [, a, b, c, d] of recu.toString('latin1', debut).matchAll(PLAGE)) {
    const [de, longueur, reprise, fin] = [Number(a), Number(b), Number(c), Number(d)];
    const surTout = de === 0 && longueur >= debut && reprise > longueur && reprise + fin === recu.length;
    const hexa = surTout ? /^<([0-9a-f\s]+)>$/i.exec(recu.toString('latin1', longueur, reprise))?.[1] : undefined;
    if (hexa === undefined) continue;
    const couvert = Buffer.concat([recu.subarray(0, longueur), recu.subarray(reprise)]);
    return { cms: Buffer.from(hexa.replace(/\s/g, ''), 'hex'), couvert };
  }
  return null;
}

async function verifier({ cms, couvert }: Ajoutee): Promise<boolean> {
  const dossier = await mkdtemp(path.join(os.tmpdir(), 'tour-de-table-copie-'));
  const [signature, contenu] = [path.join(dossier, 'signature.der'), path.join(dossier, 'contenu')];
  try {
    // The place kept for a signature is larger than it: zeros follow.
    await writeFile(signature, lireTete(cms).octets, { mode: 0o600 });
    await writeFile(contenu, couvert, { mode: 0o600 });
    const quoi = ['-inform', 'DER', '-in', signature, '-content', contenu, '-binary', '-noverify'];
    await lancer('openssl', ['cms', '-verify', ...quoi, '-out', os.devNull], { timeout: DELAI_MS });
    return true;
  } catch {
    // No DER, or no signature of these bytes.
    return false;
  } finally {
    await rm(dossier, { recursive: true, force: true });
  }
}

/** Reads the copy of `fige` that came back signed. Never throws for what the copy holds. */
export async function lireCopieSignee(fige: Buffer, recu: Buffer): Promise<CopieLue> {
  const pdf = recu.toString('latin1', 0, 5) === '%PDF-';
  const commenceParLeFige = recu.length > fige.length && recu.subarray(0, fige.length).equals(fige);
  const ajoutee = commenceParLeFige ? trouver(recu, fige.length) : null;
  return {
    pdf,
    commenceParLeFige,
    signatureSurTout: ajoutee !== null,
    signatureIntacte: ajoutee !== null && (await verifier(ajoutee)),
  };
}
