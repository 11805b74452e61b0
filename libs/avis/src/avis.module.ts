import { Module, type DynamicModule } from '@nestjs/common';
import { UniteDeTravail } from '@tdt/socle';
import { AvisResolver } from './avis.resolver.js';
import { Composition } from './composition.service.js';
import { Courriel } from './courriel.entity.js';
import { CourrielsController } from './courriels.controller.js';
import { DesabonnementController } from './desabonnement.controller.js';
import { Distribution } from './distribution.service.js';
import { Envoi } from './envoi.service.js';
import { Facteur } from './facteur.service.js';
import { MesuresDesAvis } from './mesures.service.js';
import { OPTIONS_AVIS, type OptionsAvis } from './options.js';
import { POSTE } from './poste.js';
import { PosteRetenue } from './poste-retenue.js';
import { PosteSmtp } from './poste-smtp.js';
import { PreferenceAvis } from './preference-avis.entity.js';
import { Preferences } from './preferences.service.js';
import { Rappels } from './rappels.service.js';

export const ENTITES_AVIS = [PreferenceAvis, Courriel];
export const RESOLVEURS_AVIS = [AvisResolver];

/** What people are told, and how. Downstream of every context: it reads them all and none knows it. */
@Module({})
export class AvisModule {
  static avec(options: OptionsAvis): DynamicModule {
    const { smtp, expediteur } = options;
    return {
      module: AvisModule,
      controllers: [DesabonnementController, CourrielsController],
      providers: [
        { provide: OPTIONS_AVIS, useValue: options },
        {
          provide: POSTE,
          inject: [UniteDeTravail],
          useFactory: (unite: UniteDeTravail) => (smtp ? new PosteSmtp(smtp, expediteur) : new PosteRetenue(unite)),
        },
        Rappels,
        Distribution,
        Composition,
        Envoi,
        Facteur,
        MesuresDesAvis,
        Preferences,
        ...RESOLVEURS_AVIS,
      ],
      exports: [MesuresDesAvis],
    };
  }
}
