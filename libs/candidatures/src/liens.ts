import { ETATS_INSTRUITS, type EtatCandidature } from '@tdt/domaine';

/** Funders that a convention of a file binds, or awaits: who joins it by an avenant may sit in no conference (R46). */
const SIGNATURES = `signature lsg join convention lv on lv.id = lsg.convention_id and lsg.qualite_partie = 'FINANCEUR'
        and not (lv.etat = 'CADUQUE' and lv.avenant_de_id is not null)`;

/**
 * True when organisation `p` sits today in the conference that examines the file under alias `a`, or is asked by the file
 * for money, or for its signature, the file is at one of these stages, and it is in déport on none of
 * its points (R23). trust.md §3.2 says "if solicited or on agenda": the members prepare their shares before the agenda is
 * drawn up from them (R18), so a seat in the conference is enough.
 */
export function sqlMembreSansDeport(a: string, p: string, etats: readonly EtatCandidature[]): string {
  const liste = etats.map((etat) => `'${etat}'`).join(', ');
  return `${a}.etat in (${liste}) and (${sqlSiege(a, p)} or exists (
      select 1 from ligne_plan llp where llp.candidature_id = ${a}.id and llp.financeur_id = ${p}) or exists (
      select 1 from ${SIGNATURES} where lv.candidature_id = ${a}.id and lsg.organisme_id = ${p}))
    and not exists (select 1 from deport ld join point lp on lp.id = ld.point_id join membre ldm on ldm.id = ld.membre_id
                    where lp.candidature_id = ${a}.id and ldm.organisme_id = ${p})`;
}

function sqlSiege(a: string, p: string): string {
  return `exists (
    select 1 from membre lm join appel_a_projets lap on lap.conference_id = lm.conference_id
    where lap.id = ${a}.appel_id and lm.organisme_id = ${p} and lm.debut <= (maintenant() at time zone 'Europe/Paris')::date
      and (lm.fin is null or lm.fin >= (maintenant() at time zone 'Europe/Paris')::date))`;
}

const INSTRUITS = ETATS_INSTRUITS.map((etat) => `'${etat}'`).join(', ');

/** The file under alias `a` may be put on an agenda, its opinion being given, or has been on one. */
export function sqlOrdreDuJour(a: string): string {
  return `(${a}.etat in (${INSTRUITS}) or exists (select 1 from point lpo where lpo.candidature_id = ${a}.id))`;
}

/** Array of the organisations for which the above is true: what `ObjetHabilite.membreOrganismeIds` holds. */
export function sqlMembresDuDossier(a: string, etats: readonly EtatCandidature[]): string {
  return `array(select candidat.organisme_id from (
      select m.organisme_id from membre m join appel_a_projets map on map.conference_id = m.conference_id where map.id = ${a}.appel_id
      union select mlp.financeur_id from ligne_plan mlp where mlp.candidature_id = ${a}.id and mlp.financeur_id is not null
      union select lsg.organisme_id from ${SIGNATURES} where lv.candidature_id = ${a}.id) candidat
    where ${sqlMembreSansDeport(a, 'candidat.organisme_id', etats)})`;
}
