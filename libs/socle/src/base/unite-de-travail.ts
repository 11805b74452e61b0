import { Injectable } from '@nestjs/common';
import type { Decision, Refus } from '@tdt/domaine';
import { DataSource, type EntityManager } from 'typeorm';
import { poserContexte } from '../journal/contexte.js';
import { prendreCle, type CleActe } from '../rejeu/cle.js';
import { CleOccupee, inscrire, retenir } from '../rejeu/registre.js';

/** deadlock_detected, lock_not_available, serialization_failure: the database asks to try again. */
const A_REESSAYER = new Set(['40P01', '55P03', '40001']);
const ESSAIS_MAX = 5;

class RefusDansTransaction extends Error {
  constructor(readonly refus: Refus) {
    super(refus.message);
  }
}

function attendre(ms: number): Promise<void> {
  return new Promise((suite) => setTimeout(suite, ms));
}

/** The SQLSTATE of an error thrown by pg, wrapped or not by TypeORM. */
export function sqlstate(erreur: unknown): string | undefined {
  const e = erreur as { code?: unknown; driverError?: { code?: unknown } } | null;
  const code = e?.driverError?.code ?? e?.code;
  return typeof code === 'string' ? code : undefined;
}

/** The constraint that an error of pg names, if any. */
export function contrainte(erreur: unknown): string | undefined {
  const e = erreur as { constraint?: unknown; driverError?: { constraint?: unknown } } | null;
  const nom = e?.driverError?.constraint ?? e?.constraint;
  return typeof nom === 'string' ? nom : undefined;
}

/**
 * One act = one transaction. Inside it, always the same four steps: lock, read, decide, write.
 * A refusal rolls back whatever was written, so that "refused" can never mean "half done".
 */
@Injectable()
export class UniteDeTravail {
  constructor(private readonly source: DataSource) {}

  /**
   * Runs `acte` in a transaction at READ COMMITTED; a lock conflict is tried again up to five times, with growing pauses.
   * Inside a mutation, the key of the act is entered first and its answer last: all three are committed, or none.
   */
  executer<Fait>(acte: (tx: EntityManager) => Promise<Decision<Fait>>): Promise<Decision<Fait>> {
    return this.essayer(prendreCle(), acte);
  }

  /** Same, for what an act has to look at before its own transaction, because it then works with no lock held. */
  consulter<Fait>(regard: (tx: EntityManager) => Promise<Decision<Fait>>): Promise<Decision<Fait>> {
    return this.essayer(null, regard);
  }

  private async essayer<Fait>(
    cle: CleActe | null,
    acte: (tx: EntityManager) => Promise<Decision<Fait>>,
  ): Promise<Decision<Fait>> {
    for (let essai = 1; ; essai += 1) {
      try {
        return await this.source.transaction(async (tx) => {
          if (cle) await inscrire(tx, cle);
          await poserContexte(tx);
          const decision = await acte(tx);
          if (!decision.ok) throw new RefusDansTransaction(decision.refus);
          if (cle) await retenir(tx, cle, decision.fait);
          return decision;
        });
      } catch (erreur) {
        if (erreur instanceof RefusDansTransaction) return { ok: false, refus: erreur.refus };
        const passager = erreur instanceof CleOccupee || A_REESSAYER.has(sqlstate(erreur) ?? '');
        if (essai >= ESSAIS_MAX || !passager) throw erreur;
        await attendre(20 * 2 ** essai);
      }
    }
  }
}
