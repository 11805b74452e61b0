import { introuvable } from '../../essais/difficile.js';
import { enveloppe, ligne, projet } from '../../essais/instances.js';
import type { Instance } from './instance.js';
import { chercherOptimum } from './optimum.js';
import { prixEntree } from './prix-entree.js';

const INSTANCE: Instance = {
  classes: [],
  enveloppes: [enveloppe('E', 100n, null, 1), enveloppe('F', 10n, null, 2)],
  projets: [
    { ...projet('P', 60n, [ligne('E', 60n)]), score: 9n, rang: 1 },
    { ...projet('Q', 40n, [ligne('E', 40n)]), score: 6n, rang: 2 },
    { ...projet('R', 50n, [ligne('E', 50n)]), score: 5n, rang: 3, etiquettes: ['ACV'] },
    { ...projet('S', 80n, [ligne('E', 60n), ligne('F', 20n)]), score: 1n, rang: 4 },
    { ...projet('T', 20n, [ligne('F', 20n, 11n), ligne('E', 15n)]), score: 1n, rang: 5 },
  ],
};

test('le meilleur plan où entre un projet refusé, et ce qu’il coûte', async () => {
  const optimum = await chercherOptimum(INSTANCE, null);
  expect(optimum.retenus).toEqual(['P', 'Q']);
  expect(await prixEntree(INSTANCE, null, 'R', optimum)).toMatchObject({
    issue: 'POSSIBLE',
    plan: { retenus: ['Q', 'R'], prouve: true },
    score: 4n,
    montant: 10n,
  });
  expect(await prixEntree(INSTANCE, null, 'P', optimum)).toMatchObject({ issue: 'POSSIBLE', score: 0n, montant: 0n });
});

test('avec un autre projet déjà imposé', async () => {
  const optimum = await chercherOptimum(INSTANCE, null, { imposes: ['P'] });
  expect(await prixEntree(INSTANCE, null, 'R', optimum, { imposes: ['P'] })).toMatchObject({
    issue: 'IMPOSSIBLE',
    explication: { issue: 'MANQUE', manque: 10n, projetsEnConflit: ['P', 'R'] },
  });
});

test('impossible même seul : les plafonds qui l’interdisent', async () => {
  expect(await prixEntree(INSTANCE, null, 'S', { score: 15n, montant: 100n })).toMatchObject({
    issue: 'IMPOSSIBLE',
    explication: { issue: 'MANQUE', besoin: 80n, atteignable: 70n, manque: 10n, projetsEnConflit: ['S'] },
  });
  expect(await prixEntree(INSTANCE, null, 'T', { score: 15n, montant: 100n })).toMatchObject({
    issue: 'IMPOSSIBLE',
    explication: { issue: 'MINIMA', projetsEnConflit: ['T'] },
  });
});

test('l’argent suffirait, les autres contraintes non', async () => {
  const planchers = [{ etiquette: 'ACV', mesure: 'NOMBRE' as const, minimum: 1n }];
  expect(await prixEntree(INSTANCE, null, 'P', { score: 11n, montant: 90n }, { planchers })).toEqual({
    issue: 'IMPOSSIBLE',
    explication: null,
  });
});

test('arrêtée avant d’avoir trouvé, la réponse est inconnue ; un nom inconnu est une faute', async () => {
  const { instance, planchers } = introuvable();
  const reference = { score: 15n, montant: 100n };
  expect(await prixEntree(instance, null, 'P00', reference, { planchers, noeudsMaximum: 10 })).toEqual({
    issue: 'INCONNU',
  });
  await expect(prixEntree(INSTANCE, null, 'X', reference)).rejects.toThrow(RangeError);
});
