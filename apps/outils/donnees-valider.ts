import fs from 'node:fs';
import path from 'node:path';
import { validerFichier } from './donnees/valider.js';

/** npm runs its scripts at the root of the repository: paths are meant from where the command was typed. */
const DEPART = process.env['INIT_CWD'] ?? process.cwd();

const { code, texte } = validerFichier(process.argv.slice(2), (fichier) =>
  fs.readFileSync(path.resolve(DEPART, fichier)),
);
process.stdout.write(texte);
process.exitCode = code;
