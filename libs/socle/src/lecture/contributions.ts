import { totalMontrable, type Centimes } from '@tdt/domaine';
import type { VisibleSql } from './definition.js';

/** A contribution as PostgreSQL gives it: the amount as text, since JSON numbers lose centimes. */
export interface ContributionLue {
  organismeId: string;
  montant: string;
  visible: boolean;
}

/**
 * JSON of what each organisation brings to a total: the rows of the type `nom` under alias `l`, and which of them the agent
 * may see one by one. `montant`: SQL expression; `depuis`: the FROM clause and its conditions.
 */
export function sqlContributions(nom: string, montant: string, depuis: string, visible: VisibleSql): string {
  return `select coalesce(json_agg(json_build_object('organismeId', l.financeur_id, 'montant', (${montant})::text,
    'visible', ${visible(nom, 'l')})), '[]') from ${depuis}`;
}

/** Their total, or null when it would tell an amount that the agent may not see. */
export function totalLu(contributions: readonly ContributionLue[]): Centimes | null {
  return totalMontrable(contributions.map((c) => ({ ...c, montant: BigInt(c.montant) })));
}
