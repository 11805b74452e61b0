/**
 * SQL of the ties between the rows of this context and those who may see them. The aliases start with `l`: no statement of
 * the reading engine uses them.
 */

/** Organisation `p` has a seat today in the conference `conference`, an SQL expression. */
export function sqlMembreDe(conference: string, p: string): string {
  return `exists (select 1 from membre lm where lm.conference_id = ${conference} and lm.organisme_id = ${p}
    and lm.debut <= (maintenant() at time zone 'Europe/Paris')::date
    and (lm.fin is null or lm.fin >= (maintenant() at time zone 'Europe/Paris')::date))`;
}

/** Call `p` is examined by the conference `conference`. */
export function sqlAppelDe(conference: string, p: string): string {
  return `exists (select 1 from appel_a_projets la where la.conference_id = ${conference} and la.id = ${p})`;
}

/** The conference, the call and the member organisations tied to a row whose conference is given by an SQL expression. */
export function liensParConference(conference: (a: string) => string) {
  return {
    conference: (a: string, p: string) => `${conference(a)} = ${p}`,
    appel: (a: string, p: string) => sqlAppelDe(conference(a), p),
    membre: (a: string, p: string) => sqlMembreDe(conference(a), p),
  };
}

/** Members with a seat on the day of the session, as the rules of the session read them. */
const MEMBRES = (s: string) => `(select coalesce(json_agg(json_build_object('id', qm.id, 'organismeId', qm.organisme_id,
    'voix', qm.voix, 'president', qm.president, 'vicePresident', qm.vice_president, 'titulaireId', qm.titulaire_id,
    'suppleantId', qm.suppleant_id)), '[]')
  from membre qm where qm.conference_id = ${s}.conference_id
    and qm.debut <= (${s}.prevue_le at time zone 'Europe/Paris')::date
    and (qm.fin is null or qm.fin >= (${s}.prevue_le at time zone 'Europe/Paris')::date))`;

const EMARGEMENTS = (s: string) => `(select coalesce(json_agg(json_build_object('membreId', qe.membre_id,
    'utilisateurId', qe.utilisateur_id, 'qualite', qe.qualite, 'mode', qe.mode)), '[]')
  from emargement qe where qe.seance_id = ${s}.id)`;

const POUVOIRS = (s: string) => `(select coalesce(json_agg(json_build_object('mandantId', qp.mandant_id,
    'mandataireId', qp.mandataire_id)), '[]') from pouvoir qp where qp.seance_id = ${s}.id)`;

const REGLEMENT = (s: string) => `(select json_build_object('quorumNumerateur', qc.quorum_numerateur,
    'quorumDenominateur', qc.quorum_denominateur, 'deportHorsQuorum', qc.deport_hors_quorum)
  from conference qc where qc.id = ${s}.conference_id)`;

/** What `constaterQuorum` of the domain needs, for the session of alias `s`. */
export function sqlPresence(s: string): string {
  return sqlPresenceAvec(s, `'[]'::json`);
}

function sqlPresenceAvec(s: string, deports: string): string {
  return `json_build_object('membres', ${MEMBRES(s)}, 'emargements', ${EMARGEMENTS(s)}, 'pouvoirs', ${POUVOIRS(s)},
    'reglement', ${REGLEMENT(s)}, 'deports', ${deports}, 'sansQuorum', ${s}.sans_quorum)`;
}

/** The same for the item of alias `a`, with its déports. */
export function sqlPresencePoint(a: string): string {
  const deports = `(select coalesce(json_agg(json_build_object('membreId', qd.membre_id)), '[]')
    from deport qd where qd.point_id = ${a}.id)`;
  return `(select ${sqlPresenceAvec('qs', deports)} from seance qs where qs.id = ${a}.seance_id)`;
}
