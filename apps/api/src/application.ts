import path from 'node:path';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { erreurDeForme, TextePropre } from '@tdt/socle';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import { fermerApresReponse } from './arret.js';
import type { Configuration } from './configuration.js';
import { FiltreHttp, refuserCorps } from './filtre-http.js';
import { servirLeWeb } from './web.js';

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
  app.use(fermerApresReponse);
  app.use(
    helmet({
      contentSecurityPolicy: {
        directives: { defaultSrc: ["'self'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null },
      },
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  app.useBodyParser('json', { limit: '100kb' });
  app.use(refuserCorps);
  app.useGlobalFilters(new FiltreHttp());
  // No whitelist: the GraphQL schema already refuses an unknown field, and it would drop the fields without a decorator.
  app.useGlobalPipes(new TextePropre(), new ValidationPipe({ transform: true, exceptionFactory: erreurDeForme }));
  servirLeWeb(app, path.resolve('dist/web'));
  return app;
}
