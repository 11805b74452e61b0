import { buildSchema, printSchema } from 'graphql';
import { donnerCles, mutationsSansCle } from './schema.js';

const schema = () =>
  buildSchema(`
    input VoterInput { sens: String! }
    type Query { lire(id: ID!): String }
    type Mutation { voter(demande: VoterInput!): String clore(id: ID!): String }
  `);

describe('La clé des mutations', () => {
  it('est donnée à chacune, dans sa demande quand elle en a une', () => {
    expect(mutationsSansCle(schema())).toEqual(['voter', 'clore']);
    const complet = donnerCles(schema());
    expect(mutationsSansCle(complet)).toEqual([]);
    expect(complet.getType('VoterInput')?.toConfig()).toHaveProperty('fields.cle');
    expect(
      complet
        .getMutationType()
        ?.getFields()
        ['clore']?.args.map((a) => `${a.name}: ${String(a.type)}`),
    ).toEqual(['id: ID!', 'cle: ID!']);
    expect(complet.getQueryType()?.getFields()['lire']?.args).toHaveLength(1);
  });

  it('est vue par qui lit le schéma imprimé', () => {
    expect(mutationsSansCle(buildSchema(printSchema(donnerCles(schema()))))).toEqual([]);
  });

  it('manque si elle n’est pas exigée', () => {
    const facultative = buildSchema('type Query { x: ID } type Mutation { clore(cle: ID): String }');
    expect(mutationsSansCle(facultative)).toEqual(['clore']);
  });
});
