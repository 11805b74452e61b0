import { liensParConference, sqlMembreDe } from '../portee-sql.js';

/**
 * Ties of the rows of a round. `tour` is an SQL expression of its id for the row under alias `a`; every alias starts with
 * `l`, which no generated statement uses.
 */
type ParAlias = (a: string) => string;

/** The conference, the call and the member organisations of a row whose round is given. */
export function liensParTour(tour: ParAlias) {
  return liensParConference(
    (a) =>
      `(select lse.conference_id from tour lto join seance lse on lse.id = lto.seance_id where lto.id = ${tour(a)})`,
  );
}

const conferenceDuTour = (tour: string, predicat: string) =>
  `exists (select 1 from tour lto join seance lse on lse.id = lto.seance_id where lto.id = ${tour} and ${predicat})`;

const deportSur = (tour: string, p: string, projet: string) =>
  `exists (select 1 from tour_projet ltp join deport lde on lde.point_id = ltp.point_id
     join membre lmd on lmd.id = lde.membre_id
     where ltp.tour_id = ${tour} and lmd.organisme_id = ${p} and ${projet})`;

/** A member that has left the table for this project learns nothing of what the others bring to it (R23). */
export function membreSansDeport(tour: ParAlias, candidature: ParAlias) {
  return (a: string, p: string) =>
    `${conferenceDuTour(tour(a), sqlMembreDe('lse.conference_id', p))}
     and not ${deportSur(tour(a), p, `ltp.candidature_id = ${candidature(a)}`)}`;
}

/** Same, for what says everything about all the projects of the round at once. */
export function membreSansAucunDeport(tour: ParAlias) {
  return (a: string, p: string) =>
    `${conferenceDuTour(tour(a), sqlMembreDe('lse.conference_id', p))} and not ${deportSur(tour(a), p, 'true')}`;
}

/** True while the bid of id `annonce` is its funder's alone: before the reveal, and for ever if it did not stand then. */
export function sqlSousScelle(annonce: string): string {
  return `exists (select 1 from annonce lan join tour lto on lto.id = lan.tour_id
    where lan.id = ${annonce} and (lto.etat <> 'REVELE' or lan.etat <> 'SCELLEE'))`;
}
