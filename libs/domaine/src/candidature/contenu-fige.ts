import type { Candidature } from './candidature.js';

/**
 * Canonical JSON of plain data: keys sorted, no space, bigint as a string of digits, Date in ISO; undefined keys left out.
 * Two equal contents give the same text whatever the order in which they were built.
 * @throws TypeError on what has no canonical text (a function, a number that is not finite)
 */
export function canoniser(valeur: unknown): string {
  if (valeur === null || typeof valeur === 'boolean' || typeof valeur === 'string') return JSON.stringify(valeur);
  if (typeof valeur === 'bigint') return `"${valeur}"`;
  if (typeof valeur === 'number' && Number.isFinite(valeur)) return JSON.stringify(valeur);
  if (valeur instanceof Date) return JSON.stringify(valeur.toISOString());
  if (Array.isArray(valeur)) return `[${valeur.map(canoniser).join(',')}]`;
  if (typeof valeur !== 'object') throw new TypeError(`Valeur sans texte canonique : ${String(valeur)}`);
  const champs = Object.entries(valeur)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cle, v]) => `${JSON.stringify(cle)}:${canoniser(v)}`);
  return `{${champs.join(',')}}`;
}

/**
 * The content of a file as it is frozen at deposit: the text whose SHA-256 goes on the receipt. The state is left out,
 * since it moves afterwards while the content does not.
 */
export function contenuFige(candidature: Candidature): string {
  const { titre, resume, debut, fin, porteur, partenaires, actions, regions, budget, plan, assiette } = candidature;
  const { montantDemande, pieces, contratEngagementRepublicain, origineInitiative, baseAide } = candidature;
  const { aidesDeclarees, exceptionParticipation, reception } = candidature;
  return canoniser({
    titre,
    resume,
    debut,
    fin,
    porteur,
    partenaires,
    actions,
    regions,
    budget,
    plan,
    assiette,
    montantDemande,
    pieces,
    contratEngagementRepublicain,
    origineInitiative,
    baseAide,
    aidesDeclarees,
    exceptionParticipation,
    reception: reception ?? undefined,
  });
}
