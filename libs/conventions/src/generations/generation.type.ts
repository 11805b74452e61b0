import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CandidatureType } from '@tdt/candidatures';
import { liensParConference } from '@tdt/conference';
import {
  actionsPossibles,
  bilanGeneration,
  CYCLE_GENERATION,
  ETATS_LIGNE_GENERATION,
  type BilanGeneration,
  type CodeRefus,
  type DetailRefus,
  type EtatGeneration,
  type EtatLigneGeneration,
} from '@tdt/domaine';
import { CodeRefusEnum, DetailRefusType, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { ConventionType } from '../convention.type.js';
import { Generation, LigneGeneration } from './generation.entity.js';

export const EtatGenerationEnum = enumeration(
  'EtatGeneration',
  'Où en est la génération des conventions d’une séance.',
  Object.keys(CYCLE_GENERATION.etats) as EtatGeneration[],
  CYCLE_GENERATION.etats,
);
export const EtatLigneGenerationEnum = enumeration(
  'EtatLigneGeneration',
  'Ce qu’un dossier est devenu dans une génération.',
  ETATS_LIGNE_GENERATION,
  {
    A_FAIRE: 'À faire',
    FAITE: 'Faite : sa convention est générée',
    ECARTEE: 'Écartée, avec ce qui l’empêche',
  },
);

const conferenceDe = (seance: string) => `(select ls.conference_id from seance ls where ls.id = ${seance})`;

@ObjectType('LigneGeneration', { description: 'Un dossier d’une génération, et ce qu’il est devenu.' })
@Lisible({
  nom: 'LigneGeneration',
  entite: () => LigneGeneration,
  action: 'lireGeneration',
  liens: {
    conference: (a, p) =>
      `${conferenceDe(`(select lg.seance_id from generation lg where lg.id = ${a}.generation_id)`)} = ${p}`,
    appel: (a, p) => `exists (select 1 from candidature lc where lc.id = ${a}.candidature_id and lc.appel_id = ${p})`,
  },
  ordre: 'rang',
  derives: { manques: { colonnes: ['manques'], calcul: ({ manques }: { manques: DetailRefus[] }) => manques } },
})
export class LigneGenerationType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => Int, { description: 'Place, dans l’ordre du jour.' }) rang!: number;
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => CandidatureType, { nullable: true, description: 'La candidature, si vous pouvez la voir.' })
  candidature!: unknown;
  @Field(() => EtatLigneGenerationEnum, { description: 'Ce qu’il est devenu.' }) etat!: EtatLigneGeneration;
  @Field(() => ConventionType, { nullable: true, description: 'Sa convention, une fois générée.' })
  convention!: unknown;
  @Field(() => CodeRefusEnum, { nullable: true, description: 'Raison pour laquelle il est écarté.' })
  code!: CodeRefus | null;
  @Field(() => String, { nullable: true, description: 'La même, en une phrase à montrer telle quelle.' })
  message!: string | null;
  @Field(() => [DetailRefusType], { description: 'Chaque point qui manquait, et où le compléter.' })
  manques!: DetailRefusType[];
  @Field(() => InstantScalaire, { nullable: true, description: 'Quand il a été traité.' }) traiteeLe!: Date | null;
}

@ObjectType('BilanGeneration', { description: 'Où en est une génération, en nombre de dossiers.' })
export class BilanGenerationType implements BilanGeneration {
  @Field(() => Int, { description: 'Dossiers en tout.' }) total!: number;
  @Field(() => Int, { description: 'Conventions générées.' }) faites!: number;
  @Field(() => Int, { description: 'Dossiers écartés.' }) ecartees!: number;
  @Field(() => Int, { description: 'Dossiers qui restent à traiter.' }) restantes!: number;
  @Field(() => Int, { description: 'Part des dossiers traités, de 0 à 100.' }) avancement!: number;
}

const ETATS_LIGNES = (a: string) =>
  `select coalesce(json_agg(ll.etat), '[]') from ligne_generation ll where ll.generation_id = ${a}.id`;

@ObjectType('Generation', {
  description: 'Toutes les conventions d’une séance générées en un acte : on la suit, on l’arrête, on la reprend.',
})
@Lisible({
  nom: 'Generation',
  entite: () => Generation,
  action: 'lireGeneration',
  liens: liensParConference((a) => conferenceDe(`${a}.seance_id`)),
  ordre: 'demandeLe',
  listes: { lignes: 'generation' },
  derives: {
    bilan: {
      colonnes: [],
      expressions: { etats: ETATS_LIGNES },
      calcul: ({ etats }: { etats: EtatLigneGeneration[] }) => bilanGeneration(etats),
    },
    actionsPossibles: {
      colonnes: ['etat'],
      calcul: ({ etat }: { etat: EtatGeneration }) => actionsPossibles(CYCLE_GENERATION, etat, 'GESTIONNAIRE'),
    },
  },
})
export class GenerationType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => ID, { description: 'Séance.' }) seanceId!: string;
  @Field(() => EtatGenerationEnum, { description: 'Où elle en est.' }) etat!: EtatGeneration;
  @Field(() => BilanGenerationType, { description: 'Combien de dossiers sont traités.' }) bilan!: BilanGeneration;
  @Field(() => [LigneGenerationType], { description: 'Les dossiers, dans l’ordre du jour.' })
  lignes!: LigneGenerationType[];
  @Field(() => InstantScalaire, { description: 'Demande.' }) demandeLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernier signe de vie.' }) battement!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Fin : aucun dossier ne reste à traiter.' })
  termineeLe!: Date | null;
  @Field(() => [String], { description: 'Ce que son état vous permet encore.' }) actionsPossibles!: string[];
}
