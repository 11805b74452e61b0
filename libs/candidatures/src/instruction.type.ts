import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CritereType } from '@tdt/appels';
import { ETATS_INSTRUITS } from '@tdt/domaine';
import { InstantScalaire, JourScalaire, Lisible, type LiensHabilitation } from '@tdt/socle';
import { DemandeComplement, Note } from './instruction.entity.js';
import { sqlMembreSansDeport } from './liens.js';

/** `predicat` on the file `lc` and its call `la`, aliases that no generated SQL uses. */
const surDossier = (a: string, predicat: string) =>
  `exists (select 1 from candidature lc join appel_a_projets la on la.id = lc.appel_id
           where lc.id = ${a}.candidature_id and ${predicat})`;

/** The members see the instruction once the opinion is given (trust.md §3.2). */
const DU_DOSSIER: LiensHabilitation = {
  appel: (a, p) => surDossier(a, `la.id = ${p}`),
  conference: (a, p) => surDossier(a, `la.conference_id = ${p}`),
  membre: (a, p) => surDossier(a, sqlMembreSansDeport('lc', p, ETATS_INSTRUITS)),
};

@ObjectType('DemandeComplement', { description: 'Ce qui manque à un dossier, et la réponse du porteur (R2).' })
@Lisible({
  nom: 'DemandeComplement',
  entite: () => DemandeComplement,
  action: 'lireComplement',
  liens: { ...DU_DOSSIER, porteur: (a, p) => surDossier(a, `lc.porteur_id = ${p}`) },
  ordre: 'demandeLe',
})
export class DemandeComplementType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Ce qui manque.' }) texte!: string;
  @Field(() => [String], { description: 'Codes des pièces demandées.' }) pieces!: string[];
  @Field(() => JourScalaire, { description: 'Dernier jour pour répondre, compris.' }) echeance!: string;
  @Field(() => InstantScalaire, { description: 'Demande.' }) demandeLe!: Date;
  @Field(() => String, { nullable: true, description: 'Réponse du porteur.' }) reponse!: string | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Réponse.' }) reponduLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 du contenu complété, en hexadécimal.' })
  empreinte!: string | null;
}

@ObjectType('Note', { description: 'Note d’un critère. Les membres de la conférence la voient une fois l’avis rendu.' })
@Lisible({
  nom: 'Note',
  entite: () => Note,
  action: 'lireInstruction',
  liens: DU_DOSSIER,
  ordre: 'noteLe',
})
export class NoteType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => CritereType, { description: 'Critère.' }) critere!: CritereType;
  @Field(() => Int, { description: 'Points, de 0 au poids du critère.' }) points!: number;
  @Field(() => String, { description: 'Commentaire.' }) commentaire!: string;
  @Field(() => InstantScalaire, { description: 'Notation.' }) noteLe!: Date;
}
