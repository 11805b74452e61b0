import fs from 'node:fs';
import path from 'node:path';
import { executerCommande } from './repartir/commande.js';

/** npm runs its scripts at the root of the repository: paths are meant from where the command was typed. */
const DEPART = process.env['INIT_CWD'] ?? process.cwd();

/** `npm run repartir -- <fichier>`: an allocation from a file, as JSON on standard output and nothing else. */
const { code, sortie, erreur } = await executerCommande(process.argv.slice(2), (fichier) =>
  fs.readFileSync(path.resolve(DEPART, fichier), 'utf8'),
);
process.stdout.write(sortie);
process.stderr.write(erreur);
process.exitCode = code;
