import type { Enveloppe } from '@tdt/appels';
import type { CategorieOrganisme, ProjetAnnonce } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import type { TourCharge } from './chargement-tour.js';

interface LigneProjet {
  candidatureId: string;
  appelId: string;
  titre: string;
  categoriePorteur: CategorieOrganisme;
  coutTotal: string;
  memeDispositif: boolean;
}

const SQL_PROJETS = `select c.id as "candidatureId", c.appel_id as "appelId", c.titre,
    o.categorie as "categoriePorteur",
    (select coalesce(sum(lb.montant), 0)::text from ligne_budget lb
      where lb.candidature_id = c.id and lb.sens = 'CHARGE' and lb.compte !~ '^8[67]') as "coutTotal",
    exists (select 1 from annonce a join enveloppe e on e.id = a.enveloppe_id
      join ligne_annonce la on la.annonce_id = a.id and la.candidature_id = c.id
      where a.tour_id = tp.tour_id and a.etat = 'SCELLEE' and a.financeur_id = $2 and a.enveloppe_id <> $3
        and e.dispositif = $4) as "memeDispositif"
  from tour_projet tp join candidature c on c.id = tp.candidature_id join organisme o on o.id = c.porteur_id
  where tp.tour_id = $1 order by tp.rang`;

/** The projects of the round as this funder may announce on them with this envelope. */
export async function projetsAnnonces(
  tx: EntityManager,
  { tour, charge, projets }: TourCharge,
  { id, financeurId, dispositif }: Enveloppe,
): Promise<ProjetAnnonce[]> {
  const lus = await tx.query<LigneProjet[]>(SQL_PROJETS, [tour.id, financeurId, id, dispositif]);
  const sieges = charge.membres.filter((m) => m.organismeId === financeurId).map((m) => m.id);
  const pointsQuittes = new Set(charge.deports.filter((d) => sieges.includes(d.membreId)).map((d) => d.pointId));
  const quittes = new Set(projets.filter((p) => pointsQuittes.has(p.pointId)).map((p) => p.candidatureId));
  return lus.map((lu) => ({ ...lu, coutTotal: BigInt(lu.coutTotal), deporte: quittes.has(lu.candidatureId) }));
}

/**
 * What this envelope may still give to the projects of the round, in cents: what is available, and what is kept for shares
 * of these very projects, which a frozen proposition replaces.
 */
export async function mobilisable(tx: EntityManager, enveloppeId: string, tourId: string): Promise<bigint> {
  const [ligne] = await tx.query<{ montant: string }[]>(
    `select coalesce(sum(c.solde), 0)::text as montant from compte c left join part p on p.id = c.part_id
     where c.enveloppe_id = $1 and (c.nature = 'DISPONIBLE' or c.nature = 'RESERVE'
       and p.etat in ('PRESSENTIE', 'ANNONCEE', 'PROPOSEE')
       and p.candidature_id in (select candidature_id from tour_projet where tour_id = $2))`,
    [enveloppeId, tourId],
  );
  return BigInt(ligne?.montant ?? '0');
}
