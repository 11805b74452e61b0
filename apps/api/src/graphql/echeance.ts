import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import { throwError, timeout, type Observable } from 'rxjs';

/** Longest a read may take. Each of its statements is also ended by the database after five seconds. */
export const ECHEANCE_LECTURE_MS = 10_000;

/**
 * Ends the wait for a read that takes too long. An act has no such end: it is bounded by the time-outs of its transaction,
 * and an answer that says nothing of what was written would be worse than a late one.
 */
@Injectable()
export class EcheanceLecture implements NestInterceptor {
  intercept(contexte: ExecutionContext, suite: CallHandler): Observable<unknown> {
    if (contexte.getType<string>() !== 'graphql') return suite.handle();
    const info = GqlExecutionContext.create(contexte).getInfo<GraphQLResolveInfo>();
    if (info.operation.operation !== 'query') return suite.handle();
    const trop = () =>
      throwError(
        () =>
          new GraphQLError('Cette lecture prend trop de temps : demandez moins de lignes à la fois.', {
            extensions: { code: 'LIMITE_DEPASSEE', chemin: '' },
          }),
      );
    return suite.handle().pipe(timeout({ each: ECHEANCE_LECTURE_MS, with: trop }));
  }
}
