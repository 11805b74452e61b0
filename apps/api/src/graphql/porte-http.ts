import type { NextFunction, Request, Response } from 'express';
import { repondreErreur } from '../filtre-http.js';

/** Longest variables accepted, as JSON text: a whole candidature is under 30 kB. */
const VARIABLES_MAX = 64 * 1024;
/** Objects and lists one inside the other: the deepest of our inputs is variables › demande › actions › [] › lieux › []. */
export const PROFONDEUR_VARIABLES_MAX = 7;

/** How many objects and lists stand one inside the other; stops counting beyond `limite`. */
export function profondeurDe(valeur: unknown, limite: number): number {
  if (typeof valeur !== 'object' || valeur === null) return 0;
  if (limite === 0) return 1;
  return 1 + Math.max(0, ...Object.values(valeur).map((v) => profondeurDe(v, limite - 1)));
}

/** « application/json », alone or in UTF-8: another charset would be read differently by what stands in front of us. */
function jsonEnUtf8(type: string | undefined): boolean {
  return type !== undefined && /^application\/json\s*(;\s*charset=("?)utf-8\2\s*)?$/i.test(type);
}

/**
 * What a GraphQL request must be before anything of it is read: a POST, in JSON and UTF-8. GET is refused whatever it
 * carries: a link, an image or a prefetch can then never be a request.
 */
export function exigerJson(requete: Request, reponse: Response, suite: NextFunction): void {
  if (requete.method !== 'POST') {
    reponse.setHeader('Allow', 'POST');
    return repondreErreur(reponse, 405, 'REQUETE_INVALIDE', 'Envoyez les requêtes GraphQL par POST.');
  }
  if (!jsonEnUtf8(requete.headers['content-type'])) {
    return repondreErreur(reponse, 415, 'ENTREE_INVALIDE', 'Envoyez du JSON en UTF-8 (application/json).');
  }
  suite();
}

/** One operation, with variables of a reasonable size: refused before they are coerced. */
export function exigerMesure(requete: Request, reponse: Response, suite: NextFunction): void {
  const corps: unknown = requete.body;
  if (typeof corps !== 'object' || corps === null || Array.isArray(corps)) {
    return repondreErreur(reponse, 400, 'ENTREE_INVALIDE', 'Envoyez une seule opération à la fois.');
  }
  const variables = (corps as { variables?: unknown }).variables ?? {};
  const excessives =
    profondeurDe(variables, PROFONDEUR_VARIABLES_MAX) > PROFONDEUR_VARIABLES_MAX ||
    Buffer.byteLength(JSON.stringify(variables)) > VARIABLES_MAX;
  if (excessives) {
    return repondreErreur(reponse, 413, 'LIMITE_DEPASSEE', 'Les variables sont trop volumineuses ou trop imbriquées.');
  }
  suite();
}
