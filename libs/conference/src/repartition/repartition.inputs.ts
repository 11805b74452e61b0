import { Field, ID, InputType, Int } from '@nestjs/graphql';
import type { TypeProposition } from '@tdt/domaine';
import { BORNES, CentimesScalaire, ID_FORME, TROP, TROP_LONG } from '@tdt/socle';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { TypePropositionEnum } from './proposition.type.js';
import { ParametresPlanInput } from './simulation.inputs.js';

@InputType({ description: 'Tour de table à ouvrir sur les plans de l’ordre du jour.' })
export class OuvrirTourInput {
  @Field(() => ID, { description: 'Séance.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => Int, { nullable: true, description: 'Points de chaque financeur ; sans points à défaut.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(1_000, BORNES)
  pointsParFinanceur?: number | null;
  @Field(() => Int, { nullable: true, description: 'Points d’un projet, au plus, pour un financeur.' })
  @IsOptional()
  @Min(1, BORNES)
  @Max(1_000, BORNES)
  pointsMaxParProjet?: number | null;
}

@InputType({ description: 'Tour à révéler : toutes les annonces ensemble.' })
export class RevelerTourInput {
  @Field(() => ID, { description: 'Tour.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
}

@InputType({ description: 'Tour à annuler : ses annonces restent scellées.' })
export class AnnulerTourInput {
  @Field(() => ID, { description: 'Tour.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
  @Field(() => String, { description: 'Motif.' }) @Length(1, 1_000, TROP_LONG) motif!: string;
}

@InputType({ description: 'Ce qu’un financeur annonce pour un projet.' })
export class LigneAnnonceInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
  @Field(() => CentimesScalaire, { description: 'Votre accord jusqu’à ce montant.' }) maximum!: bigint;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Rien, ou au moins ce montant ; zéro à défaut.' })
  minimum?: bigint | null;
  @Field(() => Int, { nullable: true, description: 'Points, quand le tour en compte.' })
  @IsOptional()
  @Min(0, BORNES)
  @Max(1_000, BORNES)
  points?: number | null;
  @Field(() => String, { nullable: true, description: 'Condition que vous y mettez.' })
  @IsOptional()
  @Length(1, 1_000, TROP_LONG)
  condition?: string | null;
}

@InputType({ description: 'Annonce à sceller sur une enveloppe de votre organisme. Elle remplace la précédente.' })
export class ScellerAnnonceInput {
  @Field(() => ID, { description: 'Tour.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
  @Field(() => ID, { description: 'Enveloppe de votre organisme.' }) @IsUUID(undefined, ID_FORME) enveloppeId!: string;
  @Field(() => CentimesScalaire, { description: 'Ce que l’enveloppe apporte au plus à l’ensemble du tour.' })
  plafond!: bigint;
  @Field(() => [LigneAnnonceInput], { description: 'Projet par projet.' })
  @ArrayMaxSize(1_000, TROP)
  @ValidateNested({ each: true })
  @Type(() => LigneAnnonceInput)
  lignes!: LigneAnnonceInput[];
}

@InputType({ description: 'Annonce à retirer avant la révélation.' })
export class RetirerAnnonceInput {
  @Field(() => ID, { description: 'Annonce.' }) @IsUUID(undefined, ID_FORME) annonceId!: string;
}

@InputType({ description: 'Proposition à figer : les scrutins de la séance porteront sur elle.' })
export class FigerPropositionInput {
  @Field(() => ID, { description: 'Tour révélé.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
  @Field(() => TypePropositionEnum, { description: 'Laquelle.' }) type!: TypeProposition;
  @Field(() => ParametresPlanInput, { nullable: true, description: 'Choix de la conférence.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ParametresPlanInput)
  parametres?: ParametresPlanInput | null;
}

@InputType({ description: 'Calcul à lancer : l’optimum et le plan garanti d’un tour révélé.' })
export class LancerCalculInput {
  @Field(() => ID, { description: 'Tour révélé.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
  @Field(() => ParametresPlanInput, { nullable: true, description: 'Choix de la conférence.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ParametresPlanInput)
  parametres?: ParametresPlanInput | null;
}

@InputType({ description: 'Calcul à arrêter : ce qu’il a trouvé reste, avec son écart certifié.' })
export class ArreterCalculInput {
  @Field(() => ID, { description: 'Calcul.' }) @IsUUID(undefined, ID_FORME) calculId!: string;
}
