import { lireTaux, tauxSaisi } from './taux.js';

describe('Un taux tapé à la française', () => {
  it.each([
    ['80', 8000],
    ['37,5', 3750],
    ['58.33 %', 5833],
    ['0', 0],
    ['100', 10_000],
    [' 2,05', 205],
  ])('lit « %s » en points de base', (texte, bp) => {
    expect(lireTaux(texte)).toBe(bp);
    expect(lireTaux(tauxSaisi(bp))).toBe(bp);
  });

  it.each(['', '100,01', '-5', '5,123', 'cinq', '1e2', '120'])('refuse « %s »', (texte) => {
    expect(lireTaux(texte)).toBeNull();
  });
});
