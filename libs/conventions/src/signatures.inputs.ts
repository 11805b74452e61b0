import { Field, ID, InputType } from '@nestjs/graphql';
import type { Jour, OrdreSignature } from '@tdt/domaine';
import { ID_FORME, JourScalaire } from '@tdt/socle';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsDefined, IsUUID, Matches, MaxLength, ValidateNested } from 'class-validator';
import { ActeHabilitantInput } from './conventions.inputs.js';
import { OrdreSignatureEnum } from './signature.type.js';

const TROP_LONG = { message: 'Ce texte est trop long.' };

@InputType({ description: 'Convention à mettre en signature.' })
export class MettreEnSignatureInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Convention relue.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => OrdreSignatureEnum, {
    nullable: true,
    description: 'Ordre des signatures ; à défaut, celui que chacun veut.',
  })
  ordre?: OrdreSignature | null;
}

/** Who signs, by what power (R33). */
@InputType({ isAbstract: true })
class SignataireInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger of an avenant too. */
  cle!: string;
  @Field(() => ID, { description: 'Convention en signature.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => String, { description: 'Prénom et nom du signataire.' }) @MaxLength(200, TROP_LONG) nom!: string;
  @Field(() => String, { description: 'Qualité du signataire.' }) @MaxLength(200, TROP_LONG) qualite!: string;
  @Field(() => ActeHabilitantInput, { description: 'Délibération, délégation ou décision qui l’habilite.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => ActeHabilitantInput)
  acte!: ActeHabilitantInput;
}

@InputType({ description: 'Signature d’une convention par votre organisme (R33).' })
export class SignerConventionInput extends SignataireInput {
  @Field(() => String, {
    description:
      'SHA-256 du PDF que vous avez téléchargé et lu, en hexadécimal (`scelleEmpreinte`, ou `pdfEmpreinte` sans cachet).',
  })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'Une empreinte SHA-256 compte 64 chiffres de 0 à 9 et lettres de a à f.' })
  empreinte!: string;
}

@InputType({ description: 'Signature donnée sur papier par une partie, et reçue numérisée.' })
export class EnregistrerSignatureManuscriteInput extends SignataireInput {
  @Field(() => ID, { description: 'La partie qui a signé.' }) @IsUUID(undefined, ID_FORME) organismeId!: string;
  @Field(() => JourScalaire, { description: 'Date portée sur le papier.' }) signeeLe!: Jour;
  @Field(() => ID, { description: 'Pièce qui porte la numérisation.' }) @IsUUID(undefined, ID_FORME) pieceId!: string;
  @Field(() => [String], {
    description: 'Ce que disent les codes lus sur ses pages ; ceux d’un autre document la font refuser.',
  })
  @ArrayMaxSize(1000, { message: 'Cette numérisation a trop de codes.' })
  @MaxLength(1000, { ...TROP_LONG, each: true })
  reperes!: string[];
  @Field(() => Boolean, {
    description: 'Vous attestez avoir comparé chaque page au document ; nécessaire si toutes ne sont pas reconnues.',
  })
  @IsBoolean()
  pagesVerifiees!: boolean;
}

@InputType({ description: 'Convention qui ne sera pas signée.' })
export class ConstaterCaduciteInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Convention que toutes ses parties n’ont pas signée.' })
  @IsUUID(undefined, ID_FORME)
  conventionId!: string;
  @Field(() => String, { description: 'Motif, que les parties lisent.' }) @MaxLength(1000, TROP_LONG) motif!: string;
}

@InputType({ description: 'Refus de signer une convention.' })
export class RefuserSignatureInput {
  @Field(() => ID, { description: 'Convention en signature.' }) @IsUUID(undefined, ID_FORME) conventionId!: string;
  @Field(() => String, { description: 'Motif : les autres parties le liront.' })
  @MaxLength(1000, TROP_LONG)
  motif!: string;
}
