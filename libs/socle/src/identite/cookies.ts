import type { CookieOptions, Request, Response } from 'express';
import type { AdressePublique } from './connexion.js';

/** `sid` the session, `connexion` a login under way, `rattachement` a link to confirm, `deconnexion` a logout under way. */
export type NomCookie = 'sid' | 'connexion' | 'rattachement' | 'deconnexion';

/** With `__Host-` a browser refuses the cookie unless it is Secure, of this host alone and for its whole path. */
function nomReel(nom: NomCookie, adresse: AdressePublique): string {
  return adresse.sure ? `__Host-${nom}` : nom;
}

function options(adresse: AdressePublique): CookieOptions {
  // Lax and not Strict: the return from the provider is a navigation from another site.
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: adresse.sure };
}

/** The value of a cookie. Sent twice, it says nothing: one of the two was planted. */
export function lireCookie(
  requete: Pick<Request, 'headers'>,
  nom: NomCookie,
  adresse: AdressePublique,
): string | undefined {
  const prefixe = `${nomReel(nom, adresse)}=`;
  const valeurs = (requete.headers.cookie ?? '')
    .split(';')
    .map((c) => c.trim())
    .filter((c) => c.startsWith(prefixe))
    .map((c) => c.slice(prefixe.length));
  return valeurs.length === 1 && valeurs[0] !== '' ? valeurs[0] : undefined;
}

/** `dureeS`: life in seconds; without it the cookie dies with the browser. */
export function poserCookie(
  reponse: Response,
  nom: NomCookie,
  valeur: string,
  adresse: AdressePublique,
  dureeS?: number,
): void {
  const duree = dureeS === undefined ? {} : { maxAge: dureeS * 1_000 };
  reponse.cookie(nomReel(nom, adresse), valeur, { ...options(adresse), ...duree });
}

export function effacerCookie(reponse: Response, nom: NomCookie, adresse: AdressePublique): void {
  reponse.clearCookie(nomReel(nom, adresse), options(adresse));
}
