import {
  applyDecorators,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { DROITS, exigerFraicheur, type Action } from '@tdt/domaine';
import { of, type Observable } from 'rxjs';
import { RefusType } from '../graphql/refus.type.js';
import type { Agent, RequeteIdentifiee } from './agent.js';

export const CLE_HABILITE = 'tdt:habilite';

const CLE_AUTRES = 'tdt:habilite:autres';

/**
 * Declares the action that a query or mutation is. An operation without it stops the application at boot. `autres`: rights
 * that may open it too, when the object decides which of them is asked for.
 */
export function Habilite(action: Action, ...autres: Action[]): MethodDecorator {
  return applyDecorators(SetMetadata(CLE_HABILITE, action), SetMetadata(CLE_AUTRES, autres)) as MethodDecorator;
}

/** Is there at least one right by which this agent could do the action on some object? */
export function peutEtreHabilite(agent: Agent, action: Action): boolean {
  return DROITS.some(
    (droit) =>
      droit.action === action && (droit.role === 'PUBLIC' || agent.habilitations.some((h) => h.role === droit.role)),
  );
}

/**
 * The outer wall: an agent with no role for an action does not reach the service, whatever the service checks.
 * The decision itself is taken by the service, on the object it has loaded and locked. Reads have their own wall, the scope
 * written into the SQL: for them an absent right is an empty answer.
 */
@Injectable()
export class PolitiqueIntercepteur implements NestInterceptor {
  constructor(private readonly reflecteur: Reflector) {}

  intercept(contexte: ExecutionContext, suite: CallHandler): Observable<unknown> {
    if (contexte.getType<string>() !== 'graphql') return suite.handle();
    const action = this.reflecteur.get<Action | undefined>(CLE_HABILITE, contexte.getHandler());
    const gql = GqlExecutionContext.create(contexte);
    const parent = gql.getInfo<{ parentType: { name: string } }>().parentType.name;
    if (parent !== 'Mutation') return suite.handle();
    const { agent, session } = gql.getContext<{ req: RequeteIdentifiee }>().req;
    if (!agent || agent.utilisateurId === null) {
      return of(RefusType.depuis({ code: 'NON_AUTHENTIFIE', message: 'Connectez-vous pour continuer.' }));
    }
    if (session && session.organismeId === null && agent.habilitations.length === 0) {
      const message = 'Choisissez d’abord l’organisme pour lequel vous agissez.';
      return of(RefusType.depuis({ code: 'INTERDIT', message, chemin: 'X-Organisme' }));
    }
    const autres = this.reflecteur.get<Action[] | undefined>(CLE_AUTRES, contexte.getHandler()) ?? [];
    if (!action || ![action, ...autres].some((a) => peutEtreHabilite(agent, a))) {
      return of(RefusType.depuis({ code: 'INTERDIT', message: 'Votre habilitation ne permet pas cette opération.' }));
    }
    // A session outlives by hours the moment when its holder proved who he is; an API token has no such moment.
    const fraicheur = session && exigerFraicheur(action, session.authentifieLe, session.instant);
    return fraicheur && !fraicheur.ok ? of(RefusType.depuis(fraicheur.refus)) : suite.handle();
  }
}
