import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CategorieOrganismeEnum, sqlTerritoire, TerritoireType } from '@tdt/acteurs';
import {
  CONDITIONS_BONIFICATION,
  CYCLE_APPEL,
  ETATS_APPEL,
  MODES_REGLE,
  TYPES_APPEL,
  TYPES_PLAFOND,
  type CategorieOrganisme,
} from '@tdt/domaine';
import { CentimesScalaire, connexionDe, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { AppelAProjets, Critere, PieceDemandee, Regle } from './appel-a-projets.entity.js';
import { ClasseFinanceurType, RegleFinancementType } from './regles-financement/regles-financement.type.js';

export const TypeAppelEnum = enumeration(
  'TypeAppel',
  'Appel à projets, ou appel à manifestation d’intérêt.',
  TYPES_APPEL,
);
export const EtatAppelEnum = enumeration('EtatAppel', 'Étape de la vie d’un appel.', ETATS_APPEL, CYCLE_APPEL.etats);
export const ModeRegleEnum = enumeration('ModeMontant', 'Le montant est-il un forfait ou un plafond ?', MODES_REGLE);
export const TYPES_REGLE = ['BASE', 'BONIFICATION', ...TYPES_PLAFOND] as const;
export const TypeRegleEnum = enumeration('TypeRegle', 'Rôle d’une règle dans le calcul.', TYPES_REGLE);
export const ConditionEnum = enumeration(
  'ConditionBonification',
  'Ce qui donne droit à une bonification (R5).',
  CONDITIONS_BONIFICATION,
);

/** The clock opens and closes a published call by itself: nobody has to press a button at midnight. */
const ETAT_A_CET_INSTANT = (a: string) => `case when ${a}.etat in ('PUBLIE', 'OUVERT') then
  case when maintenant() < ${a}.ouverture then 'PUBLIE' when maintenant() <= ${a}.cloture then 'OUVERT' else 'CLOS' end
  else ${a}.etat end`;

const TERRITOIRES = (a: string) => `select coalesce(json_agg(${sqlTerritoire('te')} order by te.nom), '[]')
  from appel_territoire at join territoire te on te.nature = at.nature and te.code = at.code where at.appel_id = ${a}.id`;

@ObjectType('Regle', { description: 'Montant de base, bonification, plafond ou minimum d’un appel (R3).' })
@Lisible({ nom: 'Regle', entite: () => Regle, herite: 'appel', ordre: 'rang' })
export class RegleType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => TypeRegleEnum, { description: 'Rôle dans le calcul.' }) type!: string;
  @Field(() => String, { description: 'Code court.' }) code!: string;
  @Field(() => String, { description: 'Nom de la règle.' }) libelle!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant.' }) montant!: bigint | null;
  @Field(() => Int, { nullable: true, description: 'Taux, en points de base (10 000 = 100 %).' }) tauxBp!:
    number | null;
  @Field(() => ConditionEnum, { nullable: true, description: 'Condition d’une bonification.' }) condition!:
    string | null;
  @Field(() => String, { nullable: true, description: 'Ce qui prouve la condition.' }) preuve!: string | null;
  @Field(() => Boolean, { description: 'Se cumule avec les autres bonifications.' }) cumulable!: boolean;
  @Field(() => String, { nullable: true, description: 'Texte dont vient la règle.' }) sourceJuridique!: string | null;
}

@ObjectType('Critere', { description: 'Ligne de la grille d’instruction.' })
@Lisible({ nom: 'Critere', entite: () => Critere, herite: 'appel', ordre: 'rang' })
export class CritereType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code court.' }) code!: string;
  @Field(() => String, { description: 'Ce qui est apprécié.' }) libelle!: string;
  @Field(() => Int, { description: 'Points au plus ; la grille en totalise 100.' }) poids!: number;
}

@ObjectType('PieceDemandee', { description: 'Pièce demandée au porteur.' })
@Lisible({ nom: 'PieceDemandee', entite: () => PieceDemandee, herite: 'appel', ordre: 'rang' })
export class PieceDemandeeType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Code court.' }) code!: string;
  @Field(() => String, { description: 'Nom de la pièce.' }) libelle!: string;
  @Field(() => Boolean, { description: 'Sans elle, pas de dépôt.' }) obligatoire!: boolean;
  @Field(() => [CategorieOrganismeEnum], { description: 'Demandée à ces catégories ; à toutes si la liste est vide.' })
  categories!: CategorieOrganisme[];
}

