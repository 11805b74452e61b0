import { enveloppe, ligne, projet } from '../../../essais/instances.js';
import { poserProbleme, type ContraintesPlan } from '../contraintes-plan.js';
import type { ProjetOffert } from '../instance.js';
import { preparer } from '../preparation.js';
import { trouverJumeaux } from './jumeaux.js';

const LIGNES = [ligne('A', 3n, 1n), ligne('B', 4n)];
const modele = (id: string, rang: number, autrement: Partial<ProjetOffert> = {}): ProjetOffert => ({
  ...projet(id, 5n, LIGNES, { C: 4n, D: 3n }),
  rang,
  ...autrement,
});

function jumeaux(projets: readonly ProjetOffert[], contraintes: ContraintesPlan = {}) {
  const classes = [
    { id: 'C', parent: null },
    { id: 'D', parent: null },
  ];
  const instance = preparer({ classes, enveloppes: [enveloppe('A', 9n), enveloppe('B', 9n)], projets });
  return trouverJumeaux(poserProbleme(instance, contraintes)).map(([p, q]) => [
    instance.projets[p]?.id,
    instance.projets[q]?.id,
  ]);
}

test('deux projets qui ne diffèrent que par le rang, écrits dans un autre ordre', () => {
  const retourne = { lignes: LIGNES.toReversed(), plafondsClasses: { D: 3n, C: 4n }, etiquettes: ['QPV'] };
  expect(jumeaux([modele('Q', 2, retourne), modele('P', 1)])).toEqual([['P', 'Q']]);
});

test('de proche en proche, du premier rang au dernier', () => {
  const autre = { score: 2n };
  const projets = [modele('P', 1), modele('X', 2, autre), modele('Q', 3), modele('Y', 4, autre), modele('R', 5)];
  expect(jumeaux(projets)).toEqual([
    ['P', 'Q'],
    ['X', 'Y'],
    ['Q', 'R'],
  ]);
});

test.each([
  ['le score', { score: 2n }],
  ['le besoin', { besoin: 6n }],
  ['un plafond', { lignes: [ligne('A', 2n, 1n), ligne('B', 4n)] }],
  ['un minimum', { lignes: [ligne('A', 3n), ligne('B', 4n)] }],
  ['une enveloppe', { lignes: [ligne('B', 3n, 1n), ligne('A', 4n)] }],
  ['une classe', { plafondsClasses: { C: 4n } }],
  ['le plafond d’une classe', { plafondsClasses: { C: 4n, D: 2n } }],
])('%s les distingue', (_, autrement) => {
  expect(jumeaux([modele('P', 1), modele('Q', 2, autrement)])).toEqual([]);
});

test('ce que les contraintes en voient les distingue aussi', () => {
  const paire = [modele('P', 1), modele('Q', 2, { etiquettes: ['QPV'] })];
  expect(jumeaux(paire, { planchers: [{ etiquette: 'ACV', mesure: 'NOMBRE', minimum: 0n }] })).toEqual([['P', 'Q']]);
  expect(jumeaux(paire, { planchers: [{ etiquette: 'QPV', mesure: 'NOMBRE', minimum: 0n }] })).toEqual([]);
  const credits = { enveloppe: 'A', annee: 2026, montant: 1n };
  expect(jumeaux(paire, { creditsPaiement: [{ ...credits, tauxBp: { P: 1 } }] })).toEqual([]);
  expect(jumeaux(paire, { creditsPaiement: [{ ...credits, tauxBp: { P: 1, Q: 1 } }] })).toEqual([['P', 'Q']]);
  expect(jumeaux(paire, { imposes: ['Q'] })).toEqual([]);
});

test('des chiffres mis bout à bout ne font pas des jumeaux', () => {
  expect(jumeaux([modele('P', 1, { score: 1n, besoin: 15n }), modele('Q', 2, { score: 11n, besoin: 5n })])).toEqual([]);
});
