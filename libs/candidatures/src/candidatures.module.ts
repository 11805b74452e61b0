import { Module } from '@nestjs/common';
import { AFaire } from '@tdt/socle';
import { declarerActionsAttendues } from './a-faire.js';
import { Candidature, CandidatureTerritoire } from './candidature.entity.js';
import { CandidaturesResolver } from './candidatures.resolver.js';
import { CandidaturesService } from './candidatures.service.js';
import { DepotService } from './depot.service.js';
import { Dossiers } from './dossiers.js';
import { EnregistrementService } from './enregistrement.service.js';
import { DemandeComplement, Note, Piece } from './instruction.entity.js';
import { InstructionResolver } from './instruction.resolver.js';
import { InstructionService } from './instruction.service.js';
import { AppelCandidaturesResolver, LecturesCandidaturesResolver } from './lectures.resolver.js';
import { PiecesController } from './pieces.controller.js';
import { PiecesService } from './pieces.service.js';
import { Action, AideDeclaree, Lieu, LigneBudget, LignePlan, Partenaire } from './projet.entity.js';
import { Retraits } from './retraits.js';
import { SimulationService } from './simulation.service.js';

export const ENTITES_CANDIDATURES = [
  Candidature,
  CandidatureTerritoire,
  Partenaire,
  Action,
  Lieu,
  LigneBudget,
  LignePlan,
  AideDeclaree,
  Piece,
  DemandeComplement,
  Note,
];

export const RESOLVEURS_CANDIDATURES = [
  CandidaturesResolver,
  InstructionResolver,
  LecturesCandidaturesResolver,
  AppelCandidaturesResolver,
];

declarerActionsAttendues();

@Module({
  controllers: [PiecesController],
  providers: [
    AFaire,
    Dossiers,
    Retraits,
    CandidaturesService,
    EnregistrementService,
    DepotService,
    InstructionService,
    PiecesService,
    SimulationService,
    ...RESOLVEURS_CANDIDATURES,
  ],
  exports: [CandidaturesService, Retraits],
})
export class CandidaturesModule {}
