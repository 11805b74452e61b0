import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { tirer } from './outils.js';

/** An operation that the schema accepts by its shape, with values that nobody in his right mind sends. */
export interface OperationHostile {
  champ: string;
  requete: string;
  /** JSON text: some numbers have no JavaScript value. */
  variables: string;
}

/** JSON texts. */
const TEXTES = [
  '"\' or 1=1 --"',
  '"\\"); drop table candidature; --"',
  '"\\u0000"',
  '"a\\ud800b"',
  '"\\u202edcba"',
  '"\\u200b\\ufeff"',
  '"é\\u0301\\u0301\\u0301\\u0301 œ 👩‍👩‍👧‍👦"',
  '"../../../etc/passwd"',
  '"${7*7}{{7*7}}<%= 7*7 %>"',
  '"<script>alert(1)</script>"',
  '"=cmd|\' /C calc\'!A0"',
  '"__proto__"',
  '"%00%0d%0aSet-Cookie: a=b"',
  '""',
  '"   "',
  `"${'x'.repeat(5_000)}"`,
] as const;
const NOMBRES = [
  '0',
  '-1',
  '1e400',
  '-0',
  '2147483647',
  '2147483648',
  '9007199254740993',
  '0.1',
  'NaN',
  '"7"',
] as const;
const MONTANTS = [
  '"0"',
  '"-1"',
  '"1e400"',
  '"99999999999999999999"',
  '"12,50"',
  '"100"',
  '"35000000"',
  '12.5',
] as const;
const INSTANTS = [
  '"2021-06-01T09:00:00Z"',
  '"2021-02-30T00:00:00Z"',
  '"9999-12-31T23:59:59.999Z"',
  '"0000-00-00"',
  '"+275760-09-13T00:00:00.001Z"',
  '"2021-06-01"',
  '1',
] as const;
const AUTRES = ['null', 'true', '[]', '{}', '[[[]]]', '{"__proto__":{"admin":true}}', '{"constructor":null}'] as const;
const UUID_INCONNU = '"00000000-0000-7000-8000-000000000000"';

/** Makes operations up from a schema; `ids` are ids of things that exist, whoever they belong to. */
export class Fabrique {
  private readonly champs: { sorte: 'query' | 'mutation'; champ: GraphQLField<unknown, unknown> }[];

  constructor(
    schema: GraphQLSchema,
    private readonly ids: readonly string[],
    private readonly des: () => number,
  ) {
    const de = (sorte: 'query' | 'mutation') => {
      const racine = sorte === 'query' ? schema.getQueryType() : schema.getMutationType();
      return Object.values(racine?.getFields() ?? {}).map((champ) => ({ sorte, champ }));
    };
    this.champs = [...de('query'), ...de('mutation')];
  }

  suivante(): OperationHostile {
    const { sorte, champ } = tirer(this.champs, this.des);
    const donnes = champ.args.filter((arg) => isNonNullType(arg.type) || this.chance(0.7));
    const signature = donnes.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const appel = donnes.map(({ name }) => `${name}: $${name}`).join(', ');
    return {
      champ: champ.name,
      requete: `${sorte}${signature && ` (${signature})`} { r: ${champ.name}${appel && `(${appel})`} ${this.selection(champ)} }`,
      variables: `{${donnes.map((arg) => this.variable(arg)).join(',')}}`,
    };
  }

  private variable({ name, type }: GraphQLArgument): string {
    return `"${name}":${this.valeur(type, 0)}`;
  }

  private chance(p: number): boolean {
    return this.des() < p;
  }

  /** One value in eight is of another type altogether. */
  private valeur(type: GraphQLInputType, niveau: number): string {
    if (this.chance(0.125)) return tirer(AUTRES, this.des);
    if (isNonNullType(type)) return this.valeur(type.ofType, niveau);
    if (isListType(type)) {
      const n = this.chance(0.03) ? 500 : Math.floor(this.des() * 3);
      return `[${Array.from({ length: niveau > 4 ? 0 : n }, () => this.valeur(type.ofType, niveau + 1)).join(',')}]`;
    }
    return this.simple(getNamedType(type), niveau);
  }

  private simple(type: GraphQLNamedType, niveau: number): string {
    if (isEnumType(type)) {
      const noms = type.getValues().map(({ name }) => `"${name}"`);
      return this.chance(0.8) ? tirer(noms, this.des) : '"INCONNUE"';
    }
    if (isInputObjectType(type)) {
      const champs = Object.values(type.getFields()).filter((c) => isNonNullType(c.type) || this.chance(0.5));
      const paires = champs.map((c) => `"${c.name}":${niveau > 5 ? 'null' : this.valeur(c.type, niveau + 1)}`);
      return `{${(this.chance(0.03) ? [...paires, '"inconnu":1'] : paires).join(',')}}`;
    }
    switch (type.name) {
      case 'ID':
        return this.chance(0.7) ? `"${tirer(this.ids, this.des)}"` : tirer([UUID_INCONNU, ...TEXTES], this.des);
      case 'Int':
      case 'Float':
        return tirer([...NOMBRES, '1', '3', '50'], this.des);
      case 'Boolean':
        return tirer(['true', 'false', '"oui"'], this.des);
      case 'Centimes':
        return tirer(MONTANTS, this.des);
      case 'Instant':
      case 'Jour':
        return tirer(INSTANTS, this.des);
      default:
        return tirer(TEXTES, this.des);
    }
  }

  private selection({ type }: GraphQLField<unknown, unknown>): string {
    const nomme = getNamedType(type);
    if (isLeafType(nomme)) return '';
    if (isUnionType(nomme)) return '{ __typename ... on Refus { code message chemin } }';
    if (!isObjectType(nomme)) return '{ __typename }';
    if (nomme.name.endsWith('Connexion')) return '{ totalCount edges { cursor node { id } } }';
    const feuilles = Object.values(nomme.getFields()).filter(
      (c) => c.args.length === 0 && isLeafType(getNamedType(c.type)),
    );
    return `{ __typename ${feuilles.map((c) => c.name).join(' ')} }`;
  }
}
