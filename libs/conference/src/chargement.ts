import { sqlMembresDuDossier, sqlOrdreDuJour } from '@tdt/candidatures';
import {
  ETATS_VUS_DES_MEMBRES,
  jourDeParis,
  type CategorieOrganisme,
  type Centimes,
  type EtatCandidature,
  type EtatScrutin,
  type NaturePart,
  type ObjetHabilite,
} from '@tdt/domaine';
import { In, type EntityManager } from 'typeorm';
import { Conference, Membre } from './conference.entity.js';
import { Deport, Emargement, Point, Pouvoir, Seance } from './seance.entity.js';

/** A session with everything that its rules read, under the lock asked for. */
export interface SeanceChargee {
  seance: Seance;
  conference: Conference;
  /** Seats on the day of the session. */
  membres: Membre[];
  points: Point[];
  emargements: Emargement[];
  pouvoirs: Pouvoir[];
  deports: Deport[];
  /** Calls that its conference examines. */
  appelIds: string[];
}

/**
 * `for_no_key_update` for what changes the session: such acts follow one another. `pessimistic_read` (FOR SHARE) for a vote
 * or a closing: many at once, none while the attendance, the mandates or the déports change.
 */
export type VerrouSeance = 'for_no_key_update' | 'pessimistic_read';

/** Seats held on this Paris day. */
export function siegeLe(membre: Pick<Membre, 'debut' | 'fin'>, instant: Date): boolean {
  const jour = jourDeParis(instant);
  return membre.debut <= jour && (membre.fin === null || membre.fin >= jour);
}

export async function membresLe(tx: EntityManager, conferenceId: string, instant: Date): Promise<Membre[]> {
  const membres = await tx.find(Membre, { where: { conferenceId }, order: { id: 'ASC' } });
  return membres.filter((m) => siegeLe(m, instant));
}

/** Calls that a conference examines: a right narrowed to one of them reaches the conference and its sessions. */
export async function appelsDe(tx: EntityManager, conferenceId: string): Promise<string[]> {
  const requete = 'select id from appel_a_projets where conference_id = $1 order by id';
  return (await tx.query<{ id: string }[]>(requete, [conferenceId])).map((a) => a.id);
}

export async function chargerSeance(
  tx: EntityManager,
  id: string,
  verrou: VerrouSeance,
): Promise<SeanceChargee | null> {
  const seance = await tx.findOne(Seance, { where: { id }, lock: { mode: verrou } });
  if (!seance) return null;
  const seanceId = seance.id;
  const conference = await tx.findOneByOrFail(Conference, { id: seance.conferenceId });
  const membres = await membresLe(tx, conference.id, seance.prevueLe);
  const points = await tx.find(Point, { where: { seanceId }, order: { rang: 'ASC' } });
  const emargements = await tx.find(Emargement, { where: { seanceId }, order: { arriveLe: 'ASC', id: 'ASC' } });
  const pouvoirs = await tx.find(Pouvoir, { where: { seanceId }, order: { donneLe: 'ASC', id: 'ASC' } });
  const deports = await tx.find(Deport, { where: { pointId: In(points.map((p) => p.id)) }, order: { id: 'ASC' } });
  const appelIds = await appelsDe(tx, conference.id);
  return { seance, conference, membres, points, emargements, pouvoirs, deports, appelIds };
}

/** The session as the rights see it; `organismeIds`: the seats for which the agent claims to act. */
export function objetSeance(charge: SeanceChargee, organismeIds: string[] = []): ObjetHabilite {
  const { seance, membres, appelIds } = charge;
  const membreOrganismeIds = membres.map((m) => m.organismeId);
  return { organismeIds, appelIds, conferenceId: seance.conferenceId, membreOrganismeIds };
}

/** What the quorum of the session, or of one item, is worked out from. */
export function presenceDe(charge: SeanceChargee, pointId?: string) {
  const { membres, emargements, pouvoirs, conference, seance } = charge;
  const deports = charge.deports.filter((d) => d.pointId === pointId);
  return { membres, emargements, pouvoirs, deports, reglement: conference, sansQuorum: seance.sansQuorum };
}

/** A file as the conference needs to know it. */
export interface Dossier {
  id: string;
  etat: EtatCandidature;
  titre: string;
  nature: NaturePart;
  appelId: string;
  conferenceId: string | null;
  partielAdmis: boolean;
  porteurId: string;
  porteur: string;
  categoriePorteur: CategorieOrganisme;
  coutTotal: Centimes;
  ressourcesPropres: Centimes;
  /** Persons who instruct it: they do not vote on it. */
  instructeurIds: string[];
  /** State of the ballot under way or closed on it, `null` when there is none. */
  etatScrutin: EtatScrutin | null;
  /** It may be put on an agenda, or has been on one: its chair sees it. */
  ordreDuJour: boolean;
  /** Member organisations that may see it: none before it is admissible, and none in déport on it (R23). */
  membreOrganismeIds: string[];
}

type LigneDossier = Omit<Dossier, 'coutTotal' | 'ressourcesPropres'> & { coutTotal: string; ressourcesPropres: string };

const SQL_DOSSIER = `select c.id, c.etat, c.titre, coalesce(c.nature, 'FONCTIONNEMENT') as nature, c.appel_id as "appelId",
  a.conference_id as "conferenceId", a.financement_partiel as "partielAdmis", c.porteur_id as "porteurId",
  o.nom as porteur, o.categorie as "categoriePorteur",
  (select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
    where lb.candidature_id = c.id and lb.sens = 'CHARGE' and lb.compte !~ '^8[67]') as "coutTotal",
  (select coalesce(sum(lp.montant), 0)::text from ligne_plan lp
    where lp.candidature_id = c.id and lp.type = 'RESSOURCES_PROPRES') as "ressourcesPropres",
  (select coalesce(json_agg(distinct i.id), '[]') from (
     select c.instructeur_id as id union select n.note_par from note n where n.candidature_id = c.id) i
   where i.id is not null) as "instructeurIds",
  (select s.etat from scrutin s join point p on p.id = s.point_id
    where p.candidature_id = c.id and s.etat in ('OUVERT', 'CLOS') limit 1) as "etatScrutin",
  ${sqlOrdreDuJour('c')} as "ordreDuJour", ${sqlMembresDuDossier('c', ETATS_VUS_DES_MEMBRES)} as "membreOrganismeIds"
from candidature c join appel_a_projets a on a.id = c.appel_id join organisme o on o.id = c.porteur_id
where c.id = $1`;

/** Loads a file, locked until the end of the transaction: its state and its shares move one act at a time. */
export async function chargerDossier(tx: EntityManager, id: string): Promise<Dossier | null> {
  await tx.query('select 1 from candidature where id = $1 for no key update', [id]);
  const [lu] = await tx.query<LigneDossier[]>(SQL_DOSSIER, [id]);
  if (!lu) return null;
  const [coutTotal, ressourcesPropres] = [BigInt(lu.coutTotal), BigInt(lu.ressourcesPropres)];
  return { ...lu, coutTotal, ressourcesPropres };
}

/** The file as the rights see it; `organismeIds`: the funder for which the agent claims to act. */
export function objetDossier(dossier: Dossier, organismeIds: string[] = []): ObjetHabilite {
  const { porteurId, appelId, conferenceId, membreOrganismeIds, ordreDuJour, etat } = dossier;
  return {
    organismeIds,
    porteurIds: [porteurId],
    appelId,
    conferenceId,
    membreOrganismeIds,
    ordreDuJour,
    restreint: etat === 'BROUILLON',
  };
}
