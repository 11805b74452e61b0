import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { getNamedType, GraphQLID, type GraphQLResolveInfo } from 'graphql';
import { of, type Observable } from 'rxjs';
import { RefusType } from '../graphql/refus.type.js';
import { estUuid } from '../horloge.js';
import { introuvable } from './autoriser.js';

/**
 * What is no identifier names nothing: a mutation then answers as for what does not exist, before any service asks the
 * database. Behind the policy, so that what may not be done is not tried. Refusal: INTROUVABLE.
 */
@Injectable()
export class IdentifiantsIntercepteur implements NestInterceptor {
  intercept(contexte: ExecutionContext, suite: CallHandler): Observable<unknown> {
    if (contexte.getType<string>() !== 'graphql') return suite.handle();
    const gql = GqlExecutionContext.create(contexte);
    const { parentType, fieldName } = gql.getInfo<GraphQLResolveInfo>();
    if (parentType.name !== 'Mutation') return suite.handle();
    const args = gql.getArgs<Record<string, unknown>>();
    const faux = parentType
      .getFields()
      [fieldName]?.args.find(
        ({ name, type }) => getNamedType(type) === GraphQLID && !vide(args[name]) && !estUuid(args[name]),
      );
    return faux ? of(RefusType.depuis(introuvable(faux.name).refus)) : suite.handle();
  }
}

function vide(valeur: unknown): boolean {
  return valeur === undefined || valeur === null;
}
