import { Module, type DynamicModule } from '@nestjs/common';
import { Horodatage } from './horodatage.service.js';
import { Sceaux } from './sceaux.js';
import { OPTIONS_SCELLEMENT, type OptionsScellement } from './options.js';
import { ScellementController } from './scellement.controller.js';
import { ScellementResolver } from './scellement.resolver.js';
import { Scellement } from './scellement.service.js';
import { TetesPubliques } from './tetes.service.js';

/** The seals of the journal. Global: the contexts call for one after the acts that deserve it. */
@Module({})
export class ScellementModule {
  static avec(options: OptionsScellement): DynamicModule {
    return {
      module: ScellementModule,
      global: true,
      controllers: [ScellementController],
      providers: [
        { provide: OPTIONS_SCELLEMENT, useValue: options },
        Scellement,
        Horodatage,
        Sceaux,
        TetesPubliques,
        ScellementResolver,
      ],
      exports: [Sceaux, OPTIONS_SCELLEMENT],
    };
  }
}
