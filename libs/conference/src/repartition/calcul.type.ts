import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { Calcul, ETATS_CALCUL, type EtatCalcul } from './calcul.entity.js';
import { liensParTour } from './liens-tour.js';

export const EtatCalculEnum = enumeration('EtatCalcul', 'Où en est un calcul.', ETATS_CALCUL, {
  EN_ATTENTE: 'En attente d’une machine',
  EN_COURS: 'En cours',
  TERMINE: 'Terminé',
  ARRETE: 'Arrêté à la demande : le meilleur plan trouvé reste, avec son écart certifié',
  ECHOUE: 'Interrompu par une erreur',
});

/** How far the best plan found may be from the best plan there is, in points. */
const ecart = ({ meilleurScore, borne }: { meilleurScore: bigint | null; borne: bigint | null }) =>
  meilleurScore === null || borne === null ? null : Number(borne - meilleurScore);

@ObjectType('Calcul', { description: 'Calcul trop long pour une requête : on le suit, on peut l’arrêter.' })
@Lisible({
  nom: 'Calcul',
  entite: () => Calcul,
  action: 'lireProposition',
  liens: liensParTour((a) => `${a}.tour_id`),
  ordre: 'demandeLe',
  derives: { ecart: { colonnes: ['meilleurScore', 'borne'], calcul: ecart } },
})
export class CalculType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Tour.' }) tourId!: string;
  @Field(() => EtatCalculEnum, { description: 'Où il en est.' }) etat!: EtatCalcul;
  @Field(() => String, { description: 'Étape en cours.' }) etape!: string;
  @Field(() => Int, { description: 'Avancement, de 0 à 100.' }) avancement!: number;
  @Field(() => Int, { nullable: true, description: 'Somme des notes du meilleur plan trouvé.' })
  meilleurScore!: number | null;
  @Field(() => Int, { nullable: true, description: 'Somme des notes qu’aucun plan ne dépasse.' }) borne!: number | null;
  @Field(() => Int, { nullable: true, description: 'Écart entre les deux : zéro, le plan est le meilleur.' })
  ecart!: number | null;
  @Field(() => InstantScalaire, { description: 'Demande.' }) demandeLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernier signe de vie.' }) battement!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Demande d’arrêt.' }) arretDemandeLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Fin.' }) termineLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'Ce qui l’a interrompu.' }) erreur!: string | null;
}
