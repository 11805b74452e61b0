import { Field, ID, ObjectType } from '@nestjs/graphql';
import {
  CATEGORIES_ORGANISME,
  estPublique,
  LIBELLES_CATEGORIE,
  TYPES_IDENTIFIANT,
  type CategorieOrganisme,
  type TypeIdentifiant,
} from '@tdt/domaine';
import { connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { Organisme } from './organisme.entity.js';
import { TerritoireType } from './territoire.type.js';

export const CategorieOrganismeEnum = enumeration(
  'CategorieOrganisme',
  'Nature juridique de l’organisme.',
  CATEGORIES_ORGANISME,
  LIBELLES_CATEGORIE,
);
export const TypeIdentifiantEnum = enumeration(
  'TypeIdentifiant',
  'Registre qui a donné l’identifiant.',
  TYPES_IDENTIFIANT,
);

@ObjectType('Organisme', { description: 'Personne morale : porteur, partenaire ou financeur.' })
@Lisible({
  nom: 'Organisme',
  entite: () => Organisme,
  action: 'lireOrganisme',
  liens: { organisme: (a, p) => `${a}.id = ${p}` },
  ordre: 'nom',
  tris: { NOM: { colonne: 'nom', sens: 'ASC' }, CREE_LE: { colonne: 'creeLe', sens: 'DESC' } },
  filtres: {
    categorie: (a, p) => `${a}.categorie = ${p}`,
    recherche: (a, p) =>
      `${a}.nom ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%' or ${a}.identifiant = ${p}`,
  },
  derives: {
    public: { colonnes: ['categorie'], calcul: (o: { categorie: CategorieOrganisme }) => estPublique(o.categorie) },
  },
  // A natural person's name: for those who work with the organisation, not for the public directory.
  reserves: { representantNom: 'lireUtilisateur', representantQualite: 'lireUtilisateur' },
})
export class OrganismeType {
  @Field(() => ID, { description: 'Identifiant sur la plateforme.' }) id!: string;
  @Field(() => String, { description: 'Dénomination.' }) nom!: string;
  @Field(() => CategorieOrganismeEnum, { description: 'Nature juridique.' }) categorie!: CategorieOrganisme;
  @Field(() => Boolean, { description: 'Son argent est-il de l’argent public ? (R17)' }) public!: boolean;
  @Field(() => TypeIdentifiantEnum, { description: 'Registre de l’identifiant.' }) typeIdentifiant!: TypeIdentifiant;
  @Field(() => String, { description: 'SIRET, RNA, RIDET ou numéro Tahiti.' }) identifiant!: string;
  @Field(() => String, { nullable: true, description: 'Numéro RNA d’une association.' }) rna!: string | null;
  @Field(() => String, { nullable: true, description: 'Forme juridique, en clair.' }) formeJuridique!: string | null;
  @Field(() => String, { nullable: true, description: 'Adresse du siège.' }) adresse!: string | null;
  @Field(() => TerritoireType, { nullable: true, description: 'Commune du siège.' }) commune!: TerritoireType | null;
  @Field(() => String, { nullable: true, description: 'Représentant légal (vu de son organisme et de la gestion).' })
  representantNom!: string | null;
  @Field(() => String, { nullable: true, description: 'Qualité du représentant légal.' }) representantQualite!:
    string | null;
  @Field(() => String, { nullable: true, description: 'Empreinte SHA-256 de son logo, qui se lit à /documents/logos.' })
  logo!: string | null;
  @Field(() => Boolean, { description: 'Donnée de démonstration, sans existence réelle.' }) fictif!: boolean;
  @Field(() => InstantScalaire, { description: 'Inscription sur la plateforme.' }) creeLe!: Date;
}

export const OrganismeConnexion = connexionDe(OrganismeType, 'Organisme');
