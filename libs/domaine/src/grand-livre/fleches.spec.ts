import { FLECHES_GRAND_LIVRE, NATURES_COMPTE, TYPES_ECRITURE, trouverFleche } from './fleches.js';

const DIRECTES = FLECHES_GRAND_LIVRE.filter((f) => f.type !== 'ANNULER');

/** Compact form of an arrow: « TYPE DE>VERS », then A (act), C (convention), P (payment), o (open envelope only). */
function ecrire(f: (typeof FLECHES_GRAND_LIVRE)[number]): string {
  const marques = [f.exigeActe && 'A', f.exigeConvention && 'C', f.exigePaiement && 'P', f.enveloppeOuverte && 'o'];
  return `${f.type} ${f.de}>${f.vers} ${marques.filter(Boolean).join('')}`;
}

test('les flèches sont celles de trust.md §4, avec leurs exigences', () => {
  expect(DIRECTES.map(ecrire)).toEqual([
    'DOTER SOURCE>DISPONIBLE o',
    'REPRENDRE DISPONIBLE>SOURCE o',
    'RESERVER DISPONIBLE>RESERVE o',
    'VOTER RESERVE>VOTE o',
    'VOTER DISPONIBLE>VOTE o',
    'ENGAGER VOTE>ENGAGE Ao',
    'CONVENTIONNER ENGAGE>CONVENTIONNE Co',
    'LIQUIDER CONVENTIONNE>A_PAYER o',
    'VERSER A_PAYER>VERSE P',
    'LIBERER RESERVE>DISPONIBLE o',
    'LIBERER VOTE>DISPONIBLE o',
    'LIBERER ENGAGE>DISPONIBLE Ao',
    'LIBERER CONVENTIONNE>DISPONIBLE Ao',
    'CONSTATER_INDU VERSE>A_RECOUVRER o',
    'RECOUVRER A_RECOUVRER>DISPONIBLE ',
    'RECOUVRER A_RECOUVRER>SOURCE ',
  ]);
});

test('I14 : une enveloppe close n’accepte que VERSER, RECOUVRER et ANNULER', () => {
  const encore = new Set(FLECHES_GRAND_LIVRE.filter((f) => !f.enveloppeOuverte).map((f) => f.type));
  expect([...encore]).toEqual(['VERSER', 'RECOUVRER', 'ANNULER']);
});

test('I7 : ANNULER est l’inverse de chaque autre flèche, sans exigence', () => {
  const annuler = FLECHES_GRAND_LIVRE.filter((f) => f.type === 'ANNULER');
  expect(annuler.map(ecrire)).toEqual(DIRECTES.map((f) => `ANNULER ${f.vers}>${f.de} `));
});

test('deux natures ne sont reliées que par une flèche d’un type, et aucune ne boucle', () => {
  const cles = FLECHES_GRAND_LIVRE.map((f) => `${f.type} ${f.de} ${f.vers}`);
  expect(new Set(cles).size).toBe(cles.length);
  expect(FLECHES_GRAND_LIVRE.every((f) => f.de !== f.vers)).toBe(true);
  expect(new Set(FLECHES_GRAND_LIVRE.map((f) => f.type))).toEqual(new Set(TYPES_ECRITURE));
  expect(new Set(FLECHES_GRAND_LIVRE.flatMap((f) => [f.de, f.vers]))).toEqual(new Set(NATURES_COMPTE));
});

test('trouverFleche : type, départ et arrivée comptent tous les trois', () => {
  expect(trouverFleche('VOTER', 'RESERVE', 'VOTE')).toMatchObject({ type: 'VOTER', de: 'RESERVE', vers: 'VOTE' });
  expect(trouverFleche('VOTER', 'DISPONIBLE', 'VOTE')?.de).toBe('DISPONIBLE');
  expect(trouverFleche('VOTER', 'VOTE', 'RESERVE')).toBeUndefined();
  expect(trouverFleche('ENGAGER', 'RESERVE', 'VOTE')).toBeUndefined();
  expect(trouverFleche('LIBERER', 'VOTE', 'SOURCE')).toBeUndefined();
});
