import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { RequeteIdentifiee } from '../identite/agent.js';
import { dansActe } from './contexte.js';

/** Opens the context of a request, once it is known who asks: everything that it will write in the journal says so. */
@Injectable()
export class ContexteRequete implements NestMiddleware {
  use(requete: Request & RequeteIdentifiee & { id?: unknown }, _reponse: Response, suite: NextFunction): void {
    const requeteId = typeof requete.id === 'string' ? requete.id : null;
    dansActe({ requeteId, agent: requete.agent ?? null, action: null }, suite);
  }
}
