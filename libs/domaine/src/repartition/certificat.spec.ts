import { enveloppe, ligne, projet } from '../../essais/instances.js';
import { etablirCertificat } from './certificat.js';
import { poserProbleme } from './contraintes-plan.js';
import type { Preuve } from './exploration/exploration.js';
import { ECHELLE } from './exploration/tarif.js';
import { preparer } from './preparation.js';

const probleme = () =>
  poserProbleme(
    preparer({
      classes: [],
      enveloppes: [enveloppe('A', 9n, null, 1), enveloppe('B', 9n, null, 2)],
      projets: [
        { ...projet('Q', 5n, [ligne('A', 5n)]), rang: 2 },
        { ...projet('P', 5n, [ligne('B', 5n), ligne('A', 5n, 2n)]), rang: 1 },
      ],
    }),
    { creditsPaiement: [{ enveloppe: 'B', annee: 2026, montant: 4n, tauxBp: { P: 5_000 } }] },
  );

const prix = (...ressources: bigint[]) => ({ prix: { ressources, inegalites: [] } });

test('une preuve s’écrit avec les noms de l’instance ; un prix nul se tait', () => {
  const preuve: Preuve = {
    projet: 0,
    dedans: { prix: { ressources: [3n, 0n, 7n], inegalites: [[1, 4n]] } },
    dehors: { projet: 1, dedans: prix(0n, 2n, 0n), dehors: prix(0n, 0n, 0n) },
  };
  const eteinte = { ressources: [0n, 1n, 0n] };
  const lemmes = [
    { inegalite: 0, origine: { jumeaux: [0, 1] as const } },
    {
      inegalite: 1,
      origine: {
        conflit: [0, 1],
        preuve: { projet: 0, ligne: 0, allumee: { ressources: [1n, 0n, 5n] }, eteinte },
      },
    },
  ];
  expect(etablirCertificat(probleme(), 6n, preuve, lemmes)).toEqual({
    score: 6n,
    echelle: ECHELLE,
    lemmes: [
      { jumeaux: ['P', 'Q'] },
      {
        conflit: ['P', 'Q'],
        preuve: {
          projet: 'P',
          enveloppe: 'A',
          allumee: { enveloppes: { A: 1n }, credits: { 0: 5n } },
          eteinte: { enveloppes: { B: 1n }, credits: {} },
        },
      },
    ],
    preuve: {
      projet: 'P',
      dedans: { enveloppes: { A: 3n }, credits: { 0: 7n }, inegalites: { 1: 4n } },
      dehors: {
        projet: 'Q',
        dedans: { enveloppes: { B: 2n }, credits: {}, inegalites: {} },
        dehors: { enveloppes: {}, credits: {}, inegalites: {} },
      },
    },
  });
});

test('une preuve à laquelle il manque une branche n’en est pas une', () => {
  const complete = prix(1n, 0n, 0n);
  const incompletes: Preuve[] = [
    null,
    { projet: 0, dedans: null, dehors: complete },
    { projet: 0, dedans: complete, dehors: null },
    { projet: 0, dedans: complete, dehors: { projet: 1, dedans: null, dehors: complete } },
  ];
  for (const preuve of incompletes) expect(etablirCertificat(probleme(), 6n, preuve, [])).toBeNull();
});
