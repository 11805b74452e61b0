import { Field, ID, ObjectType } from '@nestjs/graphql';
import { connexionDe, enumeration, Lisible } from '@tdt/socle';
import { Territoire } from './territoire.entity.js';

export const NATURES_TERRITOIRE = ['REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE'] as const;
export type NatureTerritoire = (typeof NATURES_TERRITOIRE)[number];
export const NatureTerritoireEnum = enumeration(
  'NatureTerritoire',
  'Échelon du découpage officiel.',
  NATURES_TERRITOIRE,
);

@ObjectType('Territoire', { description: 'Région, département, intercommunalité ou commune du découpage officiel.' })
@Lisible({
  nom: 'Territoire',
  entite: () => Territoire,
  action: 'lireTerritoire',
  ordre: 'nom',
  tris: { NOM: { colonne: 'nom', sens: 'ASC' } },
  filtres: {
    nature: (a, p) => `${a}.nature = ${p}`,
    departementCode: (a, p) => `${a}.departement_code = ${p}`,
    recherche: (a, p) => `${a}.nom ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%' or ${a}.code = ${p}`,
  },
})
export class TerritoireType {
  @Field(() => ID, { description: 'Nature et code : « COMMUNE-56260 ».' }) id!: string;
  @Field(() => NatureTerritoireEnum, { description: 'Échelon.' }) nature!: NatureTerritoire;
  @Field(() => String, { description: 'Code officiel (INSEE, ou SIREN pour une intercommunalité).' }) code!: string;
  @Field(() => String, { description: 'Nom officiel.' }) nom!: string;
  @Field(() => String, { nullable: true, description: 'Code de la région.' }) regionCode!: string | null;
  @Field(() => String, { nullable: true, description: 'Code du département.' }) departementCode!: string | null;
  @Field(() => String, { nullable: true, description: 'SIREN de l’intercommunalité.' }) epciCode!: string | null;
}

export const TerritoireConnexion = connexionDe(TerritoireType, 'Territoire');

/** SQL object of a territory read through a link table: the keys are those of the type. */
export function sqlTerritoire(a: string): string {
  return `json_build_object('id', ${a}.id, 'nature', ${a}.nature, 'code', ${a}.code, 'nom', ${a}.nom,
    'regionCode', ${a}.region_code, 'departementCode', ${a}.departement_code, 'epciCode', ${a}.epci_code)`;
}
