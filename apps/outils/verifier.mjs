// `npm run verifier`: the one gate. Every rule of the repository has a step here that fails without it; stops at the first.
import path from 'node:path';
import { dire, duree, Echec, executer, lancerNode, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

const binaire = (chemin) => path.join(RACINE, 'node_modules', chemin);
const outil = (nom) => path.join(RACINE, 'apps/outils', nom);

const ETAPES = [
  { nom: 'requêtes du web et schéma', args: [outil('typer-documents.mjs')], remede: 'npm run types' },
  {
    nom: 'format',
    args: [binaire('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    remede: 'npm run format',
  },
  {
    nom: 'lint et tailles',
    args: [binaire('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
    remede: 'npm run lint',
  },
  { nom: 'types', args: [binaire('typescript/bin/tsc'), '--noEmit', '--isolatedModules'], remede: 'npm run types' },
  {
    nom: 'types du web',
    args: [binaire('typescript/bin/tsc'), '--noEmit', '-p', 'apps/web'],
    si: 'apps/web/tsconfig.json',
    remede: 'npm run types',
  },
  { nom: 'imports', args: [outil('imports.mjs')], remede: 'npm run imports' },
  { nom: 'schéma GraphQL à jour', args: [outil('schema-verifier.mjs')], remede: 'npm run schema' },
  { nom: 'tests', args: [outil('tester.mjs')], remede: 'npm test' },
];

await executer(async () => {
  const tout = performance.now();
  await installerDependances();
  const { existsSync } = await import('node:fs');
  for (const { nom, args, remede, si } of ETAPES) {
    if (si !== undefined && !existsSync(path.join(RACINE, si))) continue;
    const debut = performance.now();
    dire(`— ${nom}…`);
    const { code } = await lancerNode(args, { relais: true });
    if (code !== 0)
      throw new Echec(
        `Vérification arrêtée à l'étape « ${nom} » : corrigez ce qui précède (« ${remede} »), puis relancez npm run verifier.`,
      );
    dire(`✓ ${nom} (${duree(debut)})`);
  }
  dire(`Tout est vérifié (${duree(tout)}).`);
});
