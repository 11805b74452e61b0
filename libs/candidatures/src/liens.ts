import type { EtatCandidature } from '@tdt/domaine';

/**
 * True when organisation `p` is a member today of the conference that examines the file under alias `a`, the file is at one
 * of these stages, and the member is in déport on none of its points (R23).
 */
export function sqlMembreSansDeport(a: string, p: string, etats: readonly EtatCandidature[]): string {
  const liste = etats.map((etat) => `'${etat}'`).join(', ');
  return `${a}.etat in (${liste}) and exists (
    select 1 from membre lm join appel_a_projets lap on lap.conference_id = lm.conference_id
    where lap.id = ${a}.appel_id and lm.organisme_id = ${p} and lm.debut <= (maintenant() at time zone 'Europe/Paris')::date
      and (lm.fin is null or lm.fin >= (maintenant() at time zone 'Europe/Paris')::date)
      and not exists (select 1 from deport ld join point lp on lp.id = ld.point_id
                      where lp.candidature_id = ${a}.id and ld.membre_id = lm.id))`;
}
