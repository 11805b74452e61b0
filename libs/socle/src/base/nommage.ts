import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

function enSerpent(nom: string): string {
  return nom.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** camelCase in TypeScript, snake_case in SQL: the migrations are written by hand and read by people. */
export class NommageSql extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propriete: string, nomChoisi: string | undefined, prefixes: string[]): string {
    return nomChoisi ?? enSerpent([...prefixes, propriete].join('_'));
  }
  override tableName(classe: string, nomChoisi: string | undefined): string {
    return nomChoisi ?? enSerpent(classe);
  }
  override joinColumnName(relation: string, colonne: string): string {
    return enSerpent(`${relation}_${colonne}`);
  }
}
