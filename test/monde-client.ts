import type { Executeur } from '@tdt/socle';
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

/** Stops the clock of a database at this instant; null gives it back the real one, as the migrations made it. */
export async function reglerHorloge(base: Pick<Executeur, 'query'>, instant: string | null): Promise<void> {
  const corps =
    instant === null
      ? "date_trunc('milliseconds', clock_timestamp())"
      : `timestamptz '${new Date(instant).toISOString()}'`;
  await base.query(
    `create or replace function maintenant() returns timestamptz language sql volatile as $f$select ${corps}$f$`,
  );
}

/** One argument of a mutation: its GraphQL type and its value. */
type Arguments = Record<string, [type: string, valeur: unknown]>;

const REFUS = '... on Refus { refus: code message chemin details { chemin message } }';

/**
 * Plays one act through the API and gives back the object; a refusal is an exception that says everything, because a story
 * whose act is refused is a wrong story.
 */
export async function jouer<T = { id: string }>(
  p: Plateforme,
  jeton: string,
  nom: string,
  args: Arguments,
  [type, champs]: [type: string, champs: string],
): Promise<T> {
  const entete = Object.entries(args).map(([cle, [t]]) => `$${cle}: ${t}`);
  const passage = Object.keys(args).map((cle) => `${cle}: $${cle}`);
  const requete = `mutation (${entete.join(', ')}) { ${nom}(${passage.join(', ')}) { ... on ${type} { ${champs} } ${REFUS} } }`;
  const variables = Object.fromEntries(Object.entries(args).map(([cle, [, valeur]]) => [cle, valeur]));
  const reponse = (await p.gql<Record<string, T & { refus?: string }>>(jeton, requete, variables))[nom];
  if (!reponse || reponse.refus) throw new Error(`${nom} : ${JSON.stringify(reponse)}`);
  return reponse;
}

/** The smallest file that the platform takes for a PDF: the story attaches real bytes, not a name. */
export function pdfMinimal(): Buffer {
  const objets = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let corps = '%PDF-1.4\n';
  const lignes = objets.map((objet, rang) => {
    const position = corps.length;
    corps += `${rang + 1} 0 obj${objet}endobj\n`;
    return `${String(position).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 4\n0000000000 65535 f \n${lignes.join('')}trailer<</Size 4/Root 1 0 R>>`;
  return Buffer.from(`${corps}${table}\nstartxref\n${corps.length}\n%%EOF\n`, 'latin1');
}

/** Attaches a document to a candidature through the upload route. */
export async function joindrePiece(p: Plateforme, jeton: string, candidatureId: string, code: string): Promise<void> {
  const formulaire = new FormData();
  formulaire.append(
    'fichier',
    new Blob([new Uint8Array(pdfMinimal())], { type: 'application/pdf' }),
    `${code.toLowerCase()}.pdf`,
  );
  const reponse = await fetch(`${p.url}/pieces/${candidatureId}/${code}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jeton}` },
    body: formulaire,
  });
  if (!reponse.ok) throw new Error(`joindre ${code} : ${reponse.status} ${await reponse.text()}`);
}
