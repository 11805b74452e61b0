import type { EntityManager } from 'typeorm';

/** One line of the journal: who did what to which object. `donnees` holds ids and amounts, never personal values. */
export interface LigneJournal {
  /** Object whose chain the line joins: `candidature:<id>`, `enveloppe:<id>`, `seance:<id>` … */
  chaine: string;
  action: string;
  acteurId: string | null;
  objetType: string;
  objetId: string;
  lotId?: string | null;
  donnees?: Record<string, unknown>;
}

/** Writes a journal line in the transaction of the act itself: no commit without its line (rule 15). */
export async function journaliser(tx: EntityManager, ligne: LigneJournal): Promise<void> {
  const donnees = JSON.stringify(ligne.donnees ?? {}, (_cle, valeur: unknown) =>
    typeof valeur === 'bigint' ? valeur.toString() : valeur,
  );
  await tx.query('select journaliser($1, $2, $3, $4, $5, $6, $7::jsonb)', [
    ligne.chaine,
    ligne.action,
    ligne.acteurId,
    ligne.objetType,
    ligne.objetId,
    ligne.lotId ?? null,
    donnees,
  ]);
}
