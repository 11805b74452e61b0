import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { accepter, type Action } from '@tdt/domaine';
import { mergeMap, Observable } from 'rxjs';
import { UniteDeTravail } from '../base/unite-de-travail.js';
import { RefusType } from '../graphql/refus.type.js';
import { estUuid } from '../horloge.js';
import { sousCle } from '../rejeu/cle.js';
import { estConnu, type AgentConnu, type RequeteIdentifiee } from '../identite/agent.js';
import { CLE_HABILITE } from '../identite/politique.js';
import { ACTES_SENSIBLES } from './actes-sensibles.js';
import { dansActe } from './contexte.js';
import { journaliser } from './journal.js';

/** A request names few objects; a longer list is somebody filling our disk. */
const IDENTIFIANTS_MAX = 10;

/**
 * The identifiers that a request gives, by path: ids are no personal values, the rest of a request may be. Its key is left
 * out: it may serve again for the same act once allowed, and the register keeps no key either.
 */
function identifiants(valeur: unknown, chemin = ''): [string, string][] {
  if (estUuid(valeur)) return [[chemin, valeur]];
  if (typeof valeur !== 'object' || valeur === null || valeur instanceof Date) return [];
  return Object.entries(valeur)
    .filter(([nom]) => nom !== 'cle')
    .flatMap(([nom, v]) => identifiants(v, chemin ? `${chemin}.${nom}` : nom));
}

/**
 * Gives each mutation its context, and leaves a line when a sensitive act is refused to somebody known, whoever refused it:
 * to be mounted around the policy. The refused act has rolled back, so the line has a transaction of its own; if it cannot be
 * written, the answer is a fault and not a refusal without a trace.
 */
@Injectable()
export class ActeIntercepteur implements NestInterceptor {
  constructor(
    private readonly reflecteur: Reflector,
    private readonly unite: UniteDeTravail,
  ) {}

  intercept(contexte: ExecutionContext, suite: CallHandler): Observable<unknown> {
    if (contexte.getType<string>() !== 'graphql') return suite.handle();
    const gql = GqlExecutionContext.create(contexte);
    if (gql.getInfo<{ parentType: { name: string } }>().parentType.name !== 'Mutation') return suite.handle();
    const action = this.reflecteur.get<Action | undefined>(CLE_HABILITE, contexte.getHandler()) ?? null;
    const agent = gql.getContext<{ req: RequeteIdentifiee }>().req.agent ?? null;
    const consigner = async (reponse: unknown): Promise<unknown> => {
      const connu = agent && estConnu(agent);
      if (connu && action && ACTES_SENSIBLES.has(action) && reponse instanceof RefusType)
        await this.consigner(agent, action, reponse, gql.getArgs());
      return reponse;
    };
    return new Observable((abonne) =>
      dansActe({ agent, action }, () => suite.handle().pipe(mergeMap(consigner)).subscribe(abonne)),
    );
  }

  /** The chain is that of the person: the object may not exist, and ids that a client makes up must not open chains. */
  private async consigner(agent: AgentConnu, action: Action, refus: RefusType, args: object): Promise<void> {
    const demande = Object.fromEntries(identifiants(args).slice(0, IDENTIFIANTS_MAX));
    // Apart from the act: its key stays free for the same request, once corrected.
    const inscrire = () =>
      this.unite.executer(async (tx) => {
        await journaliser(tx, {
          chaine: `utilisateur:${agent.utilisateurId}`,
          action,
          acteurId: agent.utilisateurId,
          objetType: 'utilisateur',
          objetId: agent.utilisateurId,
          donnees: { demande, chemin: refus.chemin ?? null },
          refus: refus.code,
        });
        return accepter();
      });
    await sousCle(null, inscrire);
  }
}
