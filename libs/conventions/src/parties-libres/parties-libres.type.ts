import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ClauseRedigee } from '@tdt/domaine';
import { InstantScalaire, resultatOuRefus } from '@tdt/socle';

@ObjectType('ClauseParticuliere', { description: 'Clause rédigée pour une seule convention.' })
export class ClauseParticuliereType implements ClauseRedigee {
  @Field(() => String, { description: 'Titre.' }) titre!: string;
  @Field(() => String, { description: 'Texte ; chaque ligne en est un paragraphe.' }) texte!: string;
}

@ObjectType('PartiesLibres', {
  description:
    'Ce qui est propre à une convention : son objet, ses clauses particulières, et les logos qu’elle n’imprime pas.',
})
export class PartiesLibresType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => Int, { description: 'Version, à rendre en écrivant ; 0 tant que rien n’a été écrit.' }) version!: number;
  @Field(() => String, { description: 'Objet, chaque ligne un paragraphe ; vide, la phrase du modèle est gardée.' })
  objet!: string;
  @Field(() => [ClauseParticuliereType], { description: 'Clauses particulières, dans l’ordre de l’article.' })
  clauses!: ClauseParticuliereType[];
  @Field(() => [ID], { description: 'Organismes dont le logo n’est pas imprimé.' }) sansLogo!: string[];
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernière modification.' }) modifieesLe!: Date | null;
}

export const PartiesLibresResultat = resultatOuRefus('PartiesLibres', PartiesLibresType);
export const RedigerPartiesLibresResultat = resultatOuRefus('RedigerPartiesLibres', PartiesLibresType);
