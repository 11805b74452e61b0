import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType, sqlTerritoire, TerritoireType, UtilisateurType } from '@tdt/acteurs';
import { AppelAProjetsType } from '@tdt/appels';
import type {
  BaseAide,
  CanalReception,
  EtatCandidature,
  ExceptionParticipation,
  NaturePart,
  OrigineInitiative,
} from '@tdt/domaine';
import { ETATS_INSTRUITS, ETATS_VUS_DES_MEMBRES } from '@tdt/domaine';
import { CentimesScalaire, connexionDe, DetailRefusType, InstantScalaire, JourScalaire, Lisible } from '@tdt/socle';
import { Candidature } from './candidature.entity.js';
import { DERIVES_CANDIDATURE } from './derives.js';
import {
  CanalReceptionEnum,
  EtatCandidatureEnum,
  ExceptionParticipationEnum,
  NatureProjetEnum,
  OrigineInitiativeEnum,
  RegimeAideEnum,
} from './enumerations.js';
import { DemandeComplementType, NoteType } from './instruction.type.js';
import { sqlMembreSansDeport, sqlOrdreDuJour } from './liens.js';
import { PieceType } from './pieces/piece.type.js';
import {
  ActionType,
  AideDeclareeType,
  LigneBudgetType,
  LignePlanType,
  MontantDroitType,
  PartenaireType,
  TotauxPlanType,
} from './projet.type.js';

const TERRITOIRES = (a: string) => `select coalesce(json_agg(${sqlTerritoire('te')} order by te.nom), '[]')
  from candidature_territoire ct join territoire te on te.nature = ct.nature and te.code = ct.code
  where ct.candidature_id = ${a}.id`;

/** Contributions in kind (86 and 87) are outside both totals (R10). */
const total = (sens: string) => (a: string) => `select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
  where lb.candidature_id = ${a}.id and lb.sens = '${sens}' and lb.compte !~ '^8[67]'`;

/** Shown once the instruction is concluded: a mark being given is nobody's business (trust.md §3.2). */
const SCORE = (a: string) => `select case when ${a}.etat in (${ETATS_INSTRUITS.map((e) => `'${e}'`).join(', ')}) then
  (select sum(n.points)::integer from note n where n.candidature_id = ${a}.id) end`;

