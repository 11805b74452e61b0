import fs from 'node:fs';
import path from 'node:path';
import { executerCommande } from './commande.js';

/** A few published cases are kept in the repository so that they always run; all are read where TDT_CASES says. */
const GARDES = path.resolve('libs/domaine/essais/cas');
const PUBLIES = path.join(process.env['TDT_CASES'] ?? path.resolve('../shared/cases'), 'allocation');

const lire = (fichier: string) => fs.readFileSync(fichier, 'utf8');

function casDe(dossier: string): string[] {
  if (!fs.existsSync(dossier)) return [];
  const noms = fs.readdirSync(dossier).filter((nom) => /^C\d\d-.*\.json$/.test(nom));
  return noms.sort().map((nom) => path.join(dossier, nom));
}

async function resultatDe(fichier: string, ...options: string[]): Promise<Record<string, unknown>> {
  const { code, sortie, erreur } = await executerCommande([fichier, ...options], lire);
  expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
  return JSON.parse(sortie) as Record<string, unknown>;
}

describe.each([
  ['gardés dans le dépôt', casDe(GARDES)],
  ['publiés', casDe(PUBLIES)],
])('cas %s', (_titre, fichiers) => {
  if (fichiers.length === 0) {
    test('SAUTÉS', () => {
      process.stderr.write(`CAS SAUTÉS : aucun cas dans ${PUBLIES} (variable TDT_CASES).\n`);
      expect(process.env['TDT_CASES']).toBeUndefined();
    });
  }
  for (const fichier of fichiers) {
    test(path.basename(fichier), async () => {
      const { expected } = JSON.parse(lire(fichier)) as { expected: Record<string, unknown> };
      const resultat = await resultatDe(fichier);
      const annonces = Object.fromEntries(Object.keys(expected).map((cle) => [cle, resultat[cle]]));
      expect(annonces).toEqual(expected);
    });
  }
});
