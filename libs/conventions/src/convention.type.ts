import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { CandidatureType } from '@tdt/candidatures';
import {
  CYCLE_CONVENTION,
  DOCUMENTS_ENGAGEMENT,
  echeanceDonneesEssentielles,
  echeancePaiement,
  ETATS_PART_VOTES,
  jourDeParis,
  LIBELLES_DOCUMENT_ENGAGEMENT,
  LIBELLES_MODE_CONVENTION,
  MODES_CONVENTION,
  type DocumentEngagement,
  type DocumentPropose,
  type EtatConvention,
  type FormeProposee,
  type Jour,
  type ModeConvention,
  type OrdreSignature,
} from '@tdt/domaine';
import {
  CentimesScalaire,
  connexionDe,
  DetailRefusType,
  enumeration,
  InstantScalaire,
  JourScalaire,
  Lisible,
} from '@tdt/socle';
import { Convention } from './convention.entity.js';
import { OrdreSignatureEnum } from './signature.type.js';

export const EtatConventionEnum = enumeration(
  'EtatConvention',
  'Étape de la vie d’une convention.',
  Object.keys(CYCLE_CONVENTION.etats) as EtatConvention[],
  CYCLE_CONVENTION.etats,
);

const VOTES = ETATS_PART_VOTES.map((etat) => `'${etat}'`).join(', ');
const surDossier = (a: string, predicat: string) =>
  `exists (select 1 from candidature vc join appel_a_projets va on va.id = vc.appel_id
           where vc.id = ${a}.candidature_id and ${predicat})`;

/** Where the PDF of a convention is downloaded. */
export function adressePdf(id: string): string {
  return `/documents/conventions/${id}.pdf`;
}

interface Dates {
  signeeLe: Date | null;
  notifieeLe: Date | null;
}

/** A term counted from the Paris day of an instant; none while it has not come. */
const apres = (instant: Date | null, terme: (jour: Jour) => Jour): Jour | null =>
  instant && terme(jourDeParis(instant));

@ObjectType('Convention', {
  description:
    'Ce que les financeurs et le porteur signent : une convention entre tous, ou une de chaque financeur avec le porteur.',
})
@Lisible({
  nom: 'Convention',
  entite: () => Convention,
  action: 'lireConvention',
  liens: {
    // The parties, as they are now, whoever has had to sign it, and whoever has to sign the avenant that changes it: a funder who
    // left reads what it signed, and nothing later; one who joins, what it is to sign, unless the avenant is withdrawn. In a set,
    // each funder reads its own.
    organisme: (a, p) =>
      `(exists (select 1 from part vp where vp.candidature_id = ${a}.candidature_id and vp.financeur_id = ${p}
               and coalesce(${a}.financeur_id, vp.financeur_id) = vp.financeur_id and vp.etat in (${VOTES}))
        or exists (select 1 from signature vg join convention vd on vd.id = vg.convention_id
             where vg.organisme_id = ${p} and vg.qualite_partie = 'FINANCEUR' and (
               vd.id = ${a}.id and not (vd.etat = 'CADUQUE' and vd.avenant_de_id is not null)
               or vd.avenant_de_id = ${a}.id and vd.etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE'))))`,
    porteur: (a, p) => surDossier(a, `vc.porteur_id = ${p}`),
    appel: (a, p) => surDossier(a, `va.id = ${p}`),
    conference: (a, p) => surDossier(a, `va.conference_id = ${p}`),
  },
  listes: { signaturesDesParties: 'convention' },
  derives: {
    adresse: { colonnes: ['id'], calcul: ({ id }: { id: string }) => adressePdf(id) },
    aPublierAvant: {
      colonnes: ['signeeLe'],
      calcul: ({ signeeLe }: Dates) => apres(signeeLe, echeanceDonneesEssentielles),
    },
    aPayerAvant: { colonnes: ['notifieeLe'], calcul: ({ notifieeLe }: Dates) => apres(notifieeLe, echeancePaiement) },
  },
  ordre: 'emiseLe',
  tris: {
    EMISE_LE: { colonne: 'emiseLe', sens: 'DESC' },
    NUMERO: { colonne: 'numero', sens: 'ASC' },
    TOTAL: { colonne: 'total', sens: 'DESC' },
  },
  filtres: {
    etat: (a, p) => `${a}.etat = ${p}`,
    candidatureId: (a, p) => `${a}.candidature_id = ${p}::uuid`,
    appelId: (a, p) => surDossier(a, `va.id = ${p}::uuid`),
    numero: (a, p) => `${a}.numero = ${p}`,
  },
})
export class ConventionType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => CandidatureType, { description: 'Candidature conventionnée.' }) candidature!: unknown;
  @Field(() => String, { description: 'Numéro : « HUBS-2020-C-0001 ».' }) numero!: string;
  @Field(() => Int, { description: 'Version : un projet repris en a une nouvelle.' }) version!: number;
  @Field(() => String, { description: 'Modèle de document et sa version.' }) modele!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Ensemble coordonné de conventions bilatérales dont elle est ; vide quand toutes les parties la signent.',
  })
  ensembleId!: string | null;
  @Field(() => OrganismeType, { nullable: true, description: 'Dans un ensemble, le financeur qui la signe.' })
  financeur!: unknown;
  @Field(() => EtatConventionEnum, { description: 'Où en est cette convention.' }) etat!: EtatConvention;
  @Field(() => CentimesScalaire, { description: 'Somme des parts des financeurs (sans les ressources propres).' })
  total!: bigint;
  @Field(() => String, { description: 'Données imprimées, en JSON canonique ; montants en centimes.' })
  donnees!: string;
  @Field(() => String, { description: 'SHA-256 des données, en hexadécimal ; imprimé sur la convention.' })
  empreinte!: string;
  @Field(() => InstantScalaire, { description: 'Génération.' }) emiseLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Mise en signature : plus rien ne change ensuite.' })
  figeeLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 du PDF figé, avant son cachet, en hexadécimal.' })
  pdfEmpreinte!: string | null;
  @Field(() => String, { nullable: true, description: 'Adresse de vérification avec son sceau, celle du code QR.' })
  sceau!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Niveau PAdES du cachet : « B-B », ou « B-T » s’il est horodaté.',
  })
  cachetNiveau!: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 du fichier scellé, en hexadécimal.' })
  scelleEmpreinte!: string | null;
  @Field(() => OrdreSignatureEnum, { description: 'Dans quel ordre les parties signent.' })
  ordreSignature!: OrdreSignature;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernière signature.' }) signeeLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Notification aux parties.' }) notifieeLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernière relance des parties qui n’ont pas signé.' })
  relanceeLe!: Date | null;
  @Field(() => JourScalaire, {
    nullable: true,
    description: 'Dernier jour pour publier les données essentielles : trois mois après la signature (R43).',
  })
  aPublierAvant!: Jour | null;
  @Field(() => JourScalaire, {
    nullable: true,
    description: 'Dernier jour pour payer ce qui est dû à la notification : soixante jours après (R36).',
  })
  aPayerAvant!: Jour | null;
  @Field(() => String, { nullable: true, description: 'Pourquoi elle ne sera pas signée.' })
  motifCaducite!: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Convention signée que cet avenant modifie ; vide, elle est la première.',
  })
  avenantDeId!: string | null;
  @Field(() => String, { nullable: true, description: 'Pourquoi cet avenant.' }) avenantMotif!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Ce que l’avenant change, en JSON canonique : chaque modification avec son type, l’ancien et le nouveau.',
  })
  avenantModifications!: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Mise en demeure qui a précédé la résiliation (R47).' })
  miseEnDemeureLe!: Jour | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Jour où la résiliation a pris effet.' })
  resiliationEffetLe!: Jour | null;
  @Field(() => String, { nullable: true, description: 'Motif de la résiliation.' }) resiliationMotif!: string | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Dépenses justifiées à la date d’effet.' })
  depensesJustifiees!: bigint | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Prononcé de la résiliation.' })
  resilieeLe!: Date | null;
  @Field(() => String, { description: 'Où télécharger le PDF ; en filigrane « PROJET » jusqu’à la mise en signature.' })
  adresse!: string;
}

