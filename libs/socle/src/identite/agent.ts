import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { AgentHabilite } from '@tdt/domaine';
import type { SessionCourante } from './sessions.js';

/** Who asks: a person with the habilitations valid at the instant of the request, or an anonymous visitor. */
export type Agent = AgentHabilite;

/** An agent who is somebody: what every act needs. */
export type AgentConnu = Agent & { utilisateurId: string };

export function estConnu(agent: Agent): agent is AgentConnu {
  return agent.utilisateurId !== null;
}

export interface RequeteIdentifiee {
  agent?: Agent;
  /** The session by which the agent came, with its secret; absent for an API token. */
  session?: SessionCourante & { secret: string };
  headers: Record<string, string | string[] | undefined>;
}

/** The agent of the request, in a GraphQL resolver or a REST controller. */
export const AgentCourant = createParamDecorator((_donnees: unknown, contexte: ExecutionContext): Agent => {
  const requete =
    contexte.getType<string>() === 'graphql'
      ? GqlExecutionContext.create(contexte).getContext<{ req: RequeteIdentifiee }>().req
      : contexte.switchToHttp().getRequest<RequeteIdentifiee>();
  if (!requete.agent) throw new Error('requête sans agent : le contrôle d’identité n’a pas été monté');
  return requete.agent;
});
