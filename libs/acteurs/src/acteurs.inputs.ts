import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import type { CategorieOrganisme, RoleAccorde, TypeIdentifiant } from '@tdt/domaine';
import { ID_FORME, InstantScalaire, PageArgs } from '@tdt/socle';
import { Allow, IsEmail, IsOptional, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { CategorieOrganismeEnum, TypeIdentifiantEnum } from './organisme.type.js';
import { NatureTerritoireEnum, type NatureTerritoire } from './territoire.type.js';
import { RoleEnum } from './utilisateur.type.js';
import { DispositifZonageEnum } from './zonage.type.js';

const NOM = { message: 'Écrivez entre 2 et 200 caractères.' };
const COURT = { message: 'Pas plus de 200 caractères.' };

@InputType({ description: 'Organisme à inscrire.' })
export class CreerOrganismeInput {
  @Field(() => String, { description: 'Dénomination.' }) @Length(2, 200, NOM) nom!: string;
  @Field(() => CategorieOrganismeEnum, { description: 'Nature juridique.' }) categorie!: CategorieOrganisme;
  @Field(() => TypeIdentifiantEnum, { description: 'Registre de l’identifiant.' }) typeIdentifiant!: TypeIdentifiant;
  @Field(() => String, { description: 'Identifiant, sans espace.' }) @MaxLength(20, COURT) identifiant!: string;
  @Field(() => String, { nullable: true, description: 'Numéro RNA.' }) @IsOptional() @MaxLength(20, COURT) rna?:
    string | null;
  @Field(() => String, { nullable: true, description: 'Forme juridique.' })
  @IsOptional()
  @MaxLength(200, COURT)
  formeJuridique?: string | null;
  @Field(() => String, { nullable: true, description: 'Adresse du siège.' })
  @IsOptional()
  @MaxLength(200, COURT)
  adresse?: string | null;
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune du siège.' })
  @IsOptional()
  @MaxLength(5, COURT)
  communeCode?: string | null;
  @Field(() => String, { nullable: true, description: 'Représentant légal.' })
  @IsOptional()
  @MaxLength(200, COURT)
  representantNom?: string | null;
  @Field(() => String, { nullable: true, description: 'Qualité du représentant.' })
  @IsOptional()
  @MaxLength(200, COURT)
  representantQualite?: string | null;
}

@InputType({ description: 'Personne à inscrire.' })
export class CreerUtilisateurInput {
  @Field(() => String, { description: 'Adresse électronique.' })
  @IsEmail({}, { message: 'Cette adresse électronique n’est pas valide.' })
  courriel!: string;
  @Field(() => String, { description: 'Prénom.' }) @Length(1, 100, { message: 'Écrivez un prénom.' }) prenom!: string;
  @Field(() => String, { description: 'Nom.' }) @Length(1, 100, { message: 'Écrivez un nom.' }) nom!: string;
}

@InputType({ description: 'Droit à accorder.' })
export class AccorderHabilitationInput {
  @Field(() => ID, { description: 'Personne.' }) @IsUUID(undefined, ID_FORME) utilisateurId!: string;
  @Field(() => RoleEnum, { description: 'Rôle.' }) role!: RoleAccorde;
  @Field(() => ID, { description: 'Organisme au nom duquel elle agit.' })
  @IsUUID(undefined, ID_FORME)
  organismeId!: string;
  @Field(() => ID, { nullable: true, description: 'Appel auquel le droit se limite.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  appelId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Conférence à laquelle le droit se limite.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  conferenceId?: string | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Début ; à défaut, maintenant.' }) debut?: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Fin.' }) fin?: Date | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Gérera-t-elle les utilisateurs de l’organisme ?' })
  gestionnaireUtilisateurs!: boolean;
}

@InputType({ description: 'Filtre d’organismes.' })
export class OrganismeFiltre {
  @Field(() => CategorieOrganismeEnum, { nullable: true, description: 'Nature juridique.' })
  categorie?: CategorieOrganisme | null;
  @Field(() => String, { nullable: true, description: 'Partie du nom, ou identifiant.' })
  @IsOptional()
  @MaxLength(100, COURT)
  recherche?: string | null;
}

@ArgsType()
export class OrganismesArgs extends PageArgs {
  @Field(() => OrganismeFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => OrganismeFiltre)
  filtre?: OrganismeFiltre | null;
}

@InputType({ description: 'Filtre de territoires.' })
export class TerritoireFiltre {
  @Field(() => NatureTerritoireEnum, { nullable: true, description: 'Échelon.' }) nature?: NatureTerritoire | null;
  @Field(() => String, { nullable: true, description: 'Code du département.' })
  @IsOptional()
  @MaxLength(3, COURT)
  departementCode?: string | null;
  @Field(() => String, { nullable: true, description: 'Partie du nom, ou code.' })
  @IsOptional()
  @MaxLength(100, COURT)
  recherche?: string | null;
}

@ArgsType()
export class TerritoiresArgs extends PageArgs {
  @Field(() => TerritoireFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TerritoireFiltre)
  filtre?: TerritoireFiltre | null;
}

@InputType({ description: 'Filtre de lieux prioritaires.' })
export class ZonageFiltre {
  @Field(() => DispositifZonageEnum, { nullable: true, description: 'Liste.' }) dispositif?: string | null;
  @Field(() => String, { nullable: true, description: 'Code INSEE de la commune.' })
  @IsOptional()
  @MaxLength(5, COURT)
  communeCode?: string | null;
}

@ArgsType()
export class ZonagesArgs extends PageArgs {
  @Field(() => ZonageFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ZonageFiltre)
  filtre?: ZonageFiltre | null;
}

@InputType({ description: 'Filtre d’habilitations.' })
export class HabilitationFiltre {
  @Field(() => ID, { nullable: true, description: 'Organisme au nom duquel elles valent.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  organismeId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Celles qui attendent, ou n’attendent pas, une confirmation.' })
  @Allow()
  attendConfirmation?: boolean | null;
}

@ArgsType()
export class HabilitationsArgs extends PageArgs {
  @Field(() => HabilitationFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => HabilitationFiltre)
  filtre?: HabilitationFiltre | null;
}

@InputType({ description: 'Filtre de personnes.' })
export class UtilisateurFiltre {
  @Field(() => ID, { nullable: true, description: 'Organisme pour lequel elles peuvent agir.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  organismeId?: string | null;
  @Field(() => String, { nullable: true, description: 'Partie du nom, ou adresse électronique.' })
  @IsOptional()
  @MaxLength(100, COURT)
  recherche?: string | null;
}

@ArgsType()
export class UtilisateursArgs extends PageArgs {
  @Field(() => UtilisateurFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => UtilisateurFiltre)
  filtre?: UtilisateurFiltre | null;
}
