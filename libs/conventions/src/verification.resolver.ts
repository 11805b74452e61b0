import { Args, ArgsType, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { enumeration, Habilite } from '@tdt/socle';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';

const VERDICTS = ['AUTHENTIQUE', 'INCONNUE'] as const;
type Verdict = (typeof VERDICTS)[number];

export const VerdictConventionEnum = enumeration('VerdictConvention', 'Ce que vaut ce fichier.', VERDICTS, {
  AUTHENTIQUE: 'Octet pour octet, une convention que la plateforme a figée',
  INCONNUE: 'Aucune convention figée n’a cette empreinte',
});

@ObjectType('VerificationConvention', {
  description: 'Réponse à qui vérifie une convention : rien d’autre n’en est dit.',
})
export class VerificationConventionType {
  @Field(() => VerdictConventionEnum, { description: 'Verdict.' }) verdict!: Verdict;
}

@ArgsType()
export class VerifierConventionArgs {
  @Field(() => String, { description: 'SHA-256 du fichier PDF, en hexadécimal.' })
  @Matches(/^[0-9a-f]{64}$/i, { message: 'Une empreinte SHA-256 compte 64 chiffres de 0 à 9 et lettres de a à f.' })
  empreinte!: string;
  @Field(() => String, { nullable: true, description: 'Numéro que porte la convention ; il doit alors être le sien.' })
  @IsOptional()
  @MaxLength(100, { message: 'Ce numéro est trop long.' })
  numero?: string | null;
}

/** Whoever holds a convention may ask whether it is the registered one. A hash that nobody holds finds nothing. */
@Resolver()
export class VerificationConventionResolver {
  constructor(private readonly source: DataSource) {}

  @Query(() => VerificationConventionType, {
    description: 'Ce fichier est-il une convention que la plateforme a figée ? Ouvert à tous.',
  })
  @Habilite('verifierConvention')
  async verifierConvention(@Args() { empreinte, numero }: VerifierConventionArgs): Promise<VerificationConventionType> {
    const lignes = await this.source.query<unknown[]>(
      `select 1 from convention v where v.pdf_empreinte = decode($1, 'hex') and v.figee_le is not null
         and ($2::text is null or v.numero = $2::text) limit 1`,
      [empreinte.toLowerCase(), numero?.trim() || null],
    );
    return { verdict: lignes.length > 0 ? 'AUTHENTIQUE' : 'INCONNUE' };
  }
}
