import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { GraphQLError, print, type DocumentNode } from 'graphql';

/** SHA-256 of an operation as graphql-js prints it: layout and comments do not count. */
export function empreinteDocument(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('hex');
}

/** The operations of the web app, by hash: made by the build beside the pages (`construire-web.mjs`). None: nothing is trusted. */
export function lireDocuments(fichier: string): ReadonlySet<string> {
  if (!existsSync(fichier)) return new Set();
  return new Set(Object.keys(JSON.parse(readFileSync(fichier, 'utf8')) as Record<string, string>));
}

/**
 * In production a browser may only ask what our own pages ask: whoever borrows a session, or has none, cannot compose
 * queries. An API token is given to a program that we know, and is free (trust.md §8).
 * @throws GraphQLError REQUETE_INVALIDE when the document is not one of ours
 */
export function exigerDocumentConnu(document: DocumentNode, connus: ReadonlySet<string>, parJeton: boolean): void {
  if (parJeton || connus.has(empreinteDocument(document))) return;
  throw new GraphQLError(
    'Cette requête n’est pas de celles de nos pages. Pour un programme, demandez un jeton d’accès.',
    {
      extensions: { code: 'REQUETE_INVALIDE', chemin: '' },
    },
  );
}
