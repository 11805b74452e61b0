// Types of what the API answers to each operation of apps/web, from the committed schema: dist/documents-web.d.ts.
// A field that the schema loses is refused here; a field that changes its type no longer compiles in the page that reads it.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Echec, ecrireFichier, executer, RACINE } from './communs.mjs';
import { lireDocuments } from './documents-web.mjs';

const SCHEMA = path.join(RACINE, 'apps/api/schema.graphql');
const SORTIE = path.join(RACINE, 'dist/documents-web.d.ts');
/** Centimes, instants and days travel as texts. */
const SCALAIRES = { ID: 'string', String: 'string', Int: 'number', Float: 'number', Boolean: 'boolean' };

class Typeur {
  /** `graphql`: the package, loaded when it is needed, as every launcher does. */
  constructor(graphql, schema) {
    this.g = graphql;
    this.schema = schema;
    this.nommes = new Map();
  }

  /** `T`, `T | null`, `T[]` around the named type, which `nommer` writes. */
  envelopper(type, nommer) {
    if (this.g.isNonNullType(type)) return this.sansNull(type.ofType, nommer);
    return `${this.sansNull(type, nommer)} | null`;
  }

  sansNull(type, nommer) {
    if (!this.g.isListType(type)) return nommer(type);
    return `(${this.envelopper(type.ofType, nommer)})[]`;
  }

  feuille(type) {
    if (this.g.isEnumType(type)) return this.declarer(type, () => `type ${type.name} = ${valeurs(type)};`);
    if (this.g.isInputObjectType(type)) return this.declarer(type, () => this.entree(type));
    return SCALAIRES[type.name] ?? 'string';
  }

  declarer(type, ecrire) {
    if (!this.nommes.has(type.name)) {
      this.nommes.set(type.name, '');
      this.nommes.set(type.name, ecrire());
    }
    return `Api.${type.name}`;
  }

  entree(type) {
    const champs = Object.values(type.getFields()).map((c) => {
      const facultatif = this.g.isNonNullType(c.type) && c.defaultValue === undefined ? '' : '?';
      return `${c.name}${facultatif}: ${this.envelopper(c.type, (t) => this.feuille(t))};`;
    });
    return `interface ${type.name} { ${champs.join(' ')} }`;
  }

  selection(type, ensemble) {
    const possibles = this.g.isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    return possibles.map((t) => `{ ${this.champs(t, ensemble).join(' ')} }`).join(' | ');
  }

  champs(type, { selections }) {
    return selections.flatMap((s) => {
      if (s.kind === 'InlineFragment') {
        const vise = s.typeCondition?.name.value ?? type.name;
        return vise === type.name ? this.champs(type, s.selectionSet) : [];
      }
      const nom = s.alias?.value ?? s.name.value;
      if (s.name.value === '__typename') return [`${nom}: '${type.name}';`];
      const champ = type.getFields()[s.name.value];
      return [`${nom}: ${this.envelopper(champ.type, (t) => this.valeur(t, s))};`];
    });
  }

  valeur(type, champ) {
    return this.g.isObjectType(type) || this.g.isAbstractType(type)
      ? this.selection(type, champ.selectionSet)
      : this.feuille(type);
  }

  variables(operation) {
    const lignes = operation.variableDefinitions.map((v) => {
      const type = this.g.typeFromAST(this.schema, v.type);
      const facultatif = this.g.isNonNullType(type) && v.defaultValue === undefined ? '' : '?';
      return `${v.variable.name.value}${facultatif}: ${this.envelopper(type, (t) => this.feuille(this.g.getNamedType(t)))};`;
    });
    return lignes.length === 0 ? 'Record<string, never>' : `{ ${lignes.join(' ')} }`;
  }
}

function valeurs(type) {
  return type
    .getValues()
    .map((v) => `'${v.name}'`)
    .join(' | ');
}

/** The declarations, as one text. Throws an Echec that names the page of an operation which the schema refuses. */
function declarations(graphql, schema, documents) {
  const { parse, validate } = graphql;
  const typeur = new Typeur(graphql, schema);
  const lignes = documents.map(({ fichier, texte }) => {
    const document = parse(texte);
    const [faute] = validate(schema, document);
    if (faute) throw new Echec(`${fichier} : le schéma refuse une requête de cette page. ${faute.message}`);
    const [operation] = document.definitions;
    if (operation.kind !== 'OperationDefinition' || document.definitions.length > 1)
      throw new Echec(`${fichier} : une requête est une seule opération, sans fragment nommé.`);
    const donnees = typeur.selection(schema.getRootType(operation.operation), operation.selectionSet);
    const texteTs = JSON.stringify(texte);
    return `  ${texteTs}: { donnees: ${donnees}; variables: ${typeur.variables(operation)} };`;
  });
  return [
    '// Written by apps/outils/typer-documents.mjs from schema.graphql: do not edit.',
    'declare namespace Api {',
    ...[...typeur.nommes.values()].map((d) => `  ${d.replace(/^/, 'export ')}`),
    '}',
    'interface DocumentsWeb {',
    ...new Set(lignes),
    '}',
    '',
  ].join('\n');
}

/** Brings the declarations up to date; the file is written only when it changes. */
export async function typerDocuments() {
  const graphql = await import('graphql');
  const schema = graphql.buildSchema(fs.readFileSync(SCHEMA, 'utf8'));
  const texte = declarations(graphql, schema, lireDocuments());
  const present = fs.existsSync(SORTIE) ? fs.readFileSync(SORTIE, 'utf8') : '';
  if (present !== texte) ecrireFichier(SORTIE, texte);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await executer(typerDocuments);
