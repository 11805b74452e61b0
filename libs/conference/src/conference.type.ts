import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType, UtilisateurType } from '@tdt/acteurs';
import { ASSIETTES_MAJORITE, MAJORITES, type Reglement } from '@tdt/domaine';
import { connexionDe, enumeration, InstantScalaire, JourScalaire, Lisible } from '@tdt/socle';
import { Conference, Membre } from './conference.entity.js';
import { liensParConference } from './portee-sql.js';

export const MajoriteEnum = enumeration('Majorite', 'Majorité requise (R22).', MAJORITES, {
  SIMPLE: 'Plus de voix pour que contre',
  ABSOLUE: 'Plus de la moitié de l’assiette',
  QUALIFIEE: 'Au moins la fraction du règlement',
  UNANIMITE: 'Toute l’assiette',
});
export const AssietteMajoriteEnum = enumeration(
  'AssietteMajorite',
  'Sur quoi la majorité se compte.',
  ASSIETTES_MAJORITE,
  { EXPRIMES: 'Les suffrages exprimés, sans les abstentions', PRESENTS: 'Les voix présentes ou représentées' },
);

const REGLEMENT: (keyof Conference)[] = [
  'quorumNumerateur',
  'quorumDenominateur',
  'majorite',
  'majoriteNumerateur',
  'majoriteDenominateur',
  'assiette',
  'pouvoirsMax',
  'voixPreponderante',
  'voixPreponderanteVicePresident',
  'delaiConvocationJours',
  'delaiSecondeConvocationJours',
  'deportHorsQuorum',
];

@ObjectType('Reglement', { description: 'Règlement intérieur : par défaut, les articles R133-3 à R133-15 du CRPA.' })
export class ReglementType implements Reglement {
  @Field(() => Int, { description: 'Quorum : numérateur de la fraction des membres.' }) quorumNumerateur!: number;
  @Field(() => Int, { description: 'Quorum : dénominateur.' }) quorumDenominateur!: number;
  @Field(() => MajoriteEnum, { description: 'Majorité requise.' }) majorite!: Reglement['majorite'];
  @Field(() => Int, { nullable: true, description: 'Majorité qualifiée : numérateur.' }) majoriteNumerateur!:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Majorité qualifiée : dénominateur.' }) majoriteDenominateur!:
    number | null;
  @Field(() => AssietteMajoriteEnum, { description: 'Sur quoi elle se compte.' }) assiette!: Reglement['assiette'];
  @Field(() => Int, { description: 'Pouvoirs qu’un membre peut détenir (R20).' }) pouvoirsMax!: number;
  @Field(() => Boolean, { description: 'La présidence qui vote départage (R22).' }) voixPreponderante!: boolean;
  @Field(() => Boolean, { description: 'La vice-présidence qui préside départage aussi.' })
  voixPreponderanteVicePresident!: boolean;
  @Field(() => Int, { description: 'Jours pleins entre la convocation et la séance (R18).' })
  delaiConvocationJours!: number;
  @Field(() => Int, { description: 'Jours pleins avant une séance sans quorum (R21).' })
  delaiSecondeConvocationJours!: number;
  @Field(() => Boolean, { description: 'Un membre déporté sort du quorum du point (R23).' }) deportHorsQuorum!: boolean;
}

@ObjectType('Membre', { description: 'Siège d’une conférence, tenu pour un organisme.' })
@Lisible({
  nom: 'Membre',
  entite: () => Membre,
  herite: 'conference',
  calcules: {
    titulaireNom: (a) => `select lu.prenom || ' ' || lu.nom from utilisateur lu where lu.id = ${a}.titulaire_id`,
    suppleantNom: (a) => `select lu.prenom || ' ' || lu.nom from utilisateur lu where lu.id = ${a}.suppleant_id`,
  },
})
export class MembreType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => OrganismeType, { description: 'Organisme qui siège.' }) organisme!: OrganismeType;
  @Field(() => String, { description: 'Titulaire du siège.' }) titulaireNom!: string;
  @Field(() => String, { nullable: true, description: 'Suppléant.' }) suppleantNom!: string | null;
  @Field(() => UtilisateurType, { nullable: true, description: 'Titulaire, si vous pouvez voir sa fiche.' })
  titulaire!: UtilisateurType | null;
  @Field(() => UtilisateurType, { nullable: true, description: 'Suppléant, si vous pouvez voir sa fiche.' })
  suppleant!: UtilisateurType | null;
  @Field(() => Int, { description: 'Voix ; zéro pour qui siège sans voter.' }) voix!: number;
  @Field(() => Boolean, { description: 'Préside la conférence.' }) president!: boolean;
  @Field(() => Boolean, { description: 'Vice-préside la conférence.' }) vicePresident!: boolean;
  @Field(() => String, { nullable: true, description: 'Collège.' }) college!: string | null;
  @Field(() => JourScalaire, { description: 'Premier jour.' }) debut!: string;
  @Field(() => JourScalaire, { nullable: true, description: 'Dernier jour.' }) fin!: string | null;
}

@ObjectType('Conference', { description: 'Conférence des financeurs d’un territoire : ses membres et son règlement.' })
@Lisible({
  nom: 'Conference',
  entite: () => Conference,
  action: 'lireConference',
  liens: liensParConference((a) => `${a}.id`),
  ordre: 'nom',
  listes: { membres: 'conference' },
  derives: { reglement: { colonnes: REGLEMENT, calcul: (c: Reglement) => ({ ...c }) } },
  tris: { NOM: { colonne: 'nom', sens: 'ASC' } },
})
export class ConferenceType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Nom.' }) nom!: string;
  @Field(() => String, { nullable: true, description: 'Échelon du territoire.' }) territoireNature!: string | null;
  @Field(() => String, { nullable: true, description: 'Code officiel du territoire.' }) territoireCode!: string | null;
  @Field(() => ReglementType, { description: 'Règlement intérieur.' }) reglement!: ReglementType;
  @Field(() => [MembreType], { description: 'Sièges.' }) membres!: MembreType[];
  @Field(() => InstantScalaire, { description: 'Création.' }) creeLe!: Date;
}

export const ConferenceConnexion = connexionDe(ConferenceType, 'Conference');
