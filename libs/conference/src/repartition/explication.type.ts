import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CentimesScalaire } from '@tdt/socle';

@ObjectType('BorneLigne', { description: 'Un plafond qui pèse sur un montant.' })
export class BorneLigneType {
  @Field(() => String, { description: 'Ligne, classe, enveloppe ou besoin.' }) nature!: string;
  @Field(() => String, { description: 'Ce qu’il borne.' }) nom!: string;
  @Field(() => String, { nullable: true, description: 'Projet, quand plusieurs sont en jeu.' }) projet!: string | null;
  @Field(() => CentimesScalaire, { description: 'Montant du plafond.' }) montant!: bigint;
  @Field(() => String, { nullable: true, description: 'Règle dont il vient, à lire par un programme.' })
  regle!: string | null;
  @Field(() => String, { nullable: true, description: 'Texte dont il vient.' }) sourceJuridique!: string | null;
}

@ObjectType('PourquoiLigne', { description: 'De quoi refaire un montant à la main.' })
export class PourquoiLigneType {
  @Field(() => ID, { description: 'Financeur.' }) financeurId!: string;
  @Field(() => String, { description: 'Nom du financeur.' }) financeur!: string;
  @Field(() => String, { description: 'Dispositif.' }) dispositif!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => String, { description: 'Part exacte en centimes, avant l’arrondi : « 10000/3 ».' }) partExacte!: string;
  @Field(() => String, { description: 'Poids du financeur dans le partage.' }) poids!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Niveau du projet, en centimes par unité de poids : là où s’arrêtent ceux que rien ne retient.',
  })
  niveau!: string | null;
  @Field(() => String, { description: 'Ce qui a fixé le montant, à lire par un programme.' }) motifCode!: string;
  @Field(() => String, { description: 'Ce qui a fixé le montant, en une phrase.' }) motif!: string;
  @Field(() => String, { nullable: true, description: 'Texte dont vient la règle qui l’a fixé.' })
  sourceJuridique!: string | null;
  @Field(() => Boolean, { description: 'Il a reçu un centime d’arrondi.' }) centime!: boolean;
  @Field(() => [BorneLigneType], { description: 'Tous les plafonds qui pesaient sur lui.' }) bornes!: BorneLigneType[];
}

@ObjectType('ConflitDeProjets', { description: 'Le plus petit ensemble de projets qui ne tiennent pas ensemble.' })
export class ConflitDeProjetsType {
  @Field(() => [String], { description: 'Projets.' }) projets!: string[];
  @Field(() => CentimesScalaire, { description: 'Ce qu’ils demandent.' }) besoin!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ce que les plafonds laissent passer.' }) possible!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ce qui manque.' }) manque!: bigint;
  @Field(() => [BorneLigneType], { description: 'Les plafonds dont la somme est ce qui est possible.' })
  bornes!: BorneLigneType[];
}

@ObjectType('Pourquoi', { description: 'Pourquoi un projet reçoit ce qu’il reçoit, ou rien.' })
export class PourquoiType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => String, { description: 'Titre du projet.' }) titre!: string;
  @Field(() => Boolean, { description: 'Retenu par la proposition.' }) retenu!: boolean;
  @Field(() => String, { description: 'L’explication, à lire telle quelle.' }) phrase!: string;
  @Field(() => [PourquoiLigneType], { description: 'Ligne par ligne, quand il est retenu.' })
  lignes!: PourquoiLigneType[];
  @Field(() => ConflitDeProjetsType, { nullable: true, description: 'Ce qui l’empêche, quand il ne l’est pas.' })
  conflit!: ConflitDeProjetsType | null;
}

@ObjectType('PrixEntree', { description: 'Ce que coûterait de retenir un projet : le meilleur plan avec lui.' })
export class PrixEntreeType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => Boolean, { description: 'Un plan peut le retenir.' }) possible!: boolean;
  @Field(() => Int, { nullable: true, description: 'Score du meilleur plan avec lui.' }) score!: number | null;
  @Field(() => Int, { description: 'Score du meilleur plan.' }) scoreSans!: number;
  @Field(() => Int, { nullable: true, description: 'Points perdus en le retenant.' }) cout!: number | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Total financé avec lui.' }) total!: bigint | null;
  @Field(() => [String], { description: 'Projets qui entreraient.' }) entrants!: string[];
  @Field(() => [String], { description: 'Projets qui sortiraient.' }) sortants!: string[];
  @Field(() => Boolean, { description: 'Les deux plans sont prouvés les meilleurs.' }) prouve!: boolean;
  @Field(() => String, { description: 'L’explication, à lire telle quelle.' }) phrase!: string;
}

@ObjectType('VerificationProposition', { description: 'Une proposition figée, refaite depuis son seul instantané.' })
export class VerificationPropositionType {
  @Field(() => String, { description: 'Empreinte figée, en hexadécimal.' }) empreinte!: string;
  @Field(() => String, { description: 'Empreinte du calcul refait.' }) empreinteRefaite!: string;
  @Field(() => Boolean, { description: 'Elles sont les mêmes, et celle du texte conservé aussi.' }) identique!: boolean;
  @Field(() => [String], { description: 'Ce que le plan enfreindrait ; vide, il tient.' }) manquements!: string[];
  @Field(() => Boolean, { nullable: true, description: 'Le certificat, vérifié sans solveur, prouve ce qu’il dit.' })
  certificatValide!: boolean | null;
}