export const FormeConventionEnum = enumeration(
  'FormeConvention',
  'Sous quelle forme les financeurs d’un plan s’engagent.',
  MODES_CONVENTION,
  LIBELLES_MODE_CONVENTION,
);
export const DocumentEngagementEnum = enumeration(
  'DocumentEngagement',
  'Par quel document un financeur s’engage.',
  DOCUMENTS_ENGAGEMENT,
  LIBELLES_DOCUMENT_ENGAGEMENT,
);

@ObjectType('DocumentPropose', {
  description: 'Un document que donnerait une forme, signé du porteur et de ces financeurs.',
})
export class DocumentProposeType implements DocumentPropose {
  @Field(() => DocumentEngagementEnum, { description: 'Quel document.' }) document!: DocumentEngagement;
  @Field(() => [String], { description: 'Les financeurs qui s’y engagent.' }) financeurs!: string[];
  @Field(() => CentimesScalaire, { description: 'Ce qu’ils y engagent.' }) montant!: bigint;
}

@ObjectType('FormeProposee', { description: 'Une forme que peuvent prendre les conventions d’un dossier (R33).' })
export class FormeProposeeType implements FormeProposee {
  @Field(() => FormeConventionEnum, { description: 'La forme.' }) forme!: ModeConvention;
  @Field(() => [DocumentProposeType], { description: 'Ce qu’elle donnerait ; les montants font ceux du plan.' })
  documents!: DocumentPropose[];
  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi elle ne convient pas à ce plan ; vide, on peut la choisir.',
  })
  obstacle!: string | null;
}

@ObjectType('ManquesConvention', { description: 'Ce qui sépare une candidature retenue de sa convention.' })
export class ManquesConventionType {
  @Field(() => ID, { description: 'Candidature.' }) candidatureId!: string;
  @Field(() => [DetailRefusType], {
    description: 'Chaque point, et où le compléter ; vide, la convention peut être générée.',
  })
  manques!: DetailRefusType[];
  @Field(() => [FormeProposeeType], { description: 'Les formes possibles, et ce que chacune donnerait.' })
  formes!: FormeProposee[];
}

export const ConventionConnexion = connexionDe(ConventionType, 'Convention');
export const TriConventionEnum = enumeration('TriConvention', 'Ordre des conventions.', [
  'EMISE_LE',
  'NUMERO',
  'TOTAL',
] as const);
