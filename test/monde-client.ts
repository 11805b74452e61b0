import { nouvelId, type Executeur } from '@tdt/socle';
import type { Monde } from './monde.js';

/** What the story needs of a running platform: its API, its people, and the hand on its clock. */
export interface Plateforme {
  url: string;
  monde: Monde;
  gql<T>(jeton: string | null, requete: string, variables?: Record<string, unknown>): Promise<T>;
  sql<T>(requete: string, parametres?: unknown[]): Promise<T[]>;
  /** The same connection, as the seeding functions take it. */
  sqlExecuteur: Executeur;
  reglerHorloge(instant: string | null): Promise<void>;
}

/** Arguments of a mutation, by name: GraphQL type and value. */
export type Arguments = Record<string, readonly [type: string, valeur: unknown]>;

/** The same with a key of its own, where the schema asks for it: in the `demande` when there is one. One that is given stays. */
export function avecCle({ demande, ...autres }: Arguments): Arguments {
  const cle = nouvelId();
  if (!demande) return { cle: ['ID!', cle], ...autres };
  return { ...autres, demande: [demande[0], { cle, ...(demande[1] as object) }] };
}

const REFUS = '... on Refus { refus: code message chemin details { chemin message } }';

/**
 * Plays one act through the API, under a key of its own, and gives back the object; a refusal is an exception that says
 * everything, because a story whose act is refused is a wrong story.
 */
export async function jouer<T = { id: string }>(
  p: Plateforme,
  jeton: string,
  nom: string,
  donnes: Arguments,
  [type, champs]: [type: string, champs: string],
): Promise<T> {
  const args = avecCle(donnes);
  const entete = Object.entries(args).map(([cle, [t]]) => `$${cle}: ${t}`);
  const passage = Object.keys(args).map((cle) => `${cle}: $${cle}`);
  const requete = `mutation (${entete.join(', ')}) { ${nom}(${passage.join(', ')}) { ... on ${type} { ${champs} } ${REFUS} } }`;
  const variables = Object.fromEntries(Object.entries(args).map(([cle, [, valeur]]) => [cle, valeur]));
  const reponse = (await p.gql<Record<string, T & { refus?: string }>>(jeton, requete, variables))[nom];
  if (!reponse || reponse.refus) throw new Error(`${nom} : ${JSON.stringify(reponse)}`);
  return reponse;
}

/** The smallest file that the platform takes for a PDF: the story attaches real bytes, not a name. */
const PDF_EXEMPLE = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Attaches a document to a candidature through the upload route. */
export async function joindrePiece(p: Plateforme, jeton: string, candidatureId: string, code: string): Promise<void> {
  const formulaire = new FormData();
  formulaire.append('fichier', new Blob([PDF_EXEMPLE], { type: 'application/pdf' }), `${code.toLowerCase()}.pdf`);
  const reponse = await fetch(`${p.url}/pieces/${candidatureId}/${code}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jeton}` },
    body: formulaire,
  });
  if (!reponse.ok) throw new Error(`joindre ${code} : ${reponse.status} ${await reponse.text()}`);
}
