import { Args, ArgsType, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { LIBELLES_VERDICT, VERDICTS_CONVENTION, type VerdictConvention } from '@tdt/domaine';
import { enumeration, Habilite, InstantScalaire } from '@tdt/socle';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { VerificationService, type Verification } from './verification.service.js';

export const VerdictConventionEnum = enumeration(
  'VerdictConvention',
  'Ce que vaut la convention présentée.',
  VERDICTS_CONVENTION,
  LIBELLES_VERDICT,
);

@ObjectType('SignatureManuscrite', { description: 'Signature donnée sur papier par une partie.' })
export class SignatureManuscriteType {
  @Field(() => String, { description: 'La partie.' }) partie!: string;
  @Field(() => InstantScalaire, { description: 'Réception du papier signé.' }) recueLe!: Date;
}

@ObjectType('VerificationConvention', {
  description: 'Réponse à qui vérifie une convention : rien d’autre n’en est dit.',
})
export class VerificationConventionType {
  @Field(() => VerdictConventionEnum, { description: 'Verdict.' }) verdict!: VerdictConvention;
  @Field(() => [SignatureManuscriteType], {
    description: 'Parties qui ont signé sur papier ; pour qui présente le document, son code ou ses données.',
  })
  signaturesManuscrites!: SignatureManuscriteType[];
}

const EMPREINTE = /^[0-9a-f]{64}$/i;
const SHA256 = { message: 'Une empreinte SHA-256 compte 64 chiffres de 0 à 9 et lettres de a à f.' };

@ArgsType()
export class VerifierConventionArgs {
  @Field(() => String, { nullable: true, description: 'SHA-256 du fichier PDF, en hexadécimal.' })
  @IsOptional()
  @Matches(EMPREINTE, SHA256)
  empreinte?: string | null;
  @Field(() => String, { nullable: true, description: 'Numéro que porte la convention ; il doit alors être le sien.' })
  @IsOptional()
  @MaxLength(100, { message: 'Ce numéro est trop long.' })
  numero?: string | null;
  @Field(() => String, { nullable: true, description: 'Adresse que porte son code QR, ou ce qui y suit « # ».' })
  @IsOptional()
  @MaxLength(4000, { message: 'Ce code est trop long.' })
  sceau?: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 des données jointes au fichier (convention.json).' })
  @IsOptional()
  @Matches(EMPREINTE, SHA256)
  empreinteDonnees?: string | null;
}

/** What is left blank is not presented. */
const presente = (texte: string | null | undefined): string | null => texte?.trim() || null;

/**
 * Public (trust.md §9.6): whoever holds a convention may check it. The file stays with him, his browser computes the hash;
 * nothing is told about the convention itself, but which parties signed it with a pen.
 */
@Resolver()
export class VerificationConventionResolver {
  constructor(private readonly verification: VerificationService) {}

  @Query(() => VerificationConventionType, {
    description:
      'Vérifier une convention : par son numéro, par le sceau de son code QR, par les empreintes de son fichier, ou par plusieurs à la fois, qui doivent alors s’accorder.',
  })
  @Habilite('verifierConvention')
  async verifierConvention(@Args() args: VerifierConventionArgs): Promise<Verification> {
    return this.verification.verifier({
      numero: presente(args.numero),
      empreinte: presente(args.empreinte)?.toLowerCase() ?? null,
      empreinteDonnees: presente(args.empreinteDonnees)?.toLowerCase() ?? null,
      sceau: presente(args.sceau),
    });
  }
}
