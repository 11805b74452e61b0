import { accepter, refuser, type Decision } from '@tdt/domaine';
import { CLE_DEMONSTRATION, nouveauSecret, type ReglagesConnexion, type ReglagesFournisseur } from '@tdt/socle';

type Environnement = Record<string, string | undefined>;

const SECRET_MIN = 16;
const ALGORITHMES = ['RS256', 'ES256'] as const;

function refus(nom: string, phrase: string): ReturnType<typeof refuser> {
  return refuser('ENTREE_INVALIDE', `${nom} ${phrase}`, nom);
}

function ouiOuNon(env: Environnement, nom: string): Decision<boolean> {
  const valeur = env[nom] ?? 'non';
  if (valeur === 'oui' || valeur === 'non') return accepter(valeur === 'oui');
  return refus(nom, `vaut « ${valeur} » : choisissez parmi oui, non.`);
}

/** https, or http on this very machine: a cookie without `Secure` must not travel. In production, https and nothing else. */
export function adresseSure(env: Environnement, nom: string, production: boolean): Decision<URL> {
  const texte = env[nom] ?? '';
  if (!URL.canParse(texte)) return refus(nom, 'n’est pas une adresse « https://… » valide : corrigez-la.');
  const url = new URL(texte);
  if (url.protocol === 'https:') return accepter(url);
  const locale = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (locale && !production) return accepter(url);
  return refus(nom, production ? 'doit être en https:// en production.' : 'doit être en https://, ou sur localhost.');
}

function adressePublique(env: Environnement, production: boolean): Decision<string | null> {
  if (env['ADRESSE_PUBLIQUE'] === undefined) {
    if (!production) return accepter(null);
    return refus('ADRESSE_PUBLIQUE', 'manque : donnez l’adresse https:// par laquelle on joint la plateforme.');
  }
  const url = adresseSure(env, 'ADRESSE_PUBLIQUE', production);
  if (!url.ok) return url;
  if (url.fait.pathname !== '/' || url.fait.search || url.fait.username)
    return refus('ADRESSE_PUBLIQUE', 'se donne sans chemin ni paramètre : https://exemple.fr.');
  return accepter(url.fait.origin);
}

/** The embedded provider lets anybody be anybody: it exists where people are invented, never in production. */
function fournisseurLocal(production: boolean): Decision<ReglagesFournisseur> {
  if (production) {
    return refus(
      'OIDC_EMETTEUR',
      'manque : le fournisseur d’identité de démonstration est refusé en production, donnez l’adresse de ProConnect.',
    );
  }
  const secret = nouveauSecret();
  const cle = CLE_DEMONSTRATION;
  return accepter({
    cle,
    emetteur: null,
    clientId: 'tour-de-table',
    secret,
    algorithme: 'RS256',
    pkce: true,
    maxAge: true,
  });
}

function fournisseurExterne(env: Environnement, production: boolean): Decision<ReglagesFournisseur> {
  const emetteur = adresseSure(env, 'OIDC_EMETTEUR', production);
  if (!emetteur.ok) return emetteur;
  const clientId = env['OIDC_CLIENT_ID'];
  if (!clientId) return refus('OIDC_CLIENT_ID', 'manque : donnez l’identifiant reçu du fournisseur d’identité.');
  const secret = env['OIDC_CLIENT_SECRET'] ?? '';
  // Never quoted: it is a secret.
  if (secret.length < SECRET_MIN)
    return refus(
      'OIDC_CLIENT_SECRET',
      `manque ou compte moins de ${SECRET_MIN} caractères : donnez celui du fournisseur.`,
    );
  const demande = env['OIDC_ALGORITHME'] ?? 'RS256';
  const algorithme = ALGORITHMES.find((a) => a === demande);
  if (!algorithme) return refus('OIDC_ALGORITHME', `vaut « ${demande} » : choisissez parmi ${ALGORITHMES.join(', ')}.`);
  const pkce = ouiOuNon(env, 'OIDC_PKCE');
  if (!pkce.ok) return pkce;
  const maxAge = ouiOuNon(env, 'OIDC_MAX_AGE');
  if (!maxAge.ok) return maxAge;
  const adresse = emetteur.fait.href;
  return accepter({
    cle: adresse,
    emetteur: adresse,
    clientId,
    secret,
    algorithme,
    pkce: pkce.fait,
    maxAge: maxAge.fait,
  });
}

/** Reads how people log in. Without OIDC_EMETTEUR, by the embedded provider. */
export function lireConnexion(env: Environnement, production: boolean): Decision<ReglagesConnexion> {
  const fournisseur = env['OIDC_EMETTEUR'] ? fournisseurExterne(env, production) : fournisseurLocal(production);
  if (!fournisseur.ok) return fournisseur;
  const adresse = adressePublique(env, production);
  if (!adresse.ok) return adresse;
  return accepter({ adressePublique: adresse.fait, fournisseur: fournisseur.fait });
}
