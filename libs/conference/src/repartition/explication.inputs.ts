import { ArgsType, Field, ID } from '@nestjs/graphql';
import { IsOptional, IsUUID } from 'class-validator';
import { ID_FORME } from '@tdt/socle';

@ArgsType()
export class PourquoiArgs {
  @Field(() => ID, { description: 'Proposition figée.' }) @IsUUID(undefined, ID_FORME) propositionId!: string;
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
  @Field(() => ID, { nullable: true, description: 'Un seul financeur.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  financeurId?: string | null;
}

@ArgsType()
export class PrixEntreeArgs {
  @Field(() => ID, { description: 'Tour révélé.' }) @IsUUID(undefined, ID_FORME) tourId!: string;
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
}

@ArgsType()
export class VerifierPropositionArgs {
  @Field(() => ID, { description: 'Proposition figée.' }) @IsUUID(undefined, ID_FORME) propositionId!: string;
}
