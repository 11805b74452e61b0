// `npm run mutants`: the share of planted faults that the domain's tests find (Stryker). Arguments go to Stryker.
import path from 'node:path';
import { dire, Echec, executer, lancerNode, lireJson, RACINE } from './communs.mjs';
import { installerDependances } from './dependances.mjs';

const SEUIL = 80;
/** Its packages are many, for a measure that few people take: they come with it, not with the repository's. */
const DOSSIER = path.join(RACINE, 'test/mutants');
const RAPPORT = path.join(RACINE, 'reports/mutants.json');

/** Mutants by outcome; « Ignored » ones run only at load time, « CompileError » ones are no program. */
function compter(rapport) {
  const etats = Object.values(rapport.files).flatMap((fichier) => fichier.mutants.map((mutant) => mutant.status));
  const nombre = (...voulus) => etats.filter((etat) => voulus.includes(etat)).length;
  return { tues: nombre('Killed', 'Timeout'), survivants: nombre('Survived'), nonCouverts: nombre('NoCoverage') };
}

await executer(async () => {
  await installerDependances();
  await installerDependances(DOSSIER);
  const stryker = path.join(DOSSIER, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const { code } = await lancerNode([stryker, 'run', ...process.argv.slice(2)], { relais: true });
  const rapport = lireJson(RAPPORT);
  if (rapport === undefined)
    throw new Echec('Stryker n’a pas rendu de rapport : lisez l’erreur ci-dessus, puis relancez npm run mutants.');
  const { tues, survivants, nonCouverts } = compter(rapport);
  const total = tues + survivants + nonCouverts;
  const pourDixMille = total === 0 ? 0 : Math.floor((tues * 10_000) / total);
  const taux = `${Math.floor(pourDixMille / 100)},${String(pourDixMille % 100).padStart(2, '0')} %`;
  dire(`Mutants : ${taux} tués (${tues} sur ${total} ; ${survivants} survivants, ${nonCouverts} sans test).`);
  if (code === 0 && pourDixMille >= SEUIL * 100) return 0;
  throw new Echec(
    `Moins de ${SEUIL} % des mutants sont tués : ajoutez les cas qui manquent (détail dans reports/mutants.json).`,
  );
});
