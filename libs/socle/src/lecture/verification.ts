import { isObjectType, type GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { Compilateur } from './compilateur.js';
import { definitionSiConnue } from './definition.js';
import { nomDuType } from './selection.js';

const ANONYME = { utilisateurId: null, habilitations: [] };

/** Types that hold no stored object: they carry an answer, a page, a refusal or a computed value. */
function estTechnique(nom: string, calcules: ReadonlySet<string>): boolean {
  return (
    nom.startsWith('__') ||
    /(Connexion|Arete)$/.test(nom) ||
    ['Query', 'Mutation', 'Subscription', 'PageInfo'].includes(nom) ||
    calcules.has(nom)
  );
}

/**
 * Refuses to start when a type can be reached without a declared right, or when a field has no declared source.
 * `calcules` names the types that are computed values (a refusal, a line of a derived field), made by the domain and not read.
 */
export function verifierLecture(schema: GraphQLSchema, source: DataSource, calcules: ReadonlySet<string>): void {
  const fautes: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || estTechnique(type.name, calcules)) continue;
    const definition = definitionSiConnue(type.name);
    if (!definition) {
      fautes.push(`${type.name} : aucun droit de lecture déclaré`);
      continue;
    }
    const champs = Object.values(type.getFields());
    for (const champ of champs) {
      const c = new Compilateur(source, ANONYME);
      try {
        c.objet(definition, 't', [{ cle: champ.name, champ: champ.name, args: {}, type: champ.type, sous: () => [] }]);
      } catch (erreur) {
        fautes.push(`${type.name}.${champ.name} (${nomDuType(champ.type)}) : ${(erreur as Error).message}`);
      }
    }
  }
  if (fautes.length > 0) throw new Error(`Lecture non déclarée :\n${fautes.join('\n')}`);
}
