import { compter } from './accord.js';

test('un compte s’accorde à partir de deux, dans la phrase qu’on lui donne', () => {
  expect([0, 1, 2, 12n].map((n) => compter(n, 'part'))).toEqual(['0 part', '1 part', '2 parts', '12 parts']);
  const phrase = (n: number) => compter(n, 'part n’est pas engagée', 'parts ne sont pas engagées');
  expect([0, 1, 2].map(phrase)).toEqual([
    '0 part n’est pas engagée',
    '1 part n’est pas engagée',
    '2 parts ne sont pas engagées',
  ]);
});
