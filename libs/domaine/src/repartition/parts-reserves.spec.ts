import { attendreRefus, fait } from '../../essais/decision.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { ecrireParts } from '../../essais/parts-ecrites.js';
import type { LignesAllumees } from './flot.js';
import type { Instance, ProjetOffert } from './instance.js';
import { partsEquitables, type PoidsDuPlan } from './parts-equitables.js';
import { preparer } from './preparation.js';

function partager(
  montants: Record<string, bigint>,
  projets: ProjetOffert[],
  lignesAllumees?: LignesAllumees,
  poids: PoidsDuPlan = { ponderation: 'PARTS_EGALES' },
) {
  const instance: Instance = {
    classes: [],
    enveloppes: Object.entries(montants).map(([id, montant], rang) => enveloppe(id, montant, null, rang)),
    projets: projets.map((p, rang) => ({ ...p, rang })),
  };
  const retenus = projets.map(({ id }) => id);
  return partsEquitables(preparer(instance), retenus, poids, { lignesAllumees });
}

describe('parts d’un plan (A6) : qui réserve', () => {
  test('le projet d’après, et celui dont le minimum l’oblige à prendre ailleurs', () => {
    // R keeps 8 of F for its minimum: Q finds 2 there, and cannot do without 8 of E. P gets the 2 that are left.
    const parts = partager(
      { E: 10n, F: 10n, G: 100n },
      [
        projet('P', 10n, [ligne('E', 10n), ligne('G', 10n)]),
        projet('Q', 10n, [ligne('E', 10n), ligne('F', 10n)]),
        projet('R', 8n, [ligne('F', 8n, 8n)]),
        projet('S', 5n, [ligne('G', 5n, 5n)]),
      ],
      { R: ['F'], S: ['G'] },
    );
    expect(ecrireParts(fait(parts))).toEqual([
      'P E 2 2 RESERVE:Q+R',
      'P G 8 8 PRORATA',
      'Q E 8 8 PLAFOND:ENVELOPPE',
      'Q F 2 2 RESERVE:R',
      'R F 8 8 MINIMUM',
      'S G 5 5 MINIMUM',
    ]);
  });

  test('celui dont rien n’oblige le projet d’après n’est pas nommé', () => {
    const parts = partager({ E: 10n, F: 10n, G: 100n }, [
      projet('P', 10n, [ligne('E', 10n), ligne('G', 10n)]),
      projet('Q', 8n, [ligne('E', 8n)]),
      projet('R', 8n, [ligne('F', 8n)]),
    ]);
    expect(ecrireParts(fait(parts)).slice(0, 2)).toEqual(['P E 2 2 RESERVE:Q', 'P G 8 8 PRORATA']);
  });

  test('parts égales : le poids des enveloppes ne compte pas ; une annonce absente est nulle', () => {
    const projets = [projet('P', 11n, [ligne('E', 20n), ligne('F', 20n)])];
    expect(ecrireParts(fait(partager({ E: 20n, F: 60n }, projets)))).toEqual([
      'P E 11/2 6 PRORATA *',
      'P F 11/2 5 PRORATA',
    ]);
    const annonces = { Q: { E: 1n } };
    // Without weight, all come after nobody, in equal parts.
    expect(
      ecrireParts(fait(partager({ E: 20n, F: 60n }, projets, undefined, { ponderation: 'ANNONCES', annonces }))),
    ).toEqual(['P E 11/2 6 PRORATA *', 'P F 11/2 5 PRORATA']);
  });

  test('trop de minima à départager : il faut dire lesquels sont honorés', () => {
    // Sixteen shares of two never make an odd number: only trying them all would tell.
    const montants = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`E${i}`, 2n]));
    const lignes = Object.keys(montants).map((id) => ligne(id, 2n, 2n));
    attendreRefus(
      partager(montants, [projet('P', 15n, lignes)]),
      'LIMITE_DEPASSEE',
      'lignesAllumees',
      'Trop de minima de participation se disputent les enveloppes : indiquez lesquels sont honorés.',
    );
  });
});