@ObjectType('AppelAProjets', { description: 'Appel à projets ou à manifestation d’intérêt, avec ses règles.' })
@Lisible({
  nom: 'AppelAProjets',
  entite: () => AppelAProjets,
  action: 'lireAppel',
  restreint: (a) => `${a}.etat in ('BROUILLON', 'VALIDE')`,
  liens: {
    appel: (a, p) => `${a}.id = ${p}`,
    conference: (a, p) => `${a}.conference_id = ${p}`,
  },
  listes: {
    regles: 'appel',
    grille: 'appel',
    pieces: 'appel',
    classesFinanceurs: 'appel',
    reglesFinancement: 'appel',
  },
  // Not `code`: a union member and `Refus.code` would conflict in every request.
  derives: { reference: { colonnes: ['code'], calcul: (a: { code: string }) => a.code } },
  calcules: { etat: ETAT_A_CET_INSTANT, territoires: TERRITOIRES },
  tris: {
    CREE_LE: { colonne: 'creeLe', sens: 'DESC' },
    TITRE: { colonne: 'titre', sens: 'ASC' },
    CODE: { colonne: 'code', sens: 'ASC' },
  },
  filtres: {
    etat: (a, p) => `(${ETAT_A_CET_INSTANT(a)}) = ${p}`,
    type: (a, p) => `${a}.type = ${p}`,
    recherche: (a, p) => `${a}.titre ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%'`,
  },
})
export class AppelAProjetsType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { description: 'Référence courte, unique.' }) reference!: string;
  @Field(() => TypeAppelEnum, { description: 'AAP ou AMI.' }) type!: string;
  @Field(() => String, { description: 'Titre.' }) titre!: string;
  @Field(() => String, { description: 'En quelques mots simples.' }) resume!: string;
  @Field(() => String, { description: 'Objet, dans les termes du cahier des charges.' }) objet!: string;
  @Field(() => EtatAppelEnum, { description: 'État à cet instant : l’horloge ouvre et ferme les dépôts.' })
  etat!: string;
  @Field(() => InstantScalaire, { nullable: true, description: 'Premier instant de dépôt, compris (R1).' })
  ouverture!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Dernier instant de dépôt, compris (R1).' })
  cloture!: Date | null;
  @Field(() => ModeRegleEnum, { description: 'Forfait ou plafond.' }) modeMontant!: string;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Enveloppe annoncée au public.' }) montantAnnonce!:
    bigint | null;
  @Field(() => [CategorieOrganismeEnum], { description: 'Qui peut candidater.' })
  categoriesAdmises!: CategorieOrganisme[];
  @Field(() => Int, {
    nullable: true,
    description: 'Note sur 100 en dessous de laquelle un avis favorable doit être motivé.',
  })
  seuilInstruction!: number | null;
  @Field(() => Int, { nullable: true, description: 'Durée d’un projet, au plus, en mois.' }) dureeMoisMax!:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Année de la liste des QPV qui fait foi.' }) millesimeQpv!:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Année de la liste Action cœur de ville qui fait foi.' })
  millesimeAcv!: number | null;
  @Field(() => Boolean, { description: 'Un projet peut-il être financé en partie ?' }) financementPartiel!: boolean;
  @Field(() => Int, { description: 'Version, à redonner pour modifier.' }) version!: number;
  @Field(() => Int, { description: 'Version des règles de financement, à redonner pour en définir d’autres.' })
  versionRegles!: number;
  @Field(() => InstantScalaire, { nullable: true, description: 'Publication.' }) publieLe!: Date | null;
  @Field(() => ID, { nullable: true, description: 'Conférence qui examine les candidatures.' }) conferenceId!:
    string | null;
  @Field(() => [RegleType], { description: 'Règles de calcul du montant.' }) regles!: RegleType[];
  @Field(() => [CritereType], { description: 'Grille d’instruction.' }) grille!: CritereType[];
  @Field(() => [PieceDemandeeType], { description: 'Pièces demandées.' }) pieces!: PieceDemandeeType[];
  @Field(() => [ClasseFinanceurType], { description: 'Classes de financeurs, quand l’appel en définit.' })
  classesFinanceurs!: ClasseFinanceurType[];
  @Field(() => [RegleFinancementType], { description: 'Règles qui bornent qui paie quoi.' })
  reglesFinancement!: RegleFinancementType[];
  @Field(() => [TerritoireType], { description: 'Territoires visés ; toute la France si la liste est vide.' })
  territoires!: TerritoireType[];
}

export const AppelAProjetsConnexion = connexionDe(AppelAProjetsType, 'AppelAProjets');
export const TriAppelEnum = enumeration('TriAppel', 'Ordre des appels.', ['CREE_LE', 'TITRE', 'CODE'] as const);
