import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { TypeProposition } from '@tdt/domaine';
import { CentimesScalaire, enumeration } from '@tdt/socle';
import { TypePropositionEnum } from './proposition.type.js';

export const EtatSimulationEnum = enumeration(
  'EtatSimulation',
  'Une proposition est-elle prête ?',
  ['CALCULEE', 'EN_CALCUL', 'A_CALCULER'] as const,
  {
    CALCULEE: 'Calculée',
    EN_CALCUL: 'En cours de calcul : suivez le calcul indiqué',
    A_CALCULER: 'Trop grande pour une requête : lancez un calcul',
  },
);

@ObjectType('ProjetSimule', { description: 'Ce qu’une proposition ferait d’un projet.' })
export class ProjetSimuleType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => String, { description: 'Titre du projet.' }) titre!: string;
  @Field(() => Int, { description: 'Rang de départage.' }) rang!: number;
  @Field(() => Int, { description: 'Note.' }) score!: number;
  @Field(() => CentimesScalaire, { description: 'Besoin à couvrir.' }) besoin!: bigint;
  @Field(() => Boolean, { description: 'Retenu.' }) retenu!: boolean;
  @Field(() => String, { description: 'Pourquoi, en une phrase.' }) motif!: string;
}

@ObjectType('LigneSimulee', { description: 'Ce qu’un financeur apporterait à un projet, et pourquoi ce montant.' })
export class LigneSimuleeType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => ID, { description: 'Financeur.' }) financeurId!: string;
  @Field(() => String, { description: 'Nom du financeur.' }) financeur!: string;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => String, { description: 'Part exacte en centimes, avant l’arrondi : « 10000/3 ».' }) partExacte!: string;
  @Field(() => String, { description: 'Ce qui a fixé le montant, à lire par un programme.' }) motifCode!: string;
  @Field(() => String, { description: 'Ce qui a fixé le montant, en une phrase.' }) motif!: string;
  @Field(() => String, { nullable: true, description: 'Texte dont vient la règle qui l’a fixé.' })
  sourceJuridique!: string | null;
}

@ObjectType('UsageEnveloppe', { description: 'Ce qu’une proposition demande à un financeur, au regard de ses vœux.' })
export class UsageEnveloppeType {
  @Field(() => ID, { description: 'Financeur.' }) financeurId!: string;
  @Field(() => String, { description: 'Nom du financeur.' }) financeur!: string;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => CentimesScalaire, { description: 'Plafond annoncé pour le tour.' }) plafond!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ce que la proposition lui demande.' }) montant!: bigint;
  @Field(() => Int, { description: 'Taux d’effort : montant rapporté au plafond, en points de base.' })
  usageBp!: number;
  @Field(() => Int, { description: 'Satisfaction : points qu’il a donnés aux projets retenus.' }) satisfaction!: number;
  @Field(() => Int, { description: 'Points qu’il a donnés en tout.' }) pointsDonnes!: number;
  @Field(() => CentimesScalaire, { description: 'Somme de ce qu’il acceptait pour les projets retenus.' })
  accordsRetenus!: bigint;
  @Field(() => Int, {
    nullable: true,
    description: 'Effet de levier : financement des projets qu’il soutient pour 100 de son argent.',
  })
  levier!: number | null;
}

@ObjectType('EcartFinanceur', { description: 'Ce qui change pour un financeur d’une proposition à l’autre.' })
export class EcartFinanceurType {
  @Field(() => ID, { description: 'Financeur.' }) financeurId!: string;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => CentimesScalaire, { description: 'Montant en plus, ou en moins.' }) montant!: bigint;
  @Field(() => Int, { description: 'Satisfaction en plus, ou en moins.' }) satisfaction!: number;
}

@ObjectType('EcartPlans', { description: 'Ce qui change par rapport à la liste classée.' })
export class EcartPlansType {
  @Field(() => Int, { description: 'Score en plus, ou en moins.' }) score!: number;
  @Field(() => CentimesScalaire, { description: 'Total en plus, ou en moins.' }) total!: bigint;
  @Field(() => [ID], { description: 'Candidatures retenues ici et non par la liste.' }) entrants!: string[];
  @Field(() => [ID], { description: 'Candidatures retenues par la liste et non ici.' }) sortants!: string[];
  @Field(() => [EcartFinanceurType], { description: 'Financeur par financeur.' }) financeurs!: EcartFinanceurType[];
}

@ObjectType('PropositionSimulee', { description: 'Une des propositions, telle qu’elle serait figée.' })
export class PropositionSimuleeType {
  @Field(() => TypePropositionEnum, { description: 'Comment le plan est fait.' }) type!: TypeProposition;
  @Field(() => EtatSimulationEnum, { description: 'Calculée, ou à calculer à part.' }) etat!: string;
  @Field(() => ID, { nullable: true, description: 'Calcul qui la produit.' }) calculId!: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 de l’instantané qui serait figé, en hexadécimal.' })
  empreinte!: string | null;
  @Field(() => Int, { nullable: true, description: 'Somme des notes des projets retenus.' }) score!: number | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Total apporté.' }) total!: bigint | null;
  @Field(() => [ProjetSimuleType], { description: 'Projets que vous pouvez voir.' }) projets!: ProjetSimuleType[];
  @Field(() => [LigneSimuleeType], { description: 'Qui apporterait quoi.' }) lignes!: LigneSimuleeType[];
  @Field(() => [UsageEnveloppeType], { description: 'Financeur par financeur.' }) financeurs!: UsageEnveloppeType[];
  @Field(() => EcartPlansType, { nullable: true, description: 'Différences avec la liste classée.' })
  differences!: EcartPlansType | null;
  @Field(() => Boolean, { nullable: true, description: 'Il est prouvé qu’aucun plan de ce type ne fait mieux.' })
  prouvee!: boolean | null;
  @Field(() => Int, { nullable: true, description: 'Somme des notes qu’aucun plan ne dépasse.' }) borne!: number | null;
  @Field(() => Int, { nullable: true, description: 'Écart certifié avec le meilleur plan possible, en points.' })
  ecart!: number | null;
  @Field(() => String, { description: 'Ce qui est prouvé de ce plan, en une phrase.' }) preuve!: string;
}

@ObjectType('Simulation', { description: 'Les propositions d’un tour révélé, côte à côte.' })
export class SimulationType {
  @Field(() => ID, { description: 'Tour.' }) tourId!: string;
  @Field(() => Int, { description: 'Projets en lice.' }) nombreProjets!: number;
  @Field(() => Int, { description: 'Enveloppes annoncées.' }) nombreEnveloppes!: number;
  @Field(() => [PropositionSimuleeType], { description: 'Liste, parts égales, optimum, plan garanti.' })
  propositions!: PropositionSimuleeType[];
}
