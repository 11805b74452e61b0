import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Decision } from '@tdt/domaine';
import { getNamedType, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { RefusType } from '../graphql/refus.type.js';
import { estConnu, type AgentConnu, type RequeteIdentifiee } from '../identite/agent.js';
import { introuvable } from '../identite/autoriser.js';
import { Lecture } from '../lecture/lecture.js';
import { lireCle, sousCle, type CleActe } from './cle.js';
import { CleDejaPrise, CleOccupee, DEMANDE_EN_COURS, retrouver } from './registre.js';

/** Context of a GraphQL request; `rejeu`: the answer is that of an act done before. */
export interface ContexteRejeu {
  req: RequeteIdentifiee;
  rejeu?: boolean;
}

interface Appel {
  cle: CleActe;
  agent: AgentConnu;
  info: GraphQLResolveInfo;
  contexte: ContexteRejeu;
}

/** The object that a mutation answers when it does not refuse. */
function typeRepondu({ returnType, fieldName }: GraphQLResolveInfo): string {
  const type = getNamedType(returnType);
  const objet = isUnionType(type) ? type.getTypes().find((t) => t.name !== 'Refus') : undefined;
  if (!objet) throw new Error(`${fieldName} ne répond pas un objet ou un refus`);
  return objet.name;
}

/**
 * Every mutation is done once for its key (trust.md A3). To be mounted inside the policy: whoever has lost the right to act
 * is refused before his keys are looked at. The key itself is entered by `UniteDeTravail`, in the transaction of the act.
 *
 * The register keeps the identity of what the first act answered and not its text: the object is read again, with the
 * selection and the rights of the one who asks now, so that a key is never a way around a right that was taken back, and no
 * personal value lives thirty days longer than its row. A refusal has changed nothing and is not kept.
 */
@Injectable()
export class RejeuIntercepteur implements NestInterceptor {
  /** Acts under way in this process, by person and key. */
  private readonly enCours = new Map<string, Promise<unknown>>();

  constructor(
    private readonly source: DataSource,
    private readonly lecture: Lecture,
  ) {}

  intercept(contexte: ExecutionContext, suite: CallHandler): Observable<unknown> {
    if (contexte.getType<string>() !== 'graphql') return suite.handle();
    const gql = GqlExecutionContext.create(contexte);
    const info = gql.getInfo<GraphQLResolveInfo>();
    if (info.parentType.name !== 'Mutation') return suite.handle();
    const { agent } = gql.getContext<ContexteRejeu>().req;
    if (!agent || !estConnu(agent))
      throw new Error(`${info.fieldName} : la politique n’a pas été montée avant le rejeu`);
    const cle = lireCle(agent.utilisateurId, info.fieldName, gql.getArgs());
    const appel = { cle, agent, info, contexte: gql.getContext<ContexteRejeu>() };
    return defer(() => this.aSonTour(appel, () => sousCle(cle, () => this.repondre(appel, suite))));
  }

  /**
   * The same request waits here for the one before it, without a connection and before any work: twenty clicks print one
   * document. Between processes, the register makes it wait.
   */
  private async aSonTour(appel: Appel, faire: () => Promise<unknown>): Promise<unknown> {
    const nom = `${appel.cle.acteurId} ${appel.cle.inscription.toString('hex')}`;
    for (let autre = this.enCours.get(nom); autre; autre = this.enCours.get(nom)) {
      await autre.catch(() => undefined);
      const premiere = await this.rejouer(appel);
      if (premiere) return premiere;
    }
    const acte = faire();
    this.enCours.set(nom, acte);
    try {
      return await acte;
    } finally {
      this.enCours.delete(nom);
    }
  }

  private async repondre(appel: Appel, suite: CallHandler): Promise<unknown> {
    const reponse = await lastValueFrom<unknown>(suite.handle()).catch((erreur: unknown) => {
      if (erreur instanceof CleDejaPrise) return null;
      if (erreur instanceof CleOccupee) return RefusType.depuis(DEMANDE_EN_COURS.refus);
      throw erreur;
    });
    // A refusal may only mean that the same request, sent before, has moved the state: then that one's answer is due.
    if (reponse === null || reponse instanceof RefusType) return (await this.rejouer(appel)) ?? reponse;
    if (!appel.cle.prise) throw new Error(`${appel.info.fieldName} a répondu sans unité de travail`);
    return reponse;
  }

  private async rejouer({ cle, agent, info, contexte }: Appel): Promise<unknown> {
    const premiere: Decision<unknown> | null = await retrouver(this.source, cle);
    if (!premiere) return null;
    if (!premiere.ok) return RefusType.depuis(premiere.refus);
    contexte.rejeu = true;
    const { fait } = premiere;
    if (typeof fait !== 'string') return fait;
    const objet = await this.lecture.un(typeRepondu(info), fait, info, agent);
    return objet ?? RefusType.depuis(introuvable('cle').refus);
  }
}
