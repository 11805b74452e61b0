import { Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { ApolloDriver } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActeursModule, ENTITES_ACTEURS } from '@tdt/acteurs';
import { AppelsModule, ENTITES_APPELS } from '@tdt/appels';
import { AvisModule, ENTITES_AVIS } from '@tdt/avis';
import { CandidaturesModule, ENTITES_CANDIDATURES } from '@tdt/candidatures';
import { ConferenceModule, ENTITES_CONFERENCE } from '@tdt/conference';
import { ConventionsModule, ENTITES_CONVENTIONS } from '@tdt/conventions';
import { ObservatoireModule } from '@tdt/observatoire';
import {
  ActeIntercepteur,
  IdentifiantsIntercepteur,
  ContexteRequete,
  ControleIdentite,
  FichiersModule,
  nouvelId,
  optionsBase,
  PolitiqueIntercepteur,
  RejeuIntercepteur,
  ScellementModule,
  SocleModule,
} from '@tdt/socle';
import { LoggerModule } from 'nestjs-pino';
import { CONFIGURATION } from './cles.js';
import type { Configuration } from './configuration.js';
import { DebitModule, Debits, LimiteDebit } from './debit.js';
import { CanalDirect } from './direct/canal-direct.js';
import { EcheanceLecture } from './graphql/echeance.js';
import { optionsGraphql } from './graphql/options.js';
import { MetriquesController } from './metriques.js';
import { SanteController } from './sante.controller.js';
import { VerificationDemarrage } from './verification-demarrage.js';

/** Every entity of every context: the only place that knows them all. */
export const ENTITES = [
  ...ENTITES_ACTEURS,
  ...ENTITES_APPELS,
  ...ENTITES_CANDIDATURES,
  ...ENTITES_CONFERENCE,
  ...ENTITES_CONVENTIONS,
  ...ENTITES_AVIS,
];

function journalHttp(configuration: Configuration): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: configuration.niveauJournal,
      // One id links the log, the answer and the journal; a caller's own id is kept only when it is harmless.
      genReqId: (requete, reponse) => {
        const recu = requete.headers['x-request-id'];
        const id = typeof recu === 'string' && /^[\w-]{8,64}$/.test(recu) ? recu : nouvelId();
        reponse.setHeader('X-Request-Id', id);
        return id;
      },
      serializers: {
        req: (requete: { id: string; method: string; url: string }) => ({
          id: requete.id,
          methode: requete.method,
          url: requete.url.split('?')[0],
        }),
        res: (reponse: { statusCode: number }) => ({ statut: reponse.statusCode }),
      },
      autoLogging: { ignore: (requete) => requete.url === '/vivant' || requete.url === '/pret' },
    },
  });
}

@Module({})
export class AppModule implements NestModule {
  static avec(configuration: Configuration): DynamicModule {
    const debit = DebitModule.avec(configuration);
    return {
      module: AppModule,
      imports: [
        journalHttp(configuration),
        TypeOrmModule.forRoot({
          ...optionsBase(configuration.urlBase, ENTITES, configuration.connexionsBase),
          retryAttempts: 5,
          retryDelay: 500,
        }),
        GraphQLModule.forRootAsync({
          driver: ApolloDriver,
          imports: [debit],
          inject: [Debits],
          useFactory: (debits: Debits) => optionsGraphql(configuration, (...prise) => debits.prendre(...prise)),
        }),
        debit,
        DiscoveryModule,
        SocleModule.avec(configuration.connexion),
        FichiersModule.avec(configuration.fichiers),
        ScellementModule.avec(configuration.scellement),
        ActeursModule,
        AppelsModule,
        CandidaturesModule,
        ConferenceModule,
        ConventionsModule.avec({ imprimeurs: configuration.imprimeurs, prestataire: configuration.prestataire }),
        ObservatoireModule,
        AvisModule.avec(configuration.avis),
      ],
      controllers: [SanteController, MetriquesController],
      providers: [
        { provide: CONFIGURATION, useValue: configuration },
        // Around the policy: what the policy refuses is journalled too.
        { provide: APP_INTERCEPTOR, useClass: ActeIntercepteur },
        { provide: APP_INTERCEPTOR, useClass: PolitiqueIntercepteur },
        { provide: APP_INTERCEPTOR, useClass: IdentifiantsIntercepteur },
        { provide: APP_INTERCEPTOR, useClass: RejeuIntercepteur },
        { provide: APP_INTERCEPTOR, useClass: EcheanceLecture },
        VerificationDemarrage,
        CanalDirect,
      ],
    };
  }

  configure(consommateur: MiddlewareConsumer): void {
    // Who asks, then how often: a person is counted once for all her sessions. The metrics have a token of their own.
    consommateur.apply(ControleIdentite, LimiteDebit, ContexteRequete).exclude('metriques').forRoutes('{*chemin}');
  }
}
