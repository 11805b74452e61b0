import { Module } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { AFaire, DossierTravail } from '@tdt/socle';
import { declarerActionsAttendues } from './a-faire.js';
import { Candidature, CandidatureTerritoire } from './candidature.entity.js';
import { CandidaturesResolver } from './candidatures.resolver.js';
import { CandidaturesService } from './candidatures.service.js';
import { DepotService } from './depot.service.js';
import { Dossiers } from './dossiers.js';
import { EnregistrementService } from './enregistrement.service.js';
import { DemandeComplement, Note } from './instruction.entity.js';
import { InstructionResolver } from './instruction.resolver.js';
import { InstructionService } from './instruction.service.js';
import { AppelCandidaturesResolver, LecturesCandidaturesResolver } from './lectures.resolver.js';
import { AnalysesPieces } from './pieces/analyses.service.js';
import { MenagePieces } from './pieces/menage.service.js';
import { Objets } from './pieces/objets.service.js';
import { Piece, Televersement } from './pieces/piece.entity.js';
import { PiecesController } from './pieces/pieces.controller.js';
import { PiecesService } from './pieces/pieces.service.js';
import { TelechargementsPieces } from './pieces/telechargements.service.js';
import { TeleversementsController } from './pieces/televersements.controller.js';
import { Televersements } from './pieces/televersements.service.js';
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
  Televersement,
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
  imports: [
    MulterModule.registerAsync({
      inject: [DossierTravail],
      useFactory: ({ chemin }: DossierTravail) => ({ dest: chemin }),
    }),
  ],
  controllers: [PiecesController, TeleversementsController],
  providers: [
    AFaire,
    Dossiers,
    Retraits,
    CandidaturesService,
    EnregistrementService,
    DepotService,
    InstructionService,
    PiecesService,
    Televersements,
    TelechargementsPieces,
    AnalysesPieces,
    MenagePieces,
    Objets,
    SimulationService,
    ...RESOLVEURS_CANDIDATURES,
  ],
  exports: [CandidaturesService, Retraits, AnalysesPieces, Objets],
})
export class CandidaturesModule {}
