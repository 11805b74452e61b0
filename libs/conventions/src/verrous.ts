import { Candidature, sqlMembresDuDossier, sqlOrdreDuJour } from '@tdt/candidatures';
import { Part } from '@tdt/conference';
import { ETATS_PART_VOTES, ETATS_VUS_DES_MEMBRES, type ObjetHabilite } from '@tdt/domaine';
import { estUuid } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';

const VERROU = { mode: 'for_no_key_update' } as const;

/** Locks a candidature: whatever happens to its shares or its convention happens one act after the other. */
export function verrouillerCandidature(tx: EntityManager, id: string): Promise<Candidature | null> {
  return tx.findOne(Candidature, { where: { id }, lock: VERROU });
}

/** Locks the candidature of a share, then the share: the same order as everywhere, so that nothing deadlocks. */
export async function verrouillerPart(
  tx: EntityManager,
  id: string,
): Promise<{ part: Part; candidature: Candidature } | null> {
  const vue = await tx.findOneBy(Part, { id });
  const candidature = vue && (await verrouillerCandidature(tx, vue.candidatureId));
  const part = candidature && (await tx.findOne(Part, { where: { id }, lock: VERROU }));
  return part ? { part, candidature } : null;
}

/** Locks every share of a candidature, in id order. */
export function verrouillerParts(tx: EntityManager, candidatureId: string): Promise<Part[]> {
  return tx.find(Part, { where: { candidatureId }, order: { id: 'ASC' }, lock: VERROU });
}

/** Locks the candidature of a convention, then the convention. */
export async function verrouillerConvention(
  tx: EntityManager,
  id: string,
): Promise<{ convention: Convention; candidature: Candidature } | null> {
  // An argument of its own, without the shape that inputs check: any other text names nothing.
  const vue = estUuid(id) ? await tx.findOneBy(Convention, { id }) : null;
  const candidature = vue && (await verrouillerCandidature(tx, vue.candidatureId));
  const convention = candidature && (await tx.findOne(Convention, { where: { id }, lock: VERROU }));
  return convention ? { convention, candidature } : null;
}

interface LiensDuDossier {
  porteur: string;
  appel: string;
  conference: string | null;
  ordreDuJour: boolean;
  /** Members of the conference and funders that it asks for money … */
  membres: string[];
  /** … and the members alone, who see the shares once voted. */
  siegeants: string[];
}

/** Organisations that sit today in the conference of call `a` and are in déport on no item of file `c` (R23). */
const SIEGEANTS = `array(select m.organisme_id from membre m where m.conference_id = a.conference_id
    and m.debut <= (maintenant() at time zone 'Europe/Paris')::date
    and (m.fin is null or m.fin >= (maintenant() at time zone 'Europe/Paris')::date)
    and not exists (select 1 from deport d join point p on p.id = d.point_id
                    where p.candidature_id = c.id and d.membre_id = m.id))`;

/** What the rights on a file depend on, read with it: applicant, call, conference and its members that are not in déport. */
async function lireLiens(tx: EntityManager, candidatureId: string): Promise<LiensDuDossier | undefined> {
  const [liens] = await tx.query<LiensDuDossier[]>(
    `select c.porteur_id as porteur, c.appel_id as appel, a.conference_id as conference,
            ${sqlOrdreDuJour('c')} as "ordreDuJour", ${SIEGEANTS} as siegeants,
            ${sqlMembresDuDossier('c', ETATS_VUS_DES_MEMBRES)} as membres
       from candidature c join appel_a_projets a on a.id = c.appel_id where c.id = $1`,
    [candidatureId],
  );
  return liens;
}

async function liensDuDossier(tx: EntityManager, candidatureId: string): Promise<ObjetHabilite> {
  const liens = await lireLiens(tx, candidatureId);
  if (!liens) return {};
  return {
    porteurIds: [liens.porteur],
    appelId: liens.appel,
    conferenceId: liens.conference,
    membreOrganismeIds: liens.membres,
    ordreDuJour: liens.ordreDuJour,
  };
}

/** Organisations that see the voted shares of this file: the members of its conference, none in déport on it. */
export async function siegeantsDe(tx: EntityManager, candidatureId: string): Promise<string[]> {
  return (await lireLiens(tx, candidatureId))?.siegeants ?? [];
}

/** The share as the rights matrix sees it: it belongs to its funder, and is his secret until the vote. */
export async function objetDePart(tx: EntityManager, part: Part): Promise<ObjetHabilite> {
  const liens = await liensDuDossier(tx, part.candidatureId);
  const membreOrganismeIds = await siegeantsDe(tx, part.candidatureId);
  return {
    ...liens,
    membreOrganismeIds,
    organismeIds: [part.financeurId],
    restreint: !ETATS_PART_VOTES.includes(part.etat),
  };
}

/** The candidature as the rights matrix sees it. */
export async function objetDeCandidature(tx: EntityManager, candidature: Candidature): Promise<ObjetHabilite> {
  const liens = await liensDuDossier(tx, candidature.id);
  return {
    ...liens,
    organismeIds: [candidature.porteurId],
    restreint: candidature.deposeLe === null && candidature.recueLe === null,
  };
}

/** The shares that a convention commits: those of its funder in a set, those of all otherwise. */
export function desParties({
  candidatureId,
  financeurId,
}: Pick<Convention, 'candidatureId' | 'financeurId'>): Partial<Pick<Part, 'candidatureId' | 'financeurId'>> {
  return financeurId === null ? { candidatureId } : { candidatureId, financeurId };
}

/** The funders that have had to sign this convention, and those that an avenant in signature asks to join it (R46). */
const SIGNATAIRES = `select s.organisme_id as "organismeId" from signature s join convention v on v.id = s.convention_id
  where s.qualite_partie = 'FINANCEUR' and (v.id = $1 and not (v.etat = 'CADUQUE' and v.avenant_de_id is not null)
    or v.avenant_de_id = $1 and v.etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE'))`;

/**
 * The convention as the rights matrix sees it: it belongs to its parties, to whoever has had to sign it, and to whoever has
 * to sign the avenant in signature that changes it.
 */
export async function objetDeConvention(
  tx: EntityManager,
  convention: Pick<Convention, 'id' | 'candidatureId' | 'financeurId'>,
): Promise<ObjetHabilite> {
  const { id: conventionId, candidatureId } = convention;
  const liens = await liensDuDossier(tx, candidatureId);
  const parts = await tx.findBy(Part, desParties(convention));
  const parties = parts.filter((part) => ETATS_PART_VOTES.includes(part.etat)).map((part) => part.financeurId);
  const signataires = await tx.query<{ organismeId: string }[]>(SIGNATAIRES, [conventionId]);
  return { ...liens, organismeIds: [...new Set([...parties, ...signataires.map((s) => s.organismeId)])] };
}

/** The convention of this id with its bytes, for whoever may be shown it; null for a text that is no id. */
export function trouverConvention(tx: EntityManager, id: string): Promise<Convention | null> {
  if (!estUuid(id)) return Promise.resolve(null);
  return tx
    .createQueryBuilder(Convention, 'convention')
    .addSelect(['convention.pdf', 'convention.cachet'])
    .where('convention.id = :id', { id })
    .getOne();
}
