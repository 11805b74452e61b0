import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connexionDe, enumeration, Lisible } from '@tdt/socle';
import { TerritoireType } from './territoire.type.js';
import { Zonage } from './zonage.entity.js';

export const DISPOSITIFS_ZONAGE = ['QPV', 'ACV'] as const;
export const DispositifZonageEnum = enumeration(
  'DispositifZonage',
  'Liste de lieux prioritaires.',
  DISPOSITIFS_ZONAGE,
  {
    QPV: 'Quartier prioritaire de la politique de la ville',
    ACV: 'Commune du programme Action cœur de ville',
  },
);

@ObjectType('Zonage', { description: 'Lieu d’une liste prioritaire, à son millésime.' })
@Lisible({
  nom: 'Zonage',
  entite: () => Zonage,
  action: 'lireTerritoire',
  ordre: 'code',
  tris: { CODE: { colonne: 'code', sens: 'ASC' } },
  filtres: {
    dispositif: (a, p) => `${a}.dispositif = ${p}`,
    communeCode: (a, p) => `${a}.commune_code = ${p}`,
    millesime: (a, p) => `${a}.millesime = ${p}::integer`,
  },
})
export class ZonageType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => DispositifZonageEnum, { description: 'Liste.' }) dispositif!: string;
  @Field(() => Int, { description: 'Année de la liste.' }) millesime!: number;
  @Field(() => String, { description: 'Code du lieu dans la liste.' }) code!: string;
  @Field(() => String, { description: 'Nom du lieu.' }) libelle!: string;
  @Field(() => TerritoireType, { description: 'Commune de rattachement.' }) commune!: TerritoireType;
}

export const ZonageConnexion = connexionDe(ZonageType, 'Zonage');
