import type { IncomingMessage, Server } from 'node:http';
import path from 'node:path';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { CHEMIN_AVIS_PRESTATAIRE } from '@tdt/conventions';
import { erreurDeForme, TextePropre } from '@tdt/socle';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { fermerApresReponse } from './arret.js';
import type { Configuration } from './configuration.js';
import { FiltreHttp, refuserCorps } from './filtre-http.js';
import { exigerJson, exigerMesure } from './graphql/porte-http.js';
import { monterFournisseurLocal } from './fournisseur-local/montage.js';
import { servirSecurityTxt } from './security-txt.js';
import { refuserLeWeb, servirLeWeb } from './web.js';

/** The one inline style that the State's design system injects, in its light and dark forms: no other is allowed. */
const STYLES_DSFR = [
  "'sha256-HzhUjVBe6Oi2wcxUM7bmy2Rp9VdLMHYDdYr9MalNmOY='",
  "'sha256-xVQ4mcypV0CvOtZpQgVcKpcoNvdUkR9BrwZBrtBbU+w='",
];

/** Above the sixty seconds for which proxies keep theirs: one that closed first would do so under a request already sent. */
const CONNEXION_OUVERTE_MS = 65_000;

/** The whole application, not yet listening: `main.ts` and the tests start the same one. */
export async function creerApplication(configuration: Configuration): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.avec(configuration), {
    bufferLogs: true,
    logger: configuration.niveauJournal === 'error' ? ['error', 'fatal'] : undefined,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.disable('x-powered-by');
  app.set('trust proxy', configuration.proxysDeConfiance);
  (app.getHttpServer() as Server).keepAliveTimeout = CONNEXION_OUVERTE_MS;
  app.use(fermerApresReponse);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", ...STYLES_DSFR],
          imgSrc: ["'self'", 'data:'],
          baseUri: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  if (configuration.role === 'worker') app.use(refuserLeWeb);
  app.use('/graphql', exigerJson);
  // Before the body is read: the provider reads its own.
  const { fournisseur } = configuration.connexion;
  if (fournisseur.emetteur === null) monterFournisseurLocal(app, fournisseur);
  // A notice of the provider is authenticated by its very bytes.
  const estAvis = ({ url }: IncomingMessage) => url?.split('?')[0] === CHEMIN_AVIS_PRESTATAIRE;
  app.useBodyParser('raw', { limit: '100kb', type: estAvis });
  app.useBodyParser('json', { limit: '100kb' });
  app.use(refuserCorps);
  app.use('/graphql', exigerMesure);
  app.useGlobalFilters(new FiltreHttp());
  // No whitelist: the GraphQL schema already refuses an unknown field, and it would drop the fields without a decorator.
  app.useGlobalPipes(new TextePropre(), new ValidationPipe({ transform: true, exceptionFactory: erreurDeForme }));
  app.use(servirSecurityTxt(configuration.connexion.adressePublique));
  servirLeWeb(app, path.resolve('dist/web'));
  return app;
}
