import type { EntityManager } from 'typeorm';

/** The classes of funders of a call, as one text: equal trees give equal texts. `a` is the alias of the call. */
const ARBRE = (a: string) => `(select coalesce(json_agg(json_build_object('code', cf.code, 'parent', cf.parent,
    'categories', cf.categories) order by cf.code)::text, '') from classe_financeur cf where cf.appel_id = ${a}.id)`;

/** Do the calls of this session's plans share one tree of classes? A class must hold the same funders for every project. */
export async function classesCommunes(tx: EntityManager, seanceId: string): Promise<boolean> {
  const [ligne] = await tx.query<{ arbres: number }[]>(
    `select count(distinct ${ARBRE('a')})::int as arbres
     from point p join candidature c on c.id = p.candidature_id join appel_a_projets a on a.id = c.appel_id
     where p.seance_id = $1`,
    [seanceId],
  );
  return (ligne?.arbres ?? 0) <= 1;
}
