import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CODES_REFUS, type CodeRefus, type DetailRefus, type Refus } from '@tdt/domaine';

/** The closed list of the domain, as a GraphQL enum. */
export const CodeRefusEnum = Object.fromEntries(CODES_REFUS.map((code) => [code, code])) as Record<
  CodeRefus,
  CodeRefus
>;
registerEnumType(CodeRefusEnum, { name: 'CodeRefus', description: 'Raison d’un refus, à lire par un programme.' });

@ObjectType('DetailRefus', { description: 'Un point précis d’un refus : ce qui ne va pas, et où.' })
export class DetailRefusType implements DetailRefus {
  @Field(() => CodeRefusEnum, { description: 'Raison du refus.' }) code!: CodeRefus;
  @Field(() => String, { description: 'Chemin de la valeur en cause, dans les mots de la demande.' }) chemin!: string;
  @Field(() => String, { description: 'Phrase à montrer telle quelle.' }) message!: string;
}

@ObjectType('Refus', { description: 'La demande est comprise mais refusée : rien n’a été écrit.' })
export class RefusType implements Refus {
  @Field(() => CodeRefusEnum, { description: 'Raison du refus.' }) code!: CodeRefus;
  @Field(() => String, { description: 'Phrase à montrer telle quelle.' }) message!: string;
  @Field(() => String, { nullable: true, description: 'Chemin de la valeur en cause.' }) chemin?: string;
  @Field(() => [DetailRefusType], { description: 'Tous les points à corriger, quand il y en a plusieurs.' })
  details!: DetailRefus[];

  static depuis(refus: Refus): RefusType {
    const details = (refus.details ?? []).map((d) => Object.assign(new DetailRefusType(), d));
    return Object.assign(new RefusType(), { ...refus, details });
  }
}
