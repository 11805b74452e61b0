import type { Organisme } from '@tdt/acteurs';
import type { Candidature } from '@tdt/candidatures';
import type { Part } from '@tdt/conference';
import {
  accepter,
  estPublique,
  totalMontrable,
  verifierMinimis,
  type AideDeclaree,
  type Decision,
  type Jour,
} from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { siegeantsDe } from './verrous.js';

/** Said instead of the figures when they would tell a funder what one or two others bring (trust.md §3.2, k). */
const SANS_MONTANT = 'Avec celles des autres financeurs publics, les aides de minimis du projet dépassent le plafond.';

type AideEngagee = AideDeclaree & { organismeId: string };

/**
 * The ceiling of the declared de minimis basis on the day of the act (R15). Blocks when what was declared plus this share
 * is already over it; warns, in a French sentence kept with the act, when the shares of the other public funders of the
 * same project carry the sum over it. Private money is no State aid. Refusal: AIDE_ETAT.
 */
export async function controlerAideEtat(
  tx: EntityManager,
  candidature: Candidature,
  part: Part,
  financeur: Organisme,
  jour: Jour,
): Promise<Decision<string[]>> {
  const base = candidature.regimeAide;
  if (base === null || !estPublique(financeur.categorie)) return accepter([]);
  const declarees = await aides(tx, 'select date::text, montant::text from aide_declaree where candidature_id = $1', [
    candidature.id,
  ]);
  const seule = verifierMinimis(base, jour, declarees, part.montant);
  if (!seule.ok) return { ok: false, refus: { ...seule.refus, chemin: 'partId' } };
  const engagees = await engageesParAutrui(tx, candidature.id, part.id);
  const ensemble = verifierMinimis(base, jour, [...declarees, ...engagees], part.montant);
  if (ensemble.ok) return accepter([]);
  const visible = (await siegeantsDe(tx, candidature.id)).includes(financeur.id);
  const total = totalMontrable(engagees.map(({ organismeId, montant }) => ({ organismeId, montant, visible })));
  return accepter([total === null ? SANS_MONTANT : ensemble.refus.message]);
}

async function engageesParAutrui(tx: EntityManager, candidatureId: string, partId: string): Promise<AideEngagee[]> {
  const lignes = await tx.query<
    { date: Jour; montant: string; organismeId: string; categorie: Organisme['categorie'] }[]
  >(
    `select g.date_acte::text as date, p.montant::text, p.financeur_id as "organismeId", o.categorie
       from part p join engagement g on g.part_id = p.id and g.sens = 'ENGAGEMENT' join organisme o on o.id = p.financeur_id
      where p.candidature_id = $1 and p.id <> $2 and p.etat in ('ENGAGEE', 'CONVENTIONNEE', 'PARTIELLEMENT_VERSEE', 'VERSEE')`,
    [candidatureId, partId],
  );
  return lignes.filter((l) => estPublique(l.categorie)).map((l) => ({ ...l, montant: BigInt(l.montant) }));
}

async function aides(tx: EntityManager, sql: string, parametres: string[]): Promise<AideDeclaree[]> {
  const lignes = await tx.query<{ date: Jour; montant: string }[]>(sql, parametres);
  return lignes.map((l) => ({ date: l.date, montant: BigInt(l.montant) }));
}
