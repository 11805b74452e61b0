import { Module } from '@nestjs/common';
import { AppelAProjets, AppelTerritoire, Critere, PieceDemandee, Regle } from './appel-a-projets.entity.js';
import { AppelsResolver } from './appels.resolver.js';
import { AppelsService } from './appels.service.js';
import { Enveloppe } from './enveloppe.entity.js';
import { EnveloppesService } from './enveloppes.service.js';
import {
  ClasseFinanceur,
  RegleFinancement,
  ReglesFinancementResolver,
  ReglesFinancementService,
} from './regles-financement/index.js';
import { ReservationsEchues } from './reservations-echues.js';

export const ENTITES_APPELS = [
  AppelAProjets,
  Regle,
  Critere,
  PieceDemandee,
  AppelTerritoire,
  Enveloppe,
  ClasseFinanceur,
  RegleFinancement,
];

export const RESOLVEURS_APPELS = [AppelsResolver, ReglesFinancementResolver];

@Module({
  providers: [AppelsService, EnveloppesService, ReglesFinancementService, ReservationsEchues, ...RESOLVEURS_APPELS],
  exports: [AppelsService, EnveloppesService, ReservationsEchues],
})
export class AppelsModule {}
