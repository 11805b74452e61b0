import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import {
  ETAPES_PART,
  type EtapePart,
  type EtatPart,
  type NaturePart,
  type SensVote,
  type SuiteRejet,
} from '@tdt/domaine';
import { CentimesScalaire, enumeration, ID_FORME, InstantScalaire, PageArgs, TROP_LONG } from '@tdt/socle';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
import { EtatPartEnum, NaturePartEnum, TriPartEnum } from './part.type.js';
import { SensVoteEnum, SuiteRejetEnum } from './scrutin.type.js';

export const EtapePartEnum = enumeration('EtapePart', 'Jusqu’où le financeur s’avance avant le vote.', ETAPES_PART, {
  PRESSENTIE: 'Pressentie : une intention, vue de lui seul et de la gestion',
  ANNONCEE: 'Annoncée à la gestion',
  PROPOSEE: 'Proposée au vote de la séance',
});

@InputType({ description: 'Part qu’un financeur prépare pour un projet, sur une de ses enveloppes.' })
export class ProposerPartInput {
  @Field(() => ID, { description: 'Candidature.' }) @IsUUID(undefined, ID_FORME) candidatureId!: string;
  @Field(() => ID, { description: 'Enveloppe de votre organisme.' }) @IsUUID(undefined, ID_FORME) enveloppeId!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => EtapePartEnum, { defaultValue: 'PROPOSEE', description: 'Pressentie, annoncée ou proposée.' })
  etape!: EtapePart;
  @Field(() => String, { nullable: true, description: 'Dispositif ; celui de l’enveloppe à défaut.' })
  @IsOptional()
  @MaxLength(200, TROP_LONG)
  dispositif?: string | null;
  @Field(() => NaturePartEnum, { nullable: true, description: 'Nature ; celle du projet à défaut.' })
  nature?: NaturePart | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Assiette ; le coût total à défaut (R12).' })
  assiette?: bigint | null;
  @Field(() => String, { nullable: true, description: 'Condition mise par le financeur.' })
  @IsOptional()
  @Length(1, 1_000, TROP_LONG)
  condition?: string | null;
  @Field(() => Boolean, { defaultValue: false, description: 'Réserver dès maintenant le montant dans l’enveloppe.' })
  reserver!: boolean;
  @Field(() => InstantScalaire, { nullable: true, description: 'Jusqu’à quand le réserver.' })
  reserverJusque?: Date | null;
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
}

@InputType({ description: 'Modification d’une part avant le vote. Ce qui n’est pas précisé ne change pas.' })
export class ModifierPartInput {
  @Field(() => ID, { description: 'Part.' }) @IsUUID(undefined, ID_FORME) partId!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Nouveau montant.' }) montant?: bigint | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Nouvelle assiette.' }) assiette?: bigint | null;
  @Field(() => String, { nullable: true, description: 'Nouvelle condition.' })
  @IsOptional()
  @Length(1, 1_000, TROP_LONG)
  condition?: string | null;
  @Field(() => EtapePartEnum, { nullable: true, description: 'Nouvelle étape.' }) etape?: EtapePart | null;
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
}

@InputType({ description: 'Retrait d’une part avant le vote.' })
export class RetirerPartInput {
  @Field(() => ID, { description: 'Part.' }) @IsUUID(undefined, ID_FORME) partId!: string;
  @Field(() => String, { description: 'Motif.' }) @Length(1, 1_000, TROP_LONG) motif!: string;
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
}

@InputType({ description: 'Bulletin d’un siège.' })
export class VoterInput {
  @Field(() => ID, { description: 'Scrutin.' }) @IsUUID(undefined, ID_FORME) scrutinId!: string;
  @Field(() => ID, { description: 'Siège dont c’est le vote.' }) @IsUUID(undefined, ID_FORME) membreId!: string;
  @Field(() => SensVoteEnum, { description: 'Pour, contre ou abstention.' }) sens!: SensVote;
  @Field(() => ID, { nullable: true, description: 'Votre siège, quand vous votez par pouvoir pour un autre.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  mandataireId?: string | null;
}

@InputType({
  description: 'Clôture d’un scrutin : dépouillement, proclamation et inscription au grand livre, d’un seul tenant.',
})
export class CloreScrutinInput {
  /** The schema gives it to every mutation (`donnerCles`); here it names the lot of the ledger too. */
  cle!: string;
  @Field(() => ID, { description: 'Scrutin.' }) @IsUUID(undefined, ID_FORME) scrutinId!: string;
  @Field(() => SuiteRejetEnum, {
    defaultValue: 'REFUSER',
    description: 'Ce que devient le dossier si le plan est rejeté.',
  })
  suiteSiRejet!: SuiteRejet;
  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi le dossier est refusé, si le plan est rejeté : la lettre au porteur le dit.',
  })
  @IsOptional()
  @Length(1, 1_000, TROP_LONG)
  motifSiRejet?: string | null;
}

@InputType({ description: 'Annulation d’un scrutin.' })
export class AnnulerScrutinInput {
  @Field(() => ID, { description: 'Scrutin.' }) @IsUUID(undefined, ID_FORME) scrutinId!: string;
  @Field(() => String, { description: 'Motif.' }) @Length(1, 1_000, TROP_LONG) motif!: string;
}

@InputType({ description: 'Filtre de parts.' })
export class PartFiltre {
  @Field(() => ID, { nullable: true, description: 'Candidature.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  candidatureId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Financeur.' })
  @IsOptional()
  @IsUUID(undefined, ID_FORME)
  financeurId?: string | null;
  @Field(() => EtatPartEnum, { nullable: true, description: 'État.' }) etat?: EtatPart | null;
}

@ArgsType()
export class PartsArgs extends PageArgs {
  @Field(() => PartFiltre, { nullable: true, description: 'Filtre.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PartFiltre)
  filtre?: PartFiltre | null;
  @Field(() => TriPartEnum, { nullable: true, description: 'Ordre.' }) tri?: string | null;
}
