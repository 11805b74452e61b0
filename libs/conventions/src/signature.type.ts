import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { AnalysePieceEnum } from '@tdt/candidatures';
import {
  codeNumerisation,
  CYCLE_SIGNATURE,
  CYCLE_SIGNATURE_EXTERNE,
  LIBELLES_MODE_SIGNATURE,
  LIBELLES_ORDRE_SIGNATURE,
  MODES_SIGNATURE,
  ORDRES_SIGNATURE,
  QUALITES_PARTIE,
  type AnalysePiece,
  type EtatSignature,
  type EtatSignatureExterne,
  type Jour,
  type ModeSignature,
} from '@tdt/domaine';
import { enumeration, InstantScalaire, JourScalaire, Lisible } from '@tdt/socle';
import { TypeActeEnum } from './engagement.type.js';
import { Signature } from './signature.entity.js';

export const EtatSignatureEnum = enumeration(
  'EtatSignature',
  'Où en est la signature d’une partie.',
  Object.keys(CYCLE_SIGNATURE.etats) as EtatSignature[],
  CYCLE_SIGNATURE.etats,
);
export const QualitePartieEnum = enumeration('QualitePartie', 'À quel titre on est partie.', QUALITES_PARTIE, {
  BENEFICIAIRE: 'Bénéficiaire',
  FINANCEUR: 'Financeur',
});
export const OrdreSignatureEnum = enumeration(
  'OrdreSignature',
  'Dans quel ordre les parties signent.',
  ORDRES_SIGNATURE,
  LIBELLES_ORDRE_SIGNATURE,
);

export const ModeSignatureEnum = enumeration(
  'ModeSignature',
  'Comment une partie a signé.',
  MODES_SIGNATURE,
  LIBELLES_MODE_SIGNATURE,
);

export const EtatSignatureExterneEnum = enumeration(
  'EtatSignatureExterne',
  'Où en est la signature demandée à un prestataire.',
  Object.keys(CYCLE_SIGNATURE_EXTERNE.etats) as EtatSignatureExterne[],
  CYCLE_SIGNATURE_EXTERNE.etats,
);

/** The last request of this party to a provider, whatever became of it. */
const externe = (valeur: string) => (a: string) =>
  `select ${valeur} from signature_externe x where x.signature_id = ${a}.id order by x.demandee_le desc, x.id desc limit 1`;

/** The scan of this signature that stands: joined last, whether its signature is recorded or not. */
const numerisation = (valeur: string) => (a: string) =>
  `select ${valeur} from piece p where p.code = '${codeNumerisation('')}' || ${a}.id and p.retiree_le is null
     and p.candidature_id = (select v.candidature_id from convention v where v.id = ${a}.convention_id)`;

@ObjectType('Signature', { description: 'Signature d’une partie : attendue, puis donnée ou refusée (R33).' })
@Lisible({
  nom: 'Signature',
  entite: () => Signature,
  herite: 'convention',
  ordre: 'rang',
  calcules: {
    pieceId: numerisation('p.id'),
    pieceNom: numerisation('p.nom'),
    pieceAnalyse: numerisation('p.etat_analyse'),
    externeId: externe('x.id'),
    externeEtat: externe('x.etat'),
    externeNom: externe('x.nom'),
    externeDemandeeLe: externe('x.demandee_le'),
    externeMotif: externe('x.motif'),
    externeDocument: externe('x.document_cle is not null'),
    externePreuve: externe('x.preuve_cle is not null'),
  },
})
export class SignatureType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => OrganismeType, { description: 'La partie.' }) organisme!: OrganismeType;
  @Field(() => QualitePartieEnum, { description: 'À quel titre elle l’est.' }) qualitePartie!: string;
  @Field(() => Int, { description: 'Rang de signature, à partir de 1.' }) rang!: number;
  @Field(() => EtatSignatureEnum, { description: 'Attendue, donnée ou refusée.' }) etat!: EtatSignature;
  @Field(() => String, { nullable: true, description: 'Signataire.' }) nom!: string | null;
  @Field(() => String, { nullable: true, description: 'Qualité du signataire.' }) qualite!: string | null;
  @Field(() => TypeActeEnum, { nullable: true, description: 'Forme de l’acte qui l’habilite.' })
  acteType!: string | null;
  @Field(() => String, { nullable: true, description: 'Numéro de cet acte.' }) acteNumero!: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Date de cet acte.' }) acteDate!: Jour | null;
  @Field(() => ModeSignatureEnum, { nullable: true, description: 'Comment elle a signé.' }) mode!: ModeSignature | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Date portée sur le papier, si elle est manuscrite.' })
  signeeLe!: Jour | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 de la numérisation du papier signé, en hexadécimal.' })
  numerisationEmpreinte!: string | null;
  @Field(() => ID, { nullable: true, description: 'Pièce qui porte la numérisation du papier signé.' })
  pieceId!: string | null;
  @Field(() => String, { nullable: true, description: 'Nom de ce fichier.' }) pieceNom!: string | null;
  @Field(() => AnalysePieceEnum, { nullable: true, description: 'Ce que l’antivirus en sait.' })
  pieceAnalyse!: AnalysePiece | null;
  @Field(() => ID, { nullable: true, description: 'Dernière demande faite à un prestataire de signature.' })
  externeId!: string | null;
  @Field(() => EtatSignatureExterneEnum, { nullable: true, description: 'Où en est cette demande.' })
  externeEtat!: EtatSignatureExterne | null;
  @Field(() => String, { nullable: true, description: 'Signataire que le prestataire fait signer.' })
  externeNom!: string | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Quand elle a été faite.' })
  externeDemandeeLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'Pourquoi elle a fini ainsi, ou est mise de côté.' })
  externeMotif!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Le prestataire a-t-il renvoyé un document signé ?' })
  externeDocument!: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Et de quoi prouver comment il l’a été ?' })
  externePreuve!: boolean | null;
  @Field(() => String, { nullable: true, description: 'Motif du refus.' }) motif!: string | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Instant de la signature ou du refus.' })
  faiteLe!: Date | null;
}
