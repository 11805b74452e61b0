// The operations that the pages of apps/web send: read from the sources, so that a page and what is made of it cannot part.
import fs from 'node:fs';
import path from 'node:path';
import { Echec, RACINE } from './communs.mjs';

const SOURCES = path.join(RACINE, 'apps/web/src');
const GABARIT = /\bgql\(\s*`([^`]*)`/g;

/** Every `gql(`…`)` of the web application: its file, from the root, and its text, which holds no expression. */
export function lireDocuments() {
  const documents = fs
    .readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name))
    .map((e) => path.join(e.parentPath, e.name))
    .sort()
    .flatMap((f) =>
      [...fs.readFileSync(f, 'utf8').matchAll(GABARIT)].map(([, texte]) => ({
        fichier: path.relative(RACINE, f),
        texte,
      })),
    );
  const parametre = documents.find(({ texte }) => texte.includes('${'));
  if (parametre) throw new Echec(`Une requête de ${parametre.fichier} contient une expression : écrivez-la entière.`);
  return documents;
}
