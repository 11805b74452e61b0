import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { OrganismeType } from '@tdt/acteurs';
import { actionsPossibles, CYCLE_SCRUTIN, SENS_VOTE, SUITES_REJET, type EtatScrutin } from '@tdt/domaine';
import { CentimesScalaire, enumeration, InstantScalaire, Lisible } from '@tdt/socle';
import { MembreType } from './conference.type.js';
import { PartType } from './part.type.js';
import { liensParConference, sqlMembreDe } from './portee-sql.js';
import { LigneProposition, Scrutin, Vote } from './scrutin.entity.js';
import { PointType } from './seance.type.js';

export const EtatScrutinEnum = enumeration(
  'EtatScrutin',
  'Étape de la vie d’un scrutin.',
  Object.keys(CYCLE_SCRUTIN.etats) as EtatScrutin[],
  CYCLE_SCRUTIN.etats,
);
export const SensVoteEnum = enumeration('SensVote', 'Sens d’un vote.', SENS_VOTE, {
  POUR: 'Pour',
  CONTRE: 'Contre',
  ABSTENTION: 'Abstention',
});
export const SuiteRejetEnum = enumeration(
  'SuiteRejet',
  'Ce que devient un dossier dont le plan est rejeté.',
  SUITES_REJET,
  {
    REFUSER: 'Refusé',
    METTRE_EN_ATTENTE: 'Sur liste d’attente',
    AJOURNER: 'Ajourné, pour un examen complémentaire',
  },
);

/** Ties of a row whose ballot is given by an SQL expression; the porteur sees the proclaimed result of its own file. */
function liensParScrutin(scrutin: (a: string) => string) {
  const depuis = `scrutin lsc join point lpt on lpt.id = lsc.point_id join seance lse on lse.id = lpt.seance_id`;
  const conference = (a: string) => `(select lse.conference_id from ${depuis} where lsc.id = ${scrutin(a)})`;
  return {
    ...liensParConference(conference),
    porteur: (a: string, p: string) =>
      `exists (select 1 from ${depuis} join candidature lca on lca.id = lpt.candidature_id
               where lsc.id = ${scrutin(a)} and lsc.etat = 'PROCLAME' and lca.porteur_id = ${p})`,
  };
}

/** A member in déport is kept away from what is discussed: the proposition of this item is not shown to it (R23). */
const membreSansDeport = (a: string, p: string) =>
  `exists (select 1 from scrutin lsc join point lpt on lpt.id = lsc.point_id join seance lse on lse.id = lpt.seance_id
           where lsc.id = ${a}.scrutin_id and ${sqlMembreDe('lse.conference_id', p)} and not exists (
             select 1 from deport lde join membre lmd on lmd.id = lde.membre_id
             where lde.point_id = lpt.id and lmd.organisme_id = ${p}))`;

@ObjectType('LigneProposition', { description: 'Part soumise au vote, figée à l’ouverture du scrutin.' })
@Lisible({
  nom: 'LigneProposition',
  entite: () => LigneProposition,
  action: 'lireScrutin',
  liens: {
    ...liensParScrutin((a) => `${a}.scrutin_id`),
    membre: membreSansDeport,
    // What was put to a vote and rejected stays with those who voted: the porteur learns the result.
    porteur: (a, p) =>
      `exists (select 1 from scrutin lsc join point lpt on lpt.id = lsc.point_id
               join candidature lca on lca.id = lpt.candidature_id
               where lsc.id = ${a}.scrutin_id and lsc.etat = 'PROCLAME' and lsc.adopte and lca.porteur_id = ${p})`,
  },
  ordre: 'rang',
})
export class LignePropositionType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => Int, { description: 'Rang.' }) rang!: number;
  @Field(() => OrganismeType, { description: 'Financeur.' }) financeur!: OrganismeType;
  @Field(() => CentimesScalaire, { description: 'Montant soumis au vote.' }) montant!: bigint;
  @Field(() => PartType, { nullable: true, description: 'La part, si vous pouvez la voir.' }) part!: PartType | null;
}

