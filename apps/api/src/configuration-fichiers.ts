import { tmpdir } from 'node:os';
import path from 'node:path';
import { accepter, refuser, type Decision } from '@tdt/domaine';
import type { CleDeSignature, OptionsFichiers } from '@tdt/socle';

type Environnement = Record<string, string | undefined>;

/** Where the demonstration keeps its attachments. */
const DOSSIER_DE_DEVELOPPEMENT = '.data/pieces';
const OCTETS_DE_CLE = 32;
const S3 = ['S3_ADRESSE', 'S3_REGION', 'S3_SEAU', 'S3_CLE_ACCES', 'S3_CLE_SECRETE'] as const;

const refuserEnv = (nom: string, phrase: string) => refuser('ENTREE_INVALIDE', `${nom} ${phrase}`, nom);

function lireDepot(env: Environnement, production: boolean): Decision<OptionsFichiers['depot']> {
  const sorte = env['DEPOT'] ?? 'disque';
  if (sorte === 's3') return lireS3(env);
  if (sorte !== 'disque') return refuserEnv('DEPOT', `vaut « ${sorte} » : choisissez parmi disque, s3.`);
  const dossier = env['DEPOT_DOSSIER'] ?? (production ? '' : DOSSIER_DE_DEVELOPPEMENT);
  if (dossier) return accepter({ sorte: 'disque', dossier: path.resolve(dossier) });
  return refuserEnv('DEPOT_DOSSIER', 'manque : donnez le dossier durable des pièces jointes, ou DEPOT=s3.');
}

function lireS3(env: Environnement): Decision<OptionsFichiers['depot']> {
  const manque = S3.find((nom) => !env[nom]);
  if (manque) return refuserEnv(manque, 'manque : DEPOT=s3 l’exige.');
  const [adresse = '', region = '', seau = '', cleAcces = '', cleSecrete = ''] = S3.map((nom) => env[nom]);
  const valide = URL.canParse(adresse) && /^https?:$/.test(new URL(adresse).protocol);
  if (!valide) return refuserEnv('S3_ADRESSE', 'n’est pas une adresse « https://… » valide : corrigez-la.');
  return accepter({ sorte: 's3', adresse, region, seau, cleAcces, cleSecrete });
}

/** In production a scanner is required, and « none » is no answer: nothing would ever leave quarantine, or all would unseen. */
function lireAntivirus(env: Environnement, production: boolean): Decision<OptionsFichiers['antivirus']> {
  const texte = env['ANTIVIRUS'];
  const socket = /^clamd:(\/(?!\/).+)$/.exec(texte ?? '')?.[1];
  if (socket) return accepter({ sorte: 'clamd', adresse: { path: socket } });
  const [, host, port] = /^clamd:\/\/([\w.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(texte ?? '') ?? [];
  if (host && Number(port) <= 65_535)
    return accepter({ sorte: 'clamd', adresse: { host: host.replace(/[[\]]/g, ''), port: Number(port) } });
  const attendu = 'donnez « clamd://hôte:port » ou « clamd:/chemin/de/la/prise ».';
  if (production)
    return refuserEnv('ANTIVIRUS', `${texte ? `vaut « ${texte} »` : 'manque'} : en production, ${attendu}`);
  if (texte === undefined) return accepter({ sorte: 'absent' });
  if (texte === 'aucun') return accepter({ sorte: 'dispense' });
  return refuserEnv('ANTIVIRUS', `vaut « ${texte} » : ${attendu} En développement, « aucun » dispense d’analyse.`);
}

/** `nom:secret`, the secret being at least 32 random bytes in base64. A key is never quoted in a refusal. */
function lireCle(texte: string): CleDeSignature | null {
  const [, nom, base64] = /^([a-z0-9-]{1,16}):([A-Za-z0-9+/_-]+=*)$/.exec(texte.trim()) ?? [];
  const secret = Buffer.from(base64 ?? '', 'base64');
  // Thirty-two random bytes hold some thirty different values: a repeated motif was not drawn at random.
  const forte = secret.length >= OCTETS_DE_CLE && new Set(secret).size >= OCTETS_DE_CLE / 2;
  return nom && forte ? { nom, secret } : null;
}

function lireCles(env: Environnement, production: boolean): Decision<CleDeSignature[]> {
  const texte = env['CLES_LIENS'];
  if (!texte && !production) return accepter([]);
  if (!texte)
    return refuserEnv('CLES_LIENS', 'manque : donnez « nom:clé », la clé étant 32 octets au hasard en base64.');
  const cles = texte.split(',').map(lireCle);
  const noms = new Set(cles.map((cle) => cle?.nom));
  if (cles.some((cle) => cle === null) || noms.size !== cles.length)
    return refuserEnv(
      'CLES_LIENS',
      'est mal formé ou trop faible : « nom:clé,… », chaque clé de 32 octets au hasard en base64.',
    );
  return accepter(cles.flatMap((cle) => cle ?? []));
}

/** Reads how attachments are stored, scanned and served, or names the first wrong value in one French sentence. */
export function lireFichiers(env: Environnement, production: boolean): Decision<OptionsFichiers> {
  const depot = lireDepot(env, production);
  if (!depot.ok) return depot;
  const antivirus = lireAntivirus(env, production);
  if (!antivirus.ok) return antivirus;
  const cles = lireCles(env, production);
  if (!cles.ok) return cles;
  const local = depot.fait.sorte === 'disque' ? depot.fait.dossier : path.join(tmpdir(), 'tour-de-table');
  const travail = path.resolve(env['DEPOT_TRAVAIL'] ?? path.join(local, 'travail'));
  return accepter({ depot: depot.fait, travail, antivirus: antivirus.fait, clesLiens: cles.fait });
}
