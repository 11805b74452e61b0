import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { controlerFichier } from './controle-convention/controler.js';
import { lireCles, type ClesDeConfiance } from './controle-convention/pieces.js';
import { codeDeSortie, ecrireRapport } from './controle-convention/rapport.js';
import { interroger } from './controle-convention/registre.js';

const USAGE = `npm run convention:controle -- <fichier.pdf> [--cles <fichier ou adresse>]
  contrôle tout document de la plateforme : convention, avenant, lettre, procès-verbal, récépissé.
  --cles  clés publiques de la plateforme, telles qu’elle les donne : /documents/cles-conventions.json
  DATABASE_URL, si elle est donnée, désigne le registre où demander si la convention est toujours en vigueur.`;

/** npm runs its scripts at the root of the repository: paths are meant from where the command was typed. */
const ici = (chemin: string) => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), chemin);

async function clesDonnees(source: string | undefined): Promise<ClesDeConfiance | null> {
  if (source === undefined) return null;
  const distante = /^https?:/.test(source);
  return lireCles(distante ? await (await fetch(source)).text() : readFileSync(ici(source), 'utf8'));
}

const { values, positionals } = parseArgs({ options: { cles: { type: 'string' } }, allowPositionals: true });
const [fichier] = positionals;
if (fichier === undefined) {
  console.error(USAGE);
  process.exitCode = 1;
} else {
  const pdf = readFileSync(ici(fichier));
  const url = process.env['DATABASE_URL'];
  const rapport = await controlerFichier(pdf, {
    cles: await clesDonnees(values.cles),
    registre: async (empreinte) => (url === undefined ? null : interroger(url, empreinte, pdf)),
  });
  ecrireRapport(rapport).forEach((ligne) => console.log(ligne));
  process.exitCode = codeDeSortie(rapport);
}
