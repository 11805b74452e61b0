import { readFileSync } from 'node:fs';
import { accepter, refuser, type Decision } from '@tdt/domaine';
import {
  cachetLocal,
  horodateurHttp,
  horodateurLocal,
  lireCleScellement,
  lireP12,
  type Cachet,
  type CleScellement,
  type Horodateur,
  type OptionsScellement,
} from '@tdt/socle';

type Environnement = Record<string, string | undefined>;

function lireFichier(chemin: string, nom: string): Decision<string> {
  try {
    return accepter(readFileSync(chemin, 'utf8'));
  } catch {
    return refuser('ENTREE_INVALIDE', `${nom} : le fichier « ${chemin} » ne peut pas être lu.`, nom);
  }
}

/** The key itself, or the file that holds it: never a default, except none at all outside production. */
function lireCle(env: Environnement, enProduction: boolean): Decision<CleScellement | null> {
  const fichier = env['CLE_SCELLEMENT_FICHIER'];
  if (fichier) {
    const pem = lireFichier(fichier, 'CLE_SCELLEMENT_FICHIER');
    return pem.ok ? lireCleScellement(pem.fait, 'CLE_SCELLEMENT_FICHIER') : pem;
  }
  const pem = env['CLE_SCELLEMENT'];
  if (pem) return lireCleScellement(pem, 'CLE_SCELLEMENT');
  if (!enProduction) return accepter(null);
  return refuser(
    'ENTREE_INVALIDE',
    'CLE_SCELLEMENT manque : donnez la clé Ed25519 qui scelle le journal (PEM), ou CLE_SCELLEMENT_FICHIER.',
    'CLE_SCELLEMENT',
  );
}

/** `aucun`, `local` (an authority of one's own, for demonstrations), or the address of a real one. */
function lireHorodateur(env: Environnement, enProduction: boolean): Decision<Horodateur | null> {
  const choix = env['HORODATAGE'] ?? 'aucun';
  if (choix === 'aucun') return accepter(null);
  if (choix === 'local') {
    if (!enProduction) return accepter(horodateurLocal(env['HORODATAGE_DOSSIER'] ?? '.data/horodatage'));
    const message = 'HORODATAGE vaut « local » : une autorité faite ici ne prouve rien à un tiers, donnez une adresse.';
    return refuser('ENTREE_INVALIDE', message, 'HORODATAGE');
  }
  if (!URL.canParse(choix) || !/^https?:$/.test(new URL(choix).protocol)) {
    const message = `HORODATAGE vaut « ${choix} » : choisissez aucun, local ou l’adresse d’une autorité (RFC 3161).`;
    return refuser('ENTREE_INVALIDE', message, 'HORODATAGE');
  }
  const certificats = env['HORODATAGE_CERTIFICATS'];
  if (!certificats) {
    const message = 'HORODATAGE_CERTIFICATS manque : donnez le fichier des certificats de l’autorité (PEM).';
    return refuser('ENTREE_INVALIDE', message, 'HORODATAGE_CERTIFICATS');
  }
  const lu = lireFichier(certificats, 'HORODATAGE_CERTIFICATS');
  return lu.ok ? accepter(horodateurHttp(choix, certificats)) : lu;
}

/** The institution's seal, with the password beside it in the environment or in a file: neither is ever quoted. */
function lireFichierCachet(env: Environnement, fichier: string): Decision<Cachet> {
  const secret = env['CACHET_MOT_DE_PASSE_FICHIER'];
  const motDePasse = secret
    ? lireFichier(secret, 'CACHET_MOT_DE_PASSE_FICHIER')
    : accepter(env['CACHET_MOT_DE_PASSE'] ?? '');
  if (!motDePasse.ok) return motDePasse;
  try {
    return lireP12(readFileSync(fichier), motDePasse.fait.trim(), 'CACHET');
  } catch {
    return refuser('ENTREE_INVALIDE', `CACHET : le fichier « ${fichier} » ne peut pas être lu.`, 'CACHET');
  }
}

/** `aucun`, `local` (a seal of one's own, for demonstrations), or the PKCS #12 file of the institution. */
function lireCachet(env: Environnement, enProduction: boolean): Decision<Cachet | null> {
  const choix = env['CACHET'] ?? 'aucun';
  if (choix === 'aucun') return accepter(null);
  if (choix !== 'local') return lireFichierCachet(env, choix);
  if (!enProduction) return accepter(cachetLocal(env['CACHET_DOSSIER'] ?? '.data/cachet'));
  const message = 'CACHET vaut « local » : un cachet fait ici ne prouve rien à un tiers, donnez un fichier PKCS #12.';
  return refuser('ENTREE_INVALIDE', message, 'CACHET');
}

/** Everything that the seals of the journal and of the conventions need, or the first wrong value. */
export function lireScellement(
  env: Environnement,
  enProduction: boolean,
  periode: Decision<number>,
  adresse: string,
): Decision<OptionsScellement> {
  const cle = lireCle(env, enProduction);
  if (!cle.ok) return cle;
  const horodateur = lireHorodateur(env, enProduction);
  if (!horodateur.ok) return horodateur;
  if (!periode.ok) return periode;
  const cachet = lireCachet(env, enProduction);
  if (!cachet.ok) return cachet;
  const options = { cle: cle.fait, horodateur: horodateur.fait, periodeMs: periode.fait * 1_000 };
  return accepter({ ...options, cachet: cachet.fait, adresse });
}