@ObjectType('Candidature', { description: 'Dossier d’un porteur en réponse à un appel.' })
@Lisible({
  nom: 'Candidature',
  entite: () => Candidature,
  action: 'lireCandidature',
  // Received by nobody, by post neither: a draft, withdrawn or not.
  restreint: (a) => `${a}.depose_le is null and ${a}.recue_le is null`,
  liens: {
    porteur: (a, p) => `${a}.porteur_id = ${p}`,
    appel: (a, p) => `${a}.appel_id = ${p}`,
    conference: (a, p) =>
      `exists (select 1 from appel_a_projets la where la.id = ${a}.appel_id and la.conference_id = ${p})`,
    ordreDuJour: sqlOrdreDuJour,
    membre: (a, p) => sqlMembreSansDeport(a, p, ETATS_VUS_DES_MEMBRES),
  },
  ordre: 'creeLe',
  listes: {
    partenaires: 'candidature',
    actions: 'candidature',
    budget: 'candidature',
    plan: 'candidature',
    aidesDeclarees: 'candidature',
    pieces: 'candidature',
    complements: 'candidature',
    notes: 'candidature',
  },
  calcules: {
    territoires: TERRITOIRES,
    totalCharges: total('CHARGE'),
    totalProduits: total('PRODUIT'),
    score: SCORE,
  },
  derives: DERIVES_CANDIDATURE,
  reserves: {
    score: 'lireInstruction',
    avis: 'lireInstruction',
    avisFavorable: 'lireInstruction',
  },
  tris: {
    CREE_LE: { colonne: 'creeLe', sens: 'DESC' },
    MODIFIE_LE: { colonne: 'modifieLe', sens: 'DESC' },
    TITRE: { colonne: 'titre', sens: 'ASC' },
  },
  filtres: {
    etat: (a, p) => `${a}.etat = ${p}`,
    appelId: (a, p) => `${a}.appel_id = ${p}::uuid`,
    conferenceId: (a, p) => `exists (select 1 from appel_a_projets la
      where la.id = ${a}.appel_id and la.conference_id = ${p}::uuid)`,
    porteurId: (a, p) => `${a}.porteur_id = ${p}::uuid`,
    instructeurId: (a, p) => `${a}.instructeur_id = ${p}::uuid`,
    regionCode: (a, p) => `exists (select 1 from candidature_territoire ct
      join territoire te on te.nature = ct.nature and te.code = ct.code
      where ct.candidature_id = ${a}.id and (te.region_code = ${p} or (te.nature = 'REGION' and te.code = ${p})))`,
    recherche: (a, p) => `${a}.titre ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%' or ${a}.numero = ${p}
      or exists (select 1 from organisme lo where lo.id = ${a}.porteur_id
                 and lo.nom ilike '%' || replace(replace(${p}, '%', ''), '_', '') || '%')`,
  },
})
export class CandidatureType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Numéro du récépissé, donné au dépôt.' }) numero!: string | null;
  @Field(() => EtatCandidatureEnum, { description: 'Étape.' }) etat!: EtatCandidature;
  @Field(() => Int, { description: 'Version, à redonner pour enregistrer.' }) version!: number;
  @Field(() => AppelAProjetsType, { description: 'Appel auquel elle répond.' }) appel!: AppelAProjetsType;
  @Field(() => OrganismeType, { description: 'Qui la porte.' }) porteur!: OrganismeType;
  @Field(() => String, { description: 'Titre du projet.' }) titre!: string;
  @Field(() => String, { description: 'Résumé du projet.' }) resume!: string;
  @Field(() => OrigineInitiativeEnum, { nullable: true, description: 'Qui a eu l’idée du projet (R29).' })
  origineInitiative!: OrigineInitiative | null;
  @Field(() => NatureProjetEnum, { description: 'Fonctionnement ou investissement (R13).' }) nature!: NaturePart;
  @Field(() => JourScalaire, { nullable: true, description: 'Début du projet.' }) debut!: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Fin du projet.' }) fin!: string | null;
  @Field(() => RegimeAideEnum, { nullable: true, description: 'Base de l’aide (R15).' }) regimeAide!: BaseAide | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Montant demandé au titre de l’appel.' })
  montantDemande!: bigint | null;
  @Field(() => CentimesScalaire, { nullable: true, description: 'Dépense éligible ; à défaut, le coût total.' })
  assiette!: bigint | null;
  @Field(() => String, { nullable: true, description: 'Représentant légal du porteur.' })
  representantNom!: string | null;
  @Field(() => String, { nullable: true, description: 'Qualité du représentant.' }) representantQualite!: string | null;
  @Field(() => JourScalaire, { nullable: true, description: 'Acceptation du contrat d’engagement républicain (R30).' })
  cerAccepteLe!: string | null;
  @Field(() => String, { nullable: true, description: 'Qui l’a accepté.' }) cerSignataire!: string | null;
  @Field(() => String, { nullable: true, description: 'Version du texte accepté.' }) cerVersion!: string | null;
  @Field(() => ExceptionParticipationEnum, { nullable: true, description: 'Exception invoquée (R13).' })
  exceptionParticipation!: ExceptionParticipation | null;
  @Field(() => String, { nullable: true, description: 'Acte qui accorde l’exception.' }) exceptionActe!: string | null;
  @Field(() => [TerritoireType], { description: 'Territoires du projet (R6).' }) territoires!: TerritoireType[];
  @Field(() => [PartenaireType], { description: 'Groupement.' }) partenaires!: PartenaireType[];
  @Field(() => [ActionType], { description: 'Actions et leurs lieux.' }) actions!: ActionType[];
  @Field(() => [LigneBudgetType], { description: 'Budget (R10).' }) budget!: LigneBudgetType[];
  @Field(() => [LignePlanType], { description: 'Plan de financement demandé (R11, R12).' }) plan!: LignePlanType[];
  @Field(() => [AideDeclareeType], { description: 'Aides déjà reçues (R15).' }) aidesDeclarees!: AideDeclareeType[];
  @Field(() => [PieceType], { description: 'Pièces jointes.' }) pieces!: PieceType[];
  @Field(() => [DemandeComplementType], { description: 'Compléments demandés.' })
  complements!: DemandeComplementType[];
  @Field(() => [NoteType], { description: 'Notes que vous pouvez voir.' }) notes!: NoteType[];
  @Field(() => CentimesScalaire, { description: 'Coût du projet, hors contributions en nature.' })
  totalCharges!: bigint;
  @Field(() => CentimesScalaire, { description: 'Produits, hors contributions en nature.' }) totalProduits!: bigint;
  @Field(() => TotauxPlanType, { description: 'Totaux du plan par origine (R17).' }) totauxPlan!: TotauxPlanType;
  @Field(() => MontantDroitType, { nullable: true, description: 'Ce que l’appel accorde à ce projet (R3).' })
  montantDroit!: MontantDroitType | null;
  @Field(() => [DetailRefusType], { description: 'Ce qui manque avant le dépôt, et où (R2).' })
  completude!: DetailRefusType[];
  @Field(() => [DetailRefusType], {
    description: 'Points qui n’empêchent rien et méritent l’attention (R6, R13, R15, R29).',
  })
  avertissements!: DetailRefusType[];
  @Field(() => [String], { description: 'Mutations que vous pouvez demander maintenant sur ce dossier.' })
  actionsPossibles!: string[];
  @Field(() => CanalReceptionEnum, {
    nullable: true,
    description: 'Comment elle a été reçue, si ce n’est par la plateforme.',
  })
  canal!: CanalReception | null;
  @Field(() => InstantScalaire, {
    nullable: true,
    description: 'Cachet de la poste ou réception du courriel : l’instant sur lequel le délai se juge (R1).',
  })
  recueLe!: Date | null;
  @Field(() => UtilisateurType, {
    nullable: true,
    description: 'Qui a enregistré cette réception, si vous pouvez voir cette personne.',
  })
  recuePar!: UtilisateurType | null;
  @Field(() => InstantScalaire, {
    nullable: true,
    description: 'Dépôt, à l’heure de la base, ou réception par le service (R1).',
  })
  deposeLe!: Date | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 du contenu déposé, en hexadécimal.' })
  empreinte!: string | null;
  @Field(() => String, { nullable: true, description: 'Contenu déposé : le texte dont l’empreinte est calculée.' })
  contenuFige!: string | null;
  @Field(() => UtilisateurType, { nullable: true, description: 'Qui instruit, si vous pouvez voir cette personne.' })
  instructeur!: UtilisateurType | null;
  @Field(() => String, { nullable: true, description: 'Motif d’irrecevabilité ou de retrait.' }) motif!: string | null;
  @Field(() => Int, { nullable: true, description: 'Note sur 100, une fois l’instruction terminée.' })
  score!: number | null;
  @Field(() => String, { nullable: true, description: 'Avis de l’instruction.' }) avis!: string | null;
  @Field(() => Boolean, { nullable: true, description: 'L’avis est-il favorable ?' }) avisFavorable!: boolean | null;
  @Field(() => InstantScalaire, { description: 'Ouverture du brouillon.' }) creeLe!: Date;
  @Field(() => InstantScalaire, { description: 'Dernière modification.' }) modifieLe!: Date;
}

export const CandidatureConnexion = connexionDe(CandidatureType, 'Candidature');
