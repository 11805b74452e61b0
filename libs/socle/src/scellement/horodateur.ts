import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** A time-stamping authority (RFC 3161). */
export interface Horodateur {
  /** Name shown to the public. */
  readonly autorite: string;
  /**
   * The authority's whole answer (TimeStampResp, DER) for this SHA-256, verified against its certificates.
   * @throws Error when it does not answer, refuses, or answers something that does not verify
   */
  horodater(empreinte: Buffer): Promise<Buffer>;
}

/** Answers a request (TimeStampReq, DER) that was left in a file. */
type Repondre = (fichierRequete: string, dossier: string) => Promise<Buffer>;

const lancer = promisify(execFile);
const DELAI_MS = 15_000;

/** `serie`: the file of the serial number that an answer takes; openssl reads its whole configuration, whatever it is asked. */
function openssl(args: string[], dossier?: string, serie = 'aucune'): Promise<unknown> {
  return lancer('openssl', args, { cwd: dossier, timeout: DELAI_MS, env: { ...process.env, SERIE: serie } });
}

/** The request is made and the answer verified by `openssl ts`; only who answers changes from one authority to another. */
class HorodateurOpenssl implements Horodateur {
  constructor(
    readonly autorite: string,
    private readonly certificats: string,
    private readonly repondre: Repondre,
  ) {}

  async horodater(empreinte: Buffer): Promise<Buffer> {
    const dossier = await mkdtemp(path.join(os.tmpdir(), 'tour-de-table-horodatage-'));
    const requete = path.join(dossier, 'requete.tsq');
    const reponse = path.join(dossier, 'reponse.tsr');
    try {
      await openssl(['ts', '-query', '-digest', empreinte.toString('hex'), '-sha256', '-cert', '-out', requete]);
      await writeFile(reponse, await this.repondre(requete, dossier));
      // With the request: its nonce must come back, so an old answer cannot be played again.
      await openssl(['ts', '-verify', '-queryfile', requete, '-in', reponse, '-CAfile', this.certificats]);
      return await readFile(reponse);
    } finally {
      await rm(dossier, { recursive: true, force: true });
    }
  }
}

/** An authority asked over HTTP (RFC 3161 §3.4). `certificats`: file of the certificates that it must chain to (PEM). */
export function horodateurHttp(url: string, certificats: string): Horodateur {
  return new HorodateurOpenssl(new URL(url).host, certificats, async (requete) => {
    const reponse = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: await readFile(requete),
      redirect: 'error',
      signal: AbortSignal.timeout(DELAI_MS),
    });
    if (!reponse.ok) throw new Error(`l’autorité d’horodatage a répondu ${reponse.status}`);
    return Buffer.from(await reponse.arrayBuffer());
  });
}

const CONFIGURATION_LOCALE = `
[req]
distinguished_name = nom
[nom]
[autorite]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[horodatage]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = tsa_locale
[tsa_locale]
serial = $ENV::SERIE
signer_cert = horodatage.pem
signer_key = horodatage.cle
certs = horodatage.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
ess_cert_id_alg = sha256
ordering = no
tsa_name = no
`;

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const DIX_ANS = ['-days', '3650'];

async function creerAutorite(dossier: string): Promise<void> {
  await writeFile(path.join(dossier, 'openssl.cnf'), CONFIGURATION_LOCALE);
  const commun = ['-config', 'openssl.cnf'];
  const autorite = ['-x509', '-subj', '/CN=Autorité locale de démonstration', '-utf8', '-extensions', 'autorite'];
  const sortieAutorite = ['-keyout', 'autorite.cle', '-out', 'autorite.pem'];
  await openssl(['req', ...commun, ...autorite, ...EC, ...DIX_ANS, ...sortieAutorite], dossier);
  const demande = ['-subj', '/CN=Horodatage local de démonstration', '-utf8'];
  await openssl(['req', ...commun, ...demande, ...EC, '-keyout', 'horodatage.cle', '-out', 'horodatage.csr'], dossier);
  const signature = ['-CA', 'autorite.pem', '-CAkey', 'autorite.cle', '-CAcreateserial'];
  const extensions = ['-extfile', 'openssl.cnf', '-extensions', 'horodatage'];
  const sortie = ['-in', 'horodatage.csr', '-out', 'horodatage.pem'];
  await openssl(['x509', '-req', ...signature, ...extensions, ...DIX_ANS, ...sortie], dossier);
}

/** Made aside, then put in its place at once: of two that begin together, one serves both. */
async function installerAutorite(racine: string): Promise<void> {
  if (existsSync(path.join(racine, 'horodatage.pem'))) return;
  await mkdir(path.dirname(racine), { recursive: true });
  const neuve = await mkdtemp(`${racine}-`);
  try {
    await creerAutorite(neuve);
    await rename(neuve, racine);
  } catch (erreur) {
    if (!existsSync(path.join(racine, 'horodatage.pem'))) throw erreur;
  } finally {
    await rm(neuve, { recursive: true, force: true });
  }
}

/**
 * An authority of one's own, made in `dossier` at its first use, for tests and demonstrations: it proves that the mechanism
 * works, and nothing to a third party.
 */
export function horodateurLocal(dossier: string): Horodateur {
  const racine = path.resolve(dossier);
  const certificats = path.join(racine, 'autorite.pem');
  return new HorodateurOpenssl('autorité locale de démonstration', certificats, async (requete, temporaire) => {
    await installerAutorite(racine);
    // Drawn for each answer: a counter in a file is lost by one of two that count together, and its request with it.
    const serie = path.join(temporaire, 'serie');
    await writeFile(serie, `7${randomBytes(15).toString('hex').slice(1)}`);
    const reponse = path.join(temporaire, 'locale.tsr');
    await openssl(['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', requete, '-out', reponse], racine, serie);
    return readFile(reponse);
  });
}
