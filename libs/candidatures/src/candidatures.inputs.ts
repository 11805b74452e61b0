import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import type { BaseAide, CanalReception, EtatCandidature, NaturePart, OrigineInitiative } from '@tdt/domaine';
import { CentimesScalaire, ID_FORME, InstantScalaire, JourScalaire, PageArgs, TROP } from '@tdt/socle';
import { Type } from 'class-transformer';
import { Allow, ArrayMaxSize, IsOptional, IsUUID, Length, MaxLength, Min, ValidateNested } from 'class-validator';
import {
  CanalReceptionEnum,
  EtatCandidatureEnum,
  NatureProjetEnum,
  OrigineInitiativeEnum,
  RegimeAideEnum,
  TriCandidatureEnum,
} from './enumerations.js';
import {
  ActionInput,
  AideDeclareeInput,
  ContratEngagementInput,
  ExceptionParticipationInput,
  LieuInput,
  LigneBudgetInput,
  LignePlanInput,
  PartenaireInput,
  TerritoireProjetInput,
  TROP_LONG,
} from './projet.inputs.js';

@InputType({ description: 'Candidature reçue par courrier ou par courriel.' })
export class EnregistrerCandidatureRecueInput {
  @Field(() => ID, { description: 'Appel.' }) @IsUUID(undefined, ID_FORME) appelId!: string;
  @Field(() => ID, { description: 'Organisme qui candidate.' }) @IsUUID(undefined, ID_FORME) porteurId!: string;
  @Field(() => CanalReceptionEnum, { description: 'Comment elle a été reçue.' }) @Allow() canal!: CanalReception;
  @Field(() => InstantScalaire, {
    description: 'Cachet de la poste, ou réception du courriel : le délai se juge sur cet instant (R1).',
  })
  @Allow()
  recueLe!: Date;
}

