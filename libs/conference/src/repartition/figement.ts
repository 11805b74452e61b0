import type { DemandeFigement, EnveloppeDeTour, NaturePart } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import type { Part } from '../part.entity.js';
import { Scrutin } from '../scrutin.entity.js';
import type { TourCharge } from './chargement-tour.js';
import type { Donnees } from './instance.js';
import { verrouillerParts, type LigneAFiger } from './parts-figees.js';
import type { PlanCalcule } from './plan-calcule.js';
import { mobilisable } from './projets-annonces.js';

/** What the freezing decides on, read under the locks of the files, their shares and the envelopes. */
export interface Figement extends DemandeFigement {
  lignes: LigneAFiger[];
  parts: Part[];
}

interface DossierLu {
  id: string;
  inscrit: boolean;
  nature: NaturePart;
}

/** Files, shares, envelopes: each in id order, so that no two acts wait for each other. */
export async function aFiger(
  tx: EntityManager,
  { tour, charge, projets }: TourCharge,
  donnees: Donnees,
  plan: PlanCalcule,
): Promise<Figement> {
  const ids = projets.map((p) => p.candidatureId);
  const dossiers = await tx.query<DossierLu[]>(
    `select id, etat = 'INSCRIT_EN_SEANCE' as inscrit, coalesce(nature, 'FONCTIONNEMENT') as nature
     from candidature where id = any ($1::uuid[]) order by id for no key update`,
    [ids],
  );
  const parts = await verrouillerParts(tx, ids);
  const scrutins = await tx
    .createQueryBuilder(Scrutin, 'sc')
    .where(`sc.etat <> 'ANNULE'`)
    .andWhere('sc.point_id = any (:ids)', { ids: projets.map((p) => p.pointId) })
    .getMany();
  return {
    etatSeance: charge.seance.etat,
    etatTour: tour.etat,
    etatsScrutins: scrutins.map((s) => s.etat),
    candidaturesInscrites: dossiers.filter((d) => d.inscrit).map((d) => d.id),
    lignes: lignesAFiger(donnees, plan, dossiers),
    parts: parts.filter((p) => dossiers.some((d) => d.inscrit && d.id === p.candidatureId)),
    enveloppes: await enveloppesDuTour(tx, tour.id, donnees),
  };
}

function lignesAFiger({ enveloppes }: Donnees, { lignes }: PlanCalcule, dossiers: DossierLu[]): LigneAFiger[] {
  return lignes.flatMap(({ projet: candidatureId, enveloppe: enveloppeId, montant }) => {
    const enveloppe = enveloppes.get(enveloppeId);
    const annonce = enveloppe?.lignes.find((l) => l.candidatureId === candidatureId);
    if (montant === 0n || !enveloppe || !annonce) return [];
    // A funder's announcement is its agreement up to its maximum: no plan goes beyond it.
    if (montant > BigInt(annonce.maximum)) throw new Error(`Plan au-delà de l’accord de l’enveloppe ${enveloppeId}`);
    const { financeurId, dispositif } = enveloppe;
    const nature = dossiers.find((d) => d.id === candidatureId)?.nature ?? 'FONCTIONNEMENT';
    const { condition } = annonce;
    return [{ candidatureId, financeurId, enveloppeId, dispositif, montant, nature, condition }];
  });
}

async function enveloppesDuTour(
  tx: EntityManager,
  tourId: string,
  { enveloppes }: Donnees,
): Promise<EnveloppeDeTour[]> {
  const lues = await tx.query<{ id: string; statut: string }[]>(
    'select id, statut from enveloppe where id = any ($1::uuid[]) order by id for no key update',
    [[...enveloppes.keys()]],
  );
  const resultat: EnveloppeDeTour[] = [];
  for (const { id, statut } of lues) {
    const financeur = enveloppes.get(id)?.financeur ?? '';
    resultat.push({ id, statut, financeur, mobilisable: await mobilisable(tx, id, tourId) });
  }
  return resultat;
}
