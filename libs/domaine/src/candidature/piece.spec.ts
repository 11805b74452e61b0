import { ANALYSES_PIECE, estRib, estTelechargeable } from './piece.js';

test('seule une pièce saine, ou expressément dispensée, peut sortir', () => {
  expect(ANALYSES_PIECE.filter((analyse) => estTelechargeable(analyse, true))).toEqual(['SAINE', 'NON_ANALYSEE']);
  expect(ANALYSES_PIECE.filter((analyse) => estTelechargeable(analyse, false))).toEqual(['SAINE']);
});

test.each([
  ['RIB', true],
  ['RIB_2', true],
  ['IBAN', true],
  ['RIBAMBELLE', false],
  ['STATUTS', false],
  ['ATTESTATION_RIB', false],
  ['', false],
])('le code %j désigne un RIB : %s', (code, attendu) => {
  expect(estRib(code)).toBe(attendu);
});
