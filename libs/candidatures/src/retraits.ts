import { Injectable } from '@nestjs/common';
import { accepter, type Decision } from '@tdt/domaine';
import type { AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';

/** What a downstream context does, or refuses, before a file is withdrawn: release its shares, say why it cannot. */
export type AvantRetrait = (tx: EntityManager, agent: AgentConnu, candidatureId: string) => Promise<Decision<unknown>>;

/**
 * Upstream ignores downstream: whoever hangs money on a file registers here, and runs in the transaction of the withdrawal.
 * The first refusal stops everything.
 */
@Injectable()
export class Retraits {
  readonly #avant: AvantRetrait[] = [];

  /** Called once by the downstream module, when it is initialised. */
  avantRetrait(crochet: AvantRetrait): void {
    this.#avant.push(crochet);
  }

  async liberer(tx: EntityManager, agent: AgentConnu, candidatureId: string): Promise<Decision<unknown>> {
    for (const crochet of this.#avant) {
      const decision = await crochet(tx, agent, candidatureId);
      if (!decision.ok) return decision;
    }
    return accepter();
  }
}
