import { Global, Module, type DynamicModule } from '@nestjs/common';
import { UniteDeTravail } from './base/unite-de-travail.js';
import { Ecoute } from './direct/ecoute.js';
import { SCALAIRES } from './graphql/scalaires.js';
import { ClientOpenId } from './identite/client-openid.js';
import { AdressePublique, REGLAGES_CONNEXION, type ReglagesConnexion } from './identite/connexion.js';
import { IdentitesDirectes } from './identite/identites-directes.js';
import { Jetons } from './identite/jetons.js';
import { Sessions } from './identite/sessions.js';
import { Lecture } from './lecture/lecture.js';
import { ClesEchues } from './rejeu/cles-echues.js';

const SERVICES = [UniteDeTravail, Lecture, Jetons, Sessions, AdressePublique, ClientOpenId, IdentitesDirectes, Ecoute];

/** The technical floor that every context stands on. Global, because each of them needs all of it. */
@Global()
@Module({})
export class SocleModule {
  static avec(connexion: ReglagesConnexion): DynamicModule {
    return {
      module: SocleModule,
      providers: [...SERVICES, ...SCALAIRES, ClesEchues, { provide: REGLAGES_CONNEXION, useValue: connexion }],
      exports: SERVICES,
    };
  }
}
