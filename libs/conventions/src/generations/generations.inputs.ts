import { Field, ID, InputType } from '@nestjs/graphql';
import { ID_FORME } from '@tdt/socle';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsOptional, IsUUID, ValidateNested } from 'class-validator';
import { ComplementsConventionInput } from '../conventions.inputs.js';

/** As many files as an agenda can hold. */
const COMPLEMENTS_MAX = 500;

@InputType({ description: 'Génération de toutes les conventions d’une séance close.' })
export class LancerGenerationInput {
  @Field(() => ID, { description: 'Séance close.' }) @IsUUID(undefined, ID_FORME) seanceId!: string;
  @Field(() => [ComplementsConventionInput], {
    nullable: true,
    description: 'Ce que vous ajoutez à certains dossiers. Un dossier qui n’attend plus sa convention est ignoré.',
  })
  @IsOptional()
  @ArrayMaxSize(COMPLEMENTS_MAX, { message: 'Cette liste est trop longue.' })
  @ValidateNested({ each: true })
  @Type(() => ComplementsConventionInput)
  complements?: ComplementsConventionInput[] | null;
}

@InputType({ description: 'Génération à arrêter : ce qui est fait reste, le reste attend une reprise.' })
export class ArreterGenerationInput {
  @Field(() => ID, { description: 'Génération.' }) @IsUUID(undefined, ID_FORME) generationId!: string;
}

@InputType({ description: 'Génération à reprendre : seuls les dossiers qui restent sont traités, en votre nom.' })
export class ReprendreGenerationInput {
  @Field(() => ID, { description: 'Génération.' }) @IsUUID(undefined, ID_FORME) generationId!: string;
}
