import path from 'node:path';
import type { IncomingMessage, Server as ServeurHttp } from 'node:http';
import type { Duplex } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Refus } from '@tdt/domaine';
import { formaterErreur, IdentitesDirectes } from '@tdt/socle';
import { GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type Server } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { CONFIGURATION } from '../cles.js';
import type { Configuration } from '../configuration.js';
import { Debits } from '../debit.js';
import { lireDocuments } from '../graphql/documents-de-confiance.js';
import { DOCUMENTS_DU_WEB } from '../graphql/options.js';
import { preparerOperation } from './operation-directe.js';
import { brancher, finirSession, type PriseDirecte } from './prise-directe.js';
import { refuserPrise } from './refuser-prise.js';

/** Bounds of the live channel. What a page needs: one connection, one subscription. */
export const LIMITES_DIRECT = {
  /** Longest message that a client may send, in bytes. */
  message: 16 * 1024,
  abonnementsParConnexion: 5,
  /** Connections of one person to one instance: as many tabs. */
  connexionsParPersonne: 12,
} as const;

const CHEMIN = /^\/graphql\/?(\?.*)?$/;
/** Time given to clients to take their leave when the process stops. */
const ADIEUX_MS = 300;

const TROP_DE_CONNEXIONS: Refus = {
  code: 'LIMITE_DEPASSEE',
  message: 'Trop de connexions directes sont ouvertes à votre nom : fermez des onglets.',
};
const tropDAbonnements = () =>
  new GraphQLError('Trop d’abonnements sur cette connexion.', { extensions: { code: 'LIMITE_DEPASSEE', chemin: '' } });

/**
 * Subscriptions over graphql-ws, on the port and the path of the API. Whoever connects is known from the upgrade request on,
 * by the same cookie or token as over HTTP; his connection ends with his session, looked at before each message and every minute.
 */
@Injectable()
export class CanalDirect implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly journal = new Logger('Direct');
  private readonly prises = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITES_DIRECT.message,
    handleProtocols,
  });
  private readonly parPersonne = new Map<string, number>();

  constructor(
    private readonly hote: HttpAdapterHost,
    private readonly schema: GraphQLSchemaHost,
    private readonly identites: IdentitesDirectes,
    private readonly debits: Debits,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.role === 'worker') return;
    const protocole = this.protocole();
    const serveur = this.hote.httpAdapter.getHttpServer() as ServeurHttp;
    serveur.on('upgrade', (requete, prise, tete) => void this.accueillir(protocole, requete, prise, tete));
  }

  /** Each client is told to go: another instance answers him, and he reads again. */
  async onModuleDestroy(): Promise<void> {
    for (const socket of this.prises.clients) socket.close(1001, 'arrêt');
    if (this.prises.clients.size > 0) await new Promise((suite) => setTimeout(suite, ADIEUX_MS));
    for (const socket of this.prises.clients) socket.terminate();
  }

  private protocole(): Server<PriseDirecte> {
    const { schema } = this.schema;
    const documents = this.configuration.documentsDeConfiance ? lireDocuments(path.resolve(DOCUMENTS_DU_WEB)) : null;
    return makeServer<{ organisme?: unknown }, PriseDirecte>({
      schema,
      // A page speaks for the organisation that it shows: its session may by now act for another.
      onConnect: ({ extra, connectionParams: { organisme } = {} }) =>
        organisme === undefined || organisme === extra.identite.organismeId,
      onSubscribe: ({ extra, subscriptions }, _id, demande) =>
        Object.keys(subscriptions).length > LIMITES_DIRECT.abonnementsParConnexion
          ? [tropDAbonnements()]
          : preparerOperation(demande, { schema, documents, parJeton: extra.identite.parJeton }),
      context: ({ extra }) => ({ suivi: { agent: () => this.agent(extra) } }),
      onNext: (_contexte, _id, _demande, _args, { errors }) => errors && { errors: this.erreurs(errors) },
      onError: (_contexte, _id, _demande, erreurs) => this.erreurs(erreurs),
    });
  }

  private async accueillir(
    protocole: Server<PriseDirecte>,
    requete: IncomingMessage,
    prise: Duplex,
    tete: Buffer,
  ): Promise<void> {
    // A client that leaves in the middle is no fault, and an error without a listener would end the process.
    prise.on('error', () => prise.destroy());
    try {
      const decision = CHEMIN.test(requete.url ?? '') ? await this.identites.identifier(requete.headers) : null;
      if (!decision) return void prise.destroy();
      if (!decision.ok) return refuserPrise(prise, decision.refus);
      const identite = decision.fait;
      const attente = await this.debits.prendre('personne', identite.utilisateurId);
      if (attente !== null || !this.compter(identite.utilisateurId, 1)) return refuserPrise(prise, TROP_DE_CONNEXIONS);
      prise.once('close', () => this.compter(identite.utilisateurId, -1));
      this.prises.handleUpgrade(requete, prise, tete, (socket) =>
        brancher(protocole, { socket, identite }, (erreur) => this.journal.error({ err: erreur }, 'canal direct')),
      );
    } catch (erreur) {
      this.journal.error({ err: erreur }, 'connexion directe');
      prise.destroy();
    }
  }

  /** Counts one connection more, or less. @returns false when this person has no right to one more */
  private compter(utilisateurId: string, sens: 1 | -1): boolean {
    const nombre = (this.parPersonne.get(utilisateurId) ?? 0) + sens;
    if (nombre > LIMITES_DIRECT.connexionsParPersonne) return false;
    if (nombre > 0) this.parPersonne.set(utilisateurId, nombre);
    else this.parPersonne.delete(utilisateurId);
    return true;
  }

  private async agent(prise: PriseDirecte): ReturnType<PriseDirecte['identite']['actuelle']> {
    const agent = await prise.identite.actuelle();
    if (!agent) finirSession(prise);
    return agent;
  }

  private erreurs(erreurs: readonly GraphQLError[]) {
    return erreurs.map((e) =>
      formaterErreur(e.toJSON(), e, (faute, reference) =>
        this.journal.error({ reference, err: faute }, 'erreur interne'),
      ),
    );
  }
}
