import type { CodeRefus } from '@tdt/domaine';
import type { Executeur } from '../horloge.js';
import { confier, type ValeursPersonnelles } from './valeurs-personnelles.js';

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
  /** Personal values that the line must be able to prove: kept apart, erasable; the line holds a salted hash of each. */
  personnelles?: ValeursPersonnelles;
  /** Why the act was refused; absent when it was done. */
  refus?: CodeRefus;
}

/** Writes a journal line in the transaction of the act itself: no commit without its line (rule 15). */
export async function journaliser(tx: Executeur, ligne: LigneJournal): Promise<void> {
  const personnelles = ligne.personnelles ? { personnelles: await confier(tx, ligne.personnelles) } : {};
  const donnees = JSON.stringify({ ...ligne.donnees, ...personnelles }, (_cle, valeur: unknown) =>
    typeof valeur === 'bigint' ? valeur.toString() : valeur,
  );
  await tx.query('select journaliser($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)', [
    ligne.chaine,
    ligne.action,
    ligne.acteurId,
    ligne.objetType,
    ligne.objetId,
    ligne.lotId ?? null,
    donnees,
    ligne.refus ? 'REFUSE' : 'ACCEPTE',
    ligne.refus ?? null,
  ]);
}
