import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Agent } from '../identite/index.js';

/** Who follows something, for as long as it lasts. */
export interface Suivi {
  /** The agent with his rights of now; null, and his connection ends, when his session or his token is over. */
  agent(): Promise<Agent | null>;
}

/** The follower, in a subscription. */
export const SuiviCourant = createParamDecorator((_donnees: unknown, contexte: ExecutionContext): Suivi => {
  const { suivi } = GqlExecutionContext.create(contexte).getContext<{ suivi?: Suivi }>();
  if (!suivi) throw new Error('abonnement hors du canal direct');
  return suivi;
});
