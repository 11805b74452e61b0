import { Field, ID, ObjectType } from '@nestjs/graphql';
import { DispositifZonageEnum, OrganismeType, TerritoireType } from '@tdt/acteurs';
import { trouverCompte, type NaturePart, type SensCompte } from '@tdt/domaine';
import { CentimesScalaire, JourScalaire, Lisible } from '@tdt/socle';
import { sqlZonageReconnu } from './candidature-pour-regles.js';
import { NatureProjetEnum, SensCompteEnum, TypeLignePlanEnum } from './enumerations.js';
import { Action, AideDeclaree, Lieu, LigneBudget, LignePlan, Partenaire, type TypeLignePlan } from './projet.entity.js';

@ObjectType('Partenaire', { description: 'Membre du groupement que le porteur représente.' })
@Lisible({ nom: 'Partenaire', entite: () => Partenaire, herite: 'candidature', ordre: 'rang' })
export class PartenaireType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => OrganismeType, { description: 'Organisme.' }) organisme!: OrganismeType;
  @Field(() => String, { description: 'Ce qu’il fait dans le projet.' }) role!: string;
  @Field(() => JourScalaire, { nullable: true, description: 'Jour du mandat qu’il a donné au porteur.' })
  mandatLe!: string | null;
}

@ObjectType('Lieu', { description: 'Lieu nommé d’une action ; une bonification y tient (R5).' })
@Lisible({
  nom: 'Lieu',
  entite: () => Lieu,
  herite: 'action',
  ordre: 'rang',
  calcules: {
    reconnu: (a) => `select ${a}.dispositif is null or z.libelle is not null from action ac
      join candidature ca on ca.id = ac.candidature_id join appel_a_projets ap on ap.id = ca.appel_id
      left join ${sqlZonageReconnu(a, 'ap')} z on true where ac.id = ${a}.action_id`,
    libelle: (a) => `select coalesce(
      (select z.libelle from zonage z where z.dispositif = ${a}.dispositif and z.code = ${a}.zonage_code
       order by z.millesime desc limit 1),
      (select t.nom from territoire t where t.nature = 'COMMUNE' and t.code = ${a}.commune_code))`,
  },
})
export class LieuType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code INSEE de la commune.' }) communeCode!: string;
  @Field(() => TerritoireType, { description: 'Commune.' }) commune!: TerritoireType;
  @Field(() => DispositifZonageEnum, { nullable: true, description: 'Liste prioritaire invoquée.' })
  dispositif!: string | null;
  @Field(() => String, { nullable: true, description: 'Code du lieu dans cette liste.' }) zonageCode!: string | null;
  @Field(() => String, { description: 'Nom du lieu prioritaire, ou de la commune.' }) libelle!: string;
  @Field(() => Boolean, { description: 'Figure dans la liste de référence de l’appel, s’il en invoque une (R5).' })
  reconnu!: boolean;
}

@ObjectType('Action', { description: 'Action du projet.' })
@Lisible({ nom: 'Action', entite: () => Action, herite: 'candidature', ordre: 'rang', listes: { lieux: 'action' } })
export class ActionType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Intitulé.' }) intitule!: string;
  @Field(() => String, { description: 'Description.' }) description!: string;
  @Field(() => String, { description: 'Indicateur suivi.' }) indicateur!: string;
  @Field(() => String, { description: 'Valeur visée.' }) cible!: string;
  @Field(() => [LieuType], { description: 'Lieux où elle se tient.' }) lieux!: LieuType[];
}

@ObjectType('LigneBudget', { description: 'Ligne du budget, sur un compte du formulaire Cerfa 12156.' })
@Lisible({
  nom: 'LigneBudget',
  entite: () => LigneBudget,
  herite: 'candidature',
  ordre: 'rang',
  derives: {
    intituleCompte: {
      colonnes: ['compte'],
      calcul: (l: { compte: string }) => trouverCompte(l.compte)?.libelle ?? l.compte,
    },
  },
})
export class LigneBudgetType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => SensCompteEnum, { description: 'Charge ou produit.' }) sens!: SensCompte;
  @Field(() => String, { description: 'Code du compte.' }) compte!: string;
  @Field(() => String, { description: 'Nom du compte.' }) intituleCompte!: string;
  @Field(() => String, { description: 'Précision du porteur.' }) libelle!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
}

@ObjectType('LignePlan', { description: 'Ligne du plan de financement demandé.' })
@Lisible({ nom: 'LignePlan', entite: () => LignePlan, herite: 'candidature', ordre: 'rang' })
export class LignePlanType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => TypeLignePlanEnum, { description: 'Apport d’un financeur, ou ressources propres.' })
  type!: TypeLignePlan;
  @Field(() => NatureProjetEnum, { nullable: true, description: 'Nature ; à défaut, celle du projet.' })
  nature!: NaturePart | null;
  @Field(() => OrganismeType, {
    nullable: true,
    description: 'Financeur sollicité ; aucun pour les ressources propres.',
  })
  financeur!: OrganismeType | null;
  @Field(() => String, { description: 'Dispositif sollicité.' }) dispositif!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Assiette ; à défaut, le coût total (R12).' })
  assiette!: bigint | null;
  @Field(() => CentimesScalaire, { description: 'Montant demandé.' }) montant!: bigint;
}

@ObjectType('AideDeclaree', { description: 'Aide publique déjà reçue, à compter dans le plafond de minimis (R15).' })
@Lisible({ nom: 'AideDeclaree', entite: () => AideDeclaree, herite: 'candidature', ordre: 'rang' })
export class AideDeclareeType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => JourScalaire, { description: 'Jour de l’octroi.' }) date!: string;
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
}

@ObjectType('LigneMontant', { description: 'Ligne du calcul du montant auquel un projet a droit.' })
export class LigneMontantType {
  @Field(() => String, { description: 'Code de la règle.' }) code!: string;
  @Field(() => String, { description: 'Nom de la règle.' }) libelle!: string;
  @Field(() => CentimesScalaire, { description: 'Montant ajouté, ou retiré par un plafond.' }) montant!: bigint;
  @Field(() => Boolean, { description: 'La condition est-elle remplie ?' }) obtenu!: boolean;
  @Field(() => String, { description: 'Pourquoi.' }) motif!: string;
}

@ObjectType('MontantDroit', { description: 'Montant que l’appel accorde à un projet, et son calcul (R3, R5).' })
export class MontantDroitType {
  @Field(() => CentimesScalaire, { description: 'Montant.' }) montant!: bigint;
  @Field(() => [LigneMontantType], { description: 'Calcul, ligne à ligne.' }) detail!: LigneMontantType[];
}

@ObjectType('TotauxPlan', { description: 'Totaux du plan par origine ; public et privé ne s’additionnent pas (R17).' })
export class TotauxPlanType {
  @Field(() => CentimesScalaire, { description: 'Apports des personnes publiques.' }) aidesPubliques!: bigint;
  @Field(() => CentimesScalaire, { description: 'Apports des personnes privées.' }) aidesPrivees!: bigint;
  @Field(() => CentimesScalaire, { description: 'Ressources propres du porteur.' }) autofinancement!: bigint;
  @Field(() => CentimesScalaire, { description: 'Total du plan.' }) total!: bigint;
}