@InputType({
  description:
    'Ce que le porteur vient d’écrire. Un champ absent garde sa valeur ; une liste donnée remplace la précédente en entier.',
})
export class EnregistrerCandidatureInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) id!: string;
  @Field(() => Int, { description: 'Version que vous avez lue.' })
  @Min(1, { message: 'Une version est un nombre à partir de 1.' })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Titre du projet.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  titre?: string | null;
  @Field(() => String, { nullable: true, description: 'Résumé du projet.' })
  @IsOptional()
  @MaxLength(3000, TROP_LONG)
  resume?: string | null;
  @Field(() => OrigineInitiativeEnum, { nullable: true, description: 'Qui a eu l’idée du projet.' })
  @Allow()
  origineInitiative?: OrigineInitiative | null;
  @Field(() => NatureProjetEnum, { nullable: true, description: 'Fonctionnement ou investissement.' })
  @Allow()
  nature?: NaturePart | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Début du projet.' }) @Allow() debut?: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Fin du projet.' }) @Allow() fin?: string | null;
  @Field(() => RegimeAideEnum, { nullable: true, description: 'Base de l’aide.' })
  @Allow()
  regimeAide?: BaseAide | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant demandé au titre de l’appel.' })
  @Allow()
  montantDemande?: bigint | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Dépense éligible ; à défaut, le coût total.' })
  @Allow()
  assiette?: bigint | null;
  @Field(() => String, { nullable: true, description: 'Représentant légal.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  representantNom?: string | null;
  @Field(() => String, { nullable: true, description: 'Qualité du représentant.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  representantQualite?: string | null;
  @Field(() => ContratEngagementInput, { nullable: true, description: 'Contrat d’engagement républicain (R30).' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ContratEngagementInput)
  contratEngagementRepublicain?: ContratEngagementInput | null;
  @Field(() => ExceptionParticipationInput, { nullable: true, description: 'Exception invoquée (R13).' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ExceptionParticipationInput)
  exceptionParticipation?: ExceptionParticipationInput | null;
  @Field(() => [TerritoireProjetInput], { nullable: true, description: 'Territoires du projet (R6).' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => TerritoireProjetInput)
  @ArrayMaxSize(200, TROP)
  territoires?: TerritoireProjetInput[] | null;
  @Field(() => [PartenaireInput], { nullable: true, description: 'Groupement.' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => PartenaireInput)
  @ArrayMaxSize(50, TROP)
  partenaires?: PartenaireInput[] | null;
  @Field(() => [ActionInput], { nullable: true, description: 'Actions et leurs lieux.' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => ActionInput)
  @ArrayMaxSize(50, TROP)
  actions?: ActionInput[] | null;
  @Field(() => [LigneBudgetInput], { nullable: true, description: 'Budget (R10).' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => LigneBudgetInput)
  @ArrayMaxSize(100, TROP)
  budget?: LigneBudgetInput[] | null;
  @Field(() => [LignePlanInput], { nullable: true, description: 'Plan de financement demandé (R11).' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => LignePlanInput)
  @ArrayMaxSize(50, TROP)
  plan?: LignePlanInput[] | null;
  @Field(() => [AideDeclareeInput], { nullable: true, description: 'Aides publiques déjà reçues (R15).' })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => AideDeclareeInput)
  @ArrayMaxSize(100, TROP)
  aidesDeclarees?: AideDeclareeInput[] | null;
}

@InputType({ description: 'Ce que l’instruction demande au porteur (R2).' })
export class DemanderComplementsInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) id!: string;
  @Field(() => String, { description: 'Ce qui manque, en clair.' }) @MaxLength(3000, TROP_LONG) message!: string;
  @Field(() => [String], { defaultValue: [], description: 'Codes des pièces demandées.' })
  @MaxLength(40, { each: true, ...TROP_LONG })
  @ArrayMaxSize(50, TROP)
  pieces!: string[];
  @Field(() => JourScalaire, { description: 'Dernier jour pour répondre, compris.' }) @Allow() echeance!: string;
}

@InputType({ description: 'Note d’un critère.' })
export class NoteInput {
  @Field(() => String, { description: 'Code du critère.' }) @MaxLength(40, TROP_LONG) critere!: string;
  @Field(() => Int, { description: 'Points, de 0 au poids du critère.' }) @Allow() points!: number;
  @Field(() => String, { description: 'Commentaire.' }) @MaxLength(3000, TROP_LONG) commentaire!: string;
}

@InputType({ description: 'Notes à donner, toutes ou une partie.' })
export class NoterCandidatureInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) id!: string;
  @Field(() => [NoteInput], { description: 'Notes.' })
  @ValidateNested({ each: true })
  @Type(() => NoteInput)
  @ArrayMaxSize(50, TROP)
  notes!: NoteInput[];
}

@InputType({ description: 'Avis qui termine l’instruction.' })
export class TerminerInstructionInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) id!: string;
  @Field(() => Boolean, { description: 'L’avis est-il favorable ?' }) @Allow() favorable!: boolean;
  @Field(() => String, { description: 'Ses motifs, que la conférence lira.' })
  @MaxLength(5000, TROP_LONG)
  avis!: string;
}

@InputType({ description: 'Filtre de candidatures.' })
export class CandidatureFiltre {
  @Field(() => EtatCandidatureEnum, { nullable: true, description: 'Étape.' }) @Allow() etat?: EtatCandidature | null;
  @Field(() => ID, { nullable: true, description: 'Appel.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  appelId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Conférence qui examine son appel.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  conferenceId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Porteur.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  porteurId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Qui instruit.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  instructeurId?: string | null;
  @Field(() => String, { nullable: true, description: 'Code d’une région où le projet se déroule, même en partie.' })
  @IsOptional()
  @Length(2, 3, TROP_LONG)
  regionCode?: string | null;
  @Field(() => String, { nullable: true, description: 'Partie du titre ou du nom du porteur, ou numéro.' })
  @IsOptional()
  @Length(1, 100, TROP_LONG)
  recherche?: string | null;
}

@ArgsType()
export class CandidaturesArgs extends PageArgs {
  @Field(() => TriCandidatureEnum, { nullable: true, description: 'Ordre.' }) @Allow() tri?: string | null;
  @Field(() => CandidatureFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CandidatureFiltre)
  filtre?: CandidatureFiltre | null;
}

@ArgsType()
export class SimulerMontantArgs {
  @Field(() => ID, { description: 'Appel.' }) @IsUUID(undefined, ID_FORME) appelId!: string;
  @Field(() => [LieuInput], { defaultValue: [], description: 'Lieux des actions envisagées.' })
  @ValidateNested({ each: true })
  @Type(() => LieuInput)
  @ArrayMaxSize(100, TROP)
  lieux!: LieuInput[];
  @Field(() => CentimesScalaire, {
    nullable: true,
    description: 'Coût du projet, s’il est connu : un taux s’y applique.',
  })
  @Allow()
  coutTotal?: bigint | null;
}
