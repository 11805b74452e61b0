import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ANALYSES_PIECE, CYCLE_ANALYSE, type AnalysePiece } from '@tdt/domaine';
import { enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { Piece } from './piece.entity.js';

export const AnalysePieceEnum = enumeration(
  'AnalysePiece',
  'Ce que l’antivirus sait d’une pièce ; seule une pièce saine se télécharge, ou non analysée si la plateforme se dispense d’antivirus.',
  ANALYSES_PIECE,
  CYCLE_ANALYSE.etats,
);

@ObjectType('Piece', { description: 'Pièce jointe à une candidature.' })
@Lisible({
  nom: 'Piece',
  entite: () => Piece,
  herite: 'candidature',
  ordre: 'code',
  calcules: { adresse: (a) => `select '/documents/pieces/' || ${a}.id` },
})
export class PieceType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code de la pièce demandée par l’appel.' }) code!: string;
  @Field(() => String, { description: 'Nom du fichier.' }) nom!: string;
  @Field(() => String, { description: 'Type du fichier, lu dans son contenu.' }) typeMime!: string;
  @Field(() => Int, { description: 'Taille en octets.' }) taille!: number;
  @Field(() => Int, { nullable: true, description: 'Nombre de pages d’un PDF.' }) pages!: number | null;
  @Field(() => String, { description: 'SHA-256 du fichier, en hexadécimal.' }) empreinte!: string;
  @Field(() => AnalysePieceEnum, { description: 'Ce que l’antivirus en sait.' }) etatAnalyse!: AnalysePiece;
  @Field(() => InstantScalaire, { nullable: true, description: 'Verdict de l’antivirus.' }) analyseeLe!: Date | null;
  @Field(() => InstantScalaire, { description: 'Jonction.' }) ajouteeLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Remplacement ou retrait après le dépôt.' })
  retireeLe!: Date | null;
  @Field(() => String, {
    description: 'Où la télécharger : cette adresse renvoie à un lien signé, valable cinq minutes pour vous seul.',
  })
  adresse!: string;
}
