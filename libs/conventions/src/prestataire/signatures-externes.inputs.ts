import { Field, ID, InputType } from '@nestjs/graphql';
import { ID_FORME } from '@tdt/socle';
import { IsBoolean, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { SignerConventionInput } from '../signatures.inputs.js';

const TROP_LONG = { message: 'Ce texte est trop long.' };

@InputType({
  description: 'Signature demandée à un prestataire par votre organisme, sur le document que vous avez lu (R33).',
})
export class DemanderSignatureExterneInput extends SignerConventionInput {
  @Field(() => String, { description: 'Adresse électronique à laquelle le prestataire joint le signataire.' })
  @MaxLength(254, TROP_LONG)
  courriel!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Mobile du signataire : le prestataire y envoie son code ; à défaut, il l’envoie à son adresse.',
  })
  @IsOptional()
  @MaxLength(30, TROP_LONG)
  mobile?: string | null;
}

@InputType({ description: 'Demande faite à un prestataire, que votre organisme abandonne.' })
export class AbandonnerSignatureExterneInput {
  @Field(() => ID, { description: 'Convention en signature.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
}

@InputType({ description: 'Ce que la gestion conclut d’un retour du prestataire mis de côté.' })
export class VerifierSignatureExterneInput {
  @Field(() => ID, { description: 'Convention en signature.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => ID, { description: 'La partie dont la signature est revenue.' })
  @IsUUID(undefined, ID_FORME)
  organismeId!: string;
  @Field(() => Boolean, {
    description: 'Vrai : c’est bien sa signature. Faux : ce retour est écarté, la partie est de nouveau attendue.',
  })
  @IsBoolean()
  retenue!: boolean;
  @Field(() => String, { description: 'Ce qui a été vérifié : les parties le liront.' })
  @MaxLength(1000, TROP_LONG)
  motif!: string;
}
