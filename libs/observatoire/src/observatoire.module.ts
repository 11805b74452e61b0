import { Module } from '@nestjs/common';
import { ConventionsPubliees } from './donnees-essentielles/conventions-publiees.js';
import { DonneesEssentiellesResolver } from './donnees-essentielles/donnees-essentielles.resolver.js';
import { DonneesEssentiellesService } from './donnees-essentielles/donnees-essentielles.service.js';
import { FichiersOuvertsController } from './donnees-essentielles/fichiers-ouverts.controller.js';

export const RESOLVEURS_OBSERVATOIRE = [DonneesEssentiellesResolver];

/** Read models of what the other contexts have decided. It writes nothing. */
@Module({
  controllers: [FichiersOuvertsController],
  providers: [ConventionsPubliees, DonneesEssentiellesService, ...RESOLVEURS_OBSERVATOIRE],
})
export class ObservatoireModule {}
