import type { DonneesConvention } from './donnees.js';

/**
 * Canonical JSON: keys in code-unit order, no space, bigint as a decimal string, `undefined` members left out. The same data
 * give the same bytes whatever the order in which the object was built, so the text can be hashed.
 * Throws on what JSON cannot say exactly (Date, NaN, function): a fault of the caller.
 */
export function jsonCanonique(valeur: unknown): string {
  if (typeof valeur === 'bigint') return `"${valeur}"`;
  if (typeof valeur === 'string' || typeof valeur === 'boolean' || valeur === null) return JSON.stringify(valeur);
  if (typeof valeur === 'number' && Number.isFinite(valeur)) return JSON.stringify(valeur);
  if (Array.isArray(valeur)) return `[${valeur.map(jsonCanonique).join(',')}]`;
  if (typeof valeur === 'object' && Object.getPrototypeOf(valeur) === Object.prototype) {
    const membres = Object.entries(valeur as object)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([cle, v]) => `${JSON.stringify(cle)}:${jsonCanonique(v)}`);
    return `{${membres.join(',')}}`;
  }
  throw new TypeError(`Valeur sans forme JSON exacte : ${String(valeur)}`);
}

/** The text embedded in the PDF as `convention.json`: canonical, amounts as strings of centimes. */
export function donneesEnJson(donnees: DonneesConvention): string {
  return jsonCanonique(donnees);
}
