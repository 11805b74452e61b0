import { poserRecherche, sac, seance } from '../../../essais/recherche.js';
import { Exploration } from './exploration.js';

// As measured. What makes a search good (where to look first, what to try, when to look for cuts) shows nowhere else than in
// the number of its nodes, which is the same on every machine.
test.each([
  ['séance 1, 18 projets, minima', seance(1, 18, true), false, 191],
  ['séance 7, 24 projets', seance(7, 24, false), false, 47],
  ['séance 15, 18 projets, minima', seance(15, 18, true), false, 129],
  ['séance 19, 18 projets, minima', seance(19, 18, true), false, 225],
  ['séance 19, 18 projets, minima, en profondeur', seance(19, 18, true), true, 183],
  ['sac 11, 12 projets', sac(11, 12), false, 289],
  ['sac 16, 12 projets', sac(16, 12), false, 103],
])('le travail ne grossit pas : %s', (_, instance, enProfondeur, noeuds) => {
  const { relaxation, separateur, choisis } = poserRecherche(instance);
  const options = { pas: 1n, plancher: -1n, choisis, jumeaux: [], enProfondeur };
  const exploration = new Exploration(relaxation, separateur, [], options);
  expect(exploration.avancer(noeuds)).toBe(true);
  expect(exploration.indetermine).toBe(false);
});
