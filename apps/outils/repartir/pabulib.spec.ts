import fs from 'node:fs';
import path from 'node:path';
import { executerCommande } from './commande.js';
import { lireElection, scores } from './pabulib.js';

const GARDE = path.resolve('apps/outils/repartir/cas/Poland_Warszawa_2017_Plac_Wojska_Polskiego.pb');
const PUBLIES = path.join(process.env['TDT_CASES'] ?? path.resolve('../shared/cases'), 'pabulib');

/** Increases of the voters' shares, one run of the method each, that a test may take. */
const INCREMENTS_MAXIMUM = 1500;

interface Officiel {
  file: string;
  rule: string;
  winners: string[] | null;
}

interface Reference {
  file: string;
  none_fractions: string[];
  none_fractions_endowment: number;
  add1_floats: string[];
  add1_floats_endowment: number;
  add1_exhaustive_floats: string[];
}

const lire = (fichier: string) => fs.readFileSync(fichier, 'utf8');
const lirePublie = <T>(nom: string) => (JSON.parse(lire(path.join(PUBLIES, nom))) as { files: T[] }).files;

async function retenus(fichier: string, ...options: string[]): Promise<string[]> {
  const { code, sortie, erreur } = await executerCommande([fichier, ...options], lire);
  expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
  return (JSON.parse(sortie) as { retenus: string[] }).retenus.sort();
}

describe('Plac Wojska Polskiego (Varsovie, 2017), gardé dans le dépôt', () => {
  test('lecture : budget, projets, votes groupés', () => {
    const { regle, unite, budget, projets, votants, groupes } = lireElection(lire(GARDE));
    expect({ regle, unite, budget, votants }).toEqual({ regle: 'greedy', unite: 1n, budget: 51_195n, votants: 27 });
    expect(projets).toEqual([
      { id: '427', cout: 15_995n },
      { id: '915', cout: 5_825n },
      { id: '2567', cout: 20_000n },
      { id: '1623', cout: 2_900n },
    ]);
    expect(groupes.reduce((total, { effectif }) => total + effectif, 0)).toBe(27);
    expect(Object.fromEntries(scores(groupes))).toEqual({ 427: 16n, 915: 14n, 2567: 12n, 1623: 5n });
  });

  test('la liste donne les gagnants officiels, les parts égales ceux de l’outil public', async () => {
    expect(await retenus(GARDE, '--liste')).toEqual(['1623', '2567', '427', '915']);
    expect(await retenus(GARDE, '--mes')).toEqual(['1623', '427', '915']);
    expect(await retenus(GARDE, '--mes', '--completion', 'add1')).toEqual(['1623', '427', '915']);
  });
});

if (!fs.existsSync(PUBLIES)) {
  test('FICHIERS PABULIB SAUTÉS', () => {
    process.stderr.write(`FICHIERS PABULIB SAUTÉS : aucun dans ${PUBLIES} (variable TDT_CASES).\n`);
    expect(process.env['TDT_CASES']).toBeUndefined();
  });
} else {
  const officiels = lirePublie<Officiel>('index.json').filter(({ winners }) => winners !== null);
  const references = lirePublie<Reference>('mes-expected.json');

  test.each(officiels.filter(({ rule }) => rule.startsWith('greedy')))(
    'liste : gagnants officiels de $file',
    async ({ file, winners }) => {
      expect(await retenus(path.join(PUBLIES, file), '--liste')).toEqual([...(winners ?? [])].sort());
    },
  );

  test.each(officiels.filter(({ rule }) => rule === 'equalshares/add1'))(
    'parts égales : gagnants officiels de $file, complétés comme le fichier l’annonce',
    async ({ file, winners }) => {
      expect(await retenus(path.join(PUBLIES, file), '--mes')).toEqual([...(winners ?? [])].sort());
    },
  );

  test.each(references)('parts égales sans complément : $file', async ({ file, none_fractions: attendus }) => {
    expect(await retenus(path.join(PUBLIES, file), '--mes', '--completion', 'aucune')).toEqual([...attendus].sort());
  });

  const courts = references.filter(
    ({ none_fractions_endowment: depart, add1_floats_endowment: fin }) => fin - depart < INCREMENTS_MAXIMUM,
  );
  test.each(courts)('parts égales complétées : $file', async (reference) => {
    const fichier = path.join(PUBLIES, reference.file);
    expect(await retenus(fichier, '--mes', '--completion', 'add1')).toEqual([...reference.add1_floats].sort());
    expect(await retenus(fichier, '--mes', '--completion', 'add1-exhaustif')).toEqual(
      [...reference.add1_exhaustive_floats].sort(),
    );
  });
}
