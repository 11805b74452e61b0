import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CategorieOrganismeEnum, OrganismeType } from '@tdt/acteurs';
import { BASES_REGLE, PORTEES_REGLE, type CategorieOrganisme } from '@tdt/domaine';
import { CentimesScalaire, enumeration, Lisible } from '@tdt/socle';
import { ClasseFinanceur, RegleFinancement, TYPES_REGLE_STOCKEE } from './regles-financement.entity.js';

export const PorteeRegleEnum = enumeration('PorteeRegle', 'Ce qu’une règle de financement borne.', PORTEES_REGLE, {
  APPEL: 'Tous les financeurs ensemble',
  CLASSE: 'Une classe de financeurs',
  ENVELOPPE: 'Chaque enveloppe d’un financeur, ou d’une catégorie de financeurs',
});
export const TypeRegleFinancementEnum = enumeration(
  'TypeRegleFinancement',
  'Nature d’une règle de financement.',
  TYPES_REGLE_STOCKEE,
  {
    TAUX_MAX: 'Taux maximal de la dépense',
    MONTANT_MAX: 'Montant maximal par projet',
    MONTANT_MIN: 'Rien, ou au moins ce montant',
    PARTICIPATION_MIN_MAITRE_OUVRAGE: 'Part minimale du maître d’ouvrage public dans le financement public',
  },
);
export const BaseRegleEnum = enumeration('BaseRegle', 'Sur quoi un taux se calcule.', BASES_REGLE, {
  DEPENSE_SUBVENTIONNABLE: 'Dépense subventionnable',
  COUT_TOTAL: 'Coût total',
  FINANCEMENT_PUBLIC: 'Total des financements publics',
});

@ObjectType('ClasseFinanceur', { description: 'Classe de financeurs d’un appel ; les classes forment un arbre.' })
@Lisible({ nom: 'ClasseFinanceur', entite: () => ClasseFinanceur, herite: 'appel', ordre: 'rang' })
export class ClasseFinanceurType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code court.' }) code!: string;
  @Field(() => String, { nullable: true, description: 'Code de la classe qui la contient.' }) parent!: string | null;
  @Field(() => String, { description: 'Nom.' }) libelle!: string;
  @Field(() => [CategorieOrganismeEnum], { description: 'Catégories de financeurs qui en sont.' })
  categories!: CategorieOrganisme[];
}

@ObjectType('RegleFinancement', { description: 'Règle qui borne qui paie quoi, avec le texte dont elle vient.' })
@Lisible({ nom: 'RegleFinancement', entite: () => RegleFinancement, herite: 'appel', ordre: 'rang' })
export class RegleFinancementType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code court.' }) code!: string;
  @Field(() => String, { description: 'Nom.' }) libelle!: string;
  @Field(() => PorteeRegleEnum, { description: 'Ce qu’elle borne.' }) portee!: string;
  @Field(() => String, { nullable: true, description: 'Code de la classe bornée.' }) classe!: string | null;
  @Field(() => OrganismeType, { nullable: true, description: 'Financeur dont elle borne les enveloppes.' })
  financeur!: OrganismeType | null;
  @Field(() => CategorieOrganismeEnum, { nullable: true, description: 'Catégorie dont elle borne les enveloppes.' })
  categorie!: CategorieOrganisme | null;
  @Field(() => TypeRegleFinancementEnum, { description: 'Nature.' }) type!: string;
  @Field(() => Int, { nullable: true, description: 'Taux, en points de base (10 000 = 100 %).' }) tauxBp!:
    number | null;
  @Field(() => BaseRegleEnum, { nullable: true, description: 'Base du taux.' }) base!: string | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant.' }) montant!: bigint | null;
  @Field(() => String, { description: 'Texte dont vient la règle.' }) sourceJuridique!: string;
}