@ObjectType('Vote', { description: 'Bulletin d’un siège. Avant la clôture, chacun ne voit que le sien.' })
@Lisible({
  nom: 'Vote',
  entite: () => Vote,
  action: 'lireBulletin',
  restreint: (a) =>
    `exists (select 1 from scrutin lr where lr.id = ${a}.scrutin_id and lr.etat in ('PREPARE', 'OUVERT'))`,
  liens: {
    ...liensParConference(
      (a) => `(select lse.conference_id from scrutin lsc join point lpt on lpt.id = lsc.point_id
               join seance lse on lse.id = lpt.seance_id where lsc.id = ${a}.scrutin_id)`,
    ),
    organisme: (a, p) =>
      `exists (select 1 from membre lv where lv.id in (${a}.membre_id, ${a}.mandataire_id) and lv.organisme_id = ${p})`,
  },
  ordre: 'voteLe',
})
export class VoteType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => MembreType, { description: 'Siège dont c’est le vote.' }) membre!: MembreType;
  @Field(() => MembreType, { nullable: true, description: 'Siège qui l’a porté par pouvoir.' })
  mandataire!: MembreType | null;
  @Field(() => SensVoteEnum, { description: 'Pour, contre ou abstention.' }) sens!: string;
  @Field(() => Int, { description: 'Nombre de voix.' }) voix!: number;
  @Field(() => InstantScalaire, { description: 'Instant du vote.' }) voteLe!: Date;
}

@ObjectType('Scrutin', { description: 'Vote d’un point. Le résultat proclamé ne change plus.' })
@Lisible({
  nom: 'Scrutin',
  entite: () => Scrutin,
  action: 'lireScrutin',
  liens: liensParScrutin((a) => `${a}.id`),
  ordre: 'ouvertLe',
  listes: { lignes: 'scrutin', votes: 'scrutin' },
  calcules: { votants: (a) => `select count(*)::int from vote lv where lv.scrutin_id = ${a}.id` },
  derives: {
    resultat: { colonnes: ['motif'], calcul: ({ motif }: { motif: string | null }) => motif },
    actionsPossibles: {
      colonnes: ['etat'],
      calcul: ({ etat }: { etat: EtatScrutin }) => actionsPossibles(CYCLE_SCRUTIN, etat),
    },
  },
})
export class ScrutinType {
  @Field(() => ID, { description: 'Identifiant.' }) id!: string;
  @Field(() => PointType, { nullable: true, description: 'Point voté, pour qui voit la séance.' }) point!: unknown;
  @Field(() => String, { description: 'Numéro de la délibération.' }) numero!: string;
  @Field(() => EtatScrutinEnum, { description: 'Où en est le scrutin.' }) etat!: EtatScrutin;
  @Field(() => InstantScalaire, { description: 'Ouverture.' }) ouvertLe!: Date;
  @Field(() => InstantScalaire, { nullable: true, description: 'Clôture.' }) closLe!: Date | null;
  @Field(() => InstantScalaire, { nullable: true, description: 'Proclamation.' }) proclameLe!: Date | null;
  @Field(() => String, { description: 'Empreinte SHA-256 de la proposition, en hexadécimal.' }) empreinte!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'Proposition figée sur laquelle il porte : son empreinte en dépend.',
  })
  propositionId!: string | null;
  @Field(() => [LignePropositionType], { description: 'Parts soumises au vote.' }) lignes!: LignePropositionType[];
  @Field(() => [VoteType], { description: 'Bulletins que vous pouvez voir.' }) votes!: VoteType[];
  @Field(() => Int, { description: 'Bulletins reçus.' }) votants!: number;
  @Field(() => Int, { nullable: true, description: 'Voix pour, une fois proclamé.' }) pour!: number | null;
  @Field(() => Int, { nullable: true, description: 'Voix contre.' }) contre!: number | null;
  @Field(() => Int, { nullable: true, description: 'Abstentions.' }) abstention!: number | null;
  @Field(() => Int, { nullable: true, description: 'Suffrages exprimés.' }) exprimes!: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Adopté ou rejeté.' }) adopte!: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Tranché par la voix prépondérante.' })
  voixPreponderante!: boolean | null;
  @Field(() => String, { nullable: true, description: 'Résultat en une phrase, ou motif de l’annulation.' })
  resultat!: string | null;
  @Field(() => [String], { description: 'Ce que l’état du scrutin permet encore.' }) actionsPossibles!: string[];
}
