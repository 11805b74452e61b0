import { Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { RequeteIdentifiee } from './agent.js';
import { Jetons } from './jetons.js';

const FORME = /^Bearer ([A-Za-z0-9_-]{20,200})$/;

/** Puts the agent on the request. No token: an anonymous visitor. A bad, expired or revoked token: 401, whatever was asked. */
@Injectable()
export class ControleIdentite implements NestMiddleware {
  constructor(private readonly jetons: Jetons) {}

  async use(requete: Request & RequeteIdentifiee, reponse: Response, suite: NextFunction): Promise<void> {
    const entete = requete.headers.authorization;
    if (entete === undefined) {
      requete.agent = { utilisateurId: null, habilitations: [] };
      return suite();
    }
    const jeton = FORME.exec(entete)?.[1];
    const identifie = jeton ? await this.jetons.identifier(jeton) : null;
    if (!identifie) {
      reponse.status(401).json({
        errors: [
          {
            message: 'Ce jeton d’accès est inconnu, expiré ou révoqué. Demandez-en un nouveau.',
            extensions: { code: 'NON_AUTHENTIFIE', chemin: 'Authorization' },
          },
        ],
      });
      return;
    }
    requete.agent = identifie;
    suite();
  }
}
