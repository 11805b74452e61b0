import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { coutRequete } from './cout.js';
import { LIMITES } from './limites.js';

describe('Coût d’une requête', () => {
  const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
  const cout = (texte: string, variables: Record<string, unknown> = {}) => {
    const document = parse(texte);
    const operation = document.definitions.find((d) => d.kind === 'OperationDefinition') as OperationDefinitionNode;
    return coutRequete(schema, document, operation, variables);
  };

  it('compte chaque valeur possible : une page vaut sa taille, écrite, par variable ou par défaut', () => {
    const page = (args: string) => `query ($n: Int = 3) { territoires${args} { totalCount edges { node { nom } } } }`;
    // The connection and, for each line: totalCount, edges, node, nom.
    expect(cout(page('(first: 10)'))).toBe(1 + 10 * (1 + (1 + (1 + 1))));
    expect(cout(page('(first: $n)'), { n: 7 })).toBe(1 + 7 * 4);
    expect(cout(page(''))).toBe(1 + 20 * 4);
    expect(cout(page('(first: 0)'))).toBe(1 + 20 * 4);
  });

  it('compte un fragment partout où il sert, et une seule fois ceux qui se répètent en lui', () => {
    expect(cout('{ ...f ...f } fragment f on Query { __typename }')).toBe(2);
    const double = Array.from({ length: 200 }, (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`);
    expect(cout(`{ ...f0 } ${double.join(' ')} fragment f200 on Query { __typename }`)).toBe(2 ** 200);
  });

  it('laisse passer les requêtes de nos pages avec un cinquième de marge', () => {
    const documents = JSON.parse(readFileSync('dist/documents-web.json', 'utf8')) as Record<string, string>;
    const couts = Object.values(documents).map((d) => cout(d));
    expect(couts.length).toBeGreaterThan(0);
    expect(Math.max(...couts) * 1.2).toBeLessThanOrEqual(LIMITES.cout);
  });
});
