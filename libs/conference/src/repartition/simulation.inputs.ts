import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { PONDERATIONS_PARTS, type ParametresPlan } from '@tdt/domaine';
import { enumeration } from '@tdt/socle';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';

export const PonderationEnum = enumeration('Ponderation', 'Comment les financeurs pèsent.', PONDERATIONS_PARTS, {
  PRORATA_ENVELOPPE: 'À proportion du plafond annoncé',
  PARTS_EGALES: 'Tous autant',
});

@InputType({ description: 'Ce que la conférence choisit dans la fabrication des plans.' })
export class ParametresPlanInput implements Partial<ParametresPlan> {
  @Field(() => PonderationEnum, {
    nullable: true,
    description: 'Poids des vœux aux parts égales ; tous autant à défaut.',
  })
  ponderationMes?: ParametresPlan['ponderationMes'];
  @Field(() => PonderationEnum, {
    nullable: true,
    description: 'Poids dans les montants ; le plafond annoncé à défaut.',
  })
  ponderationParts?: ParametresPlan['ponderationParts'];
  @Field(() => Boolean, {
    nullable: true,
    description: 'La liste saute un projet qu’elle ne peut financer, au lieu de s’arrêter ; oui à défaut.',
  })
  saut?: boolean;
}

@ArgsType()
export class SimulerPlanArgs {
  @Field(() => ID, { description: 'Tour révélé.' })
  @IsUUID(undefined, { message: 'Cet identifiant n’est pas de cette plateforme.' })
  tourId!: string;
  @Field(() => ParametresPlanInput, { nullable: true, description: 'Choix de la conférence.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ParametresPlanInput)
  parametres?: ParametresPlanInput | null;
}
