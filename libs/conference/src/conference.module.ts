import { Module } from '@nestjs/common';
import { CandidaturesModule } from '@tdt/candidatures';
import { declarerActionsAttendues } from './a-faire.js';
import { CandidaturePartsResolver, EnveloppeProjeteeResolver } from './champs.resolver.js';
import { ClotureService } from './cloture.service.js';
import { Conference, Membre } from './conference.entity.js';
import { ConferenceResolver } from './conference.resolver.js';
import { ConferencesService } from './conferences.service.js';
import { Part } from './part.entity.js';
import { PartsService } from './parts.service.js';
import { PresenceResolver } from './presence.resolver.js';
import { PresenceService } from './presence.service.js';
import { ProcesVerbauxController } from './proces-verbaux.controller.js';
import { ProcesVerbauxService } from './proces-verbaux.service.js';
import { ENTITES_REPARTITION, RESOLVEURS_REPARTITION, SERVICES_REPARTITION } from './repartition/index.js';
import { ResultatsResolver, ResultatsService } from './resultats/index.js';
import { RetraitDesParts } from './retrait-des-parts.js';
import { LigneProposition, ProcesVerbal, Scrutin, Vote } from './scrutin.entity.js';
import { ScrutinResolver } from './scrutin.resolver.js';
import { ScrutinsService } from './scrutins.service.js';
import { Deport, Emargement, Point, Pouvoir, Seance, Suspension } from './seance.entity.js';
import { SeanceResolver } from './seance.resolver.js';
import { SeanceDirecteResolver } from './seance-directe.resolver.js';
import { SeancesService } from './seances.service.js';
import { SuspensionsService } from './suspensions.service.js';

export const ENTITES_CONFERENCE = [
  Conference,
  Membre,
  Seance,
  Suspension,
  Point,
  Emargement,
  Pouvoir,
  Deport,
  Scrutin,
  LigneProposition,
  Vote,
  ProcesVerbal,
  Part,
  ...ENTITES_REPARTITION,
];

export const RESOLVEURS_CONFERENCE = [
  ConferenceResolver,
  SeanceResolver,
  PresenceResolver,
  SeanceDirecteResolver,
  ScrutinResolver,
  CandidaturePartsResolver,
  EnveloppeProjeteeResolver,
  ResultatsResolver,
  ...RESOLVEURS_REPARTITION,
];

declarerActionsAttendues();

@Module({
  imports: [CandidaturesModule],
  controllers: [ProcesVerbauxController],
  providers: [
    ConferencesService,
    PartsService,
    SeancesService,
    SuspensionsService,
    PresenceService,
    ScrutinsService,
    ClotureService,
    ProcesVerbauxService,
    RetraitDesParts,
    ResultatsService,
    ...SERVICES_REPARTITION,
    ...RESOLVEURS_CONFERENCE,
  ],
})
export class ConferenceModule {}
