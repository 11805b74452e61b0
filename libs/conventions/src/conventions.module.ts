import { Module, type DynamicModule } from '@nestjs/common';
import { MulterModule } from '@nestjs/platform-express';
import { CandidaturesModule } from '@tdt/candidatures';
import { DossierTravail } from '@tdt/socle';
import { declarerActionsAttendues } from './a-faire.js';
import { AttentesResolver } from './attentes.resolver.js';
import { ApercusAvenants } from './apercus-avenants.service.js';
import { ConventionsDeCandidatureResolver, EngagementsDePartResolver } from './champs.resolver.js';
import { AvenantsResolver } from './avenants.resolver.js';
import { AvenantsService } from './avenants.service.js';
import { CaducitesService } from './caducites.service.js';
import { ClesConventionsController } from './cles.controller.js';
import { Convention } from './convention.entity.js';
import { ConventionsResolver } from './conventions.resolver.js';
import { ConventionsService } from './conventions.service.js';
import { DocumentsConventionController } from './documents.controller.js';
import { Engagement } from './engagement.entity.js';
import { EngagementsService } from './engagements.service.js';
import { Figeur } from './figeur.service.js';
import { ExecutantGenerations } from './generations/executant-generations.js';
import { Generation, LigneGeneration } from './generations/generation.entity.js';
import { GenerationsDeSeanceResolver, GenerationsResolver } from './generations/generations.resolver.js';
import { GenerationsService } from './generations/generations.service.js';
import { TraitementLignes } from './generations/traitement-lignes.js';
import { Imprimerie, type OptionsImprimerie } from './impression/imprimerie.js';
import { LettresService } from './lettres.service.js';
import { LiassesService } from './liasses.service.js';
import { LogosController } from './logos/logos.controller.js';
import { LogosService } from './logos/logos.service.js';
import { ManquesService } from './manques.service.js';
import { ParapheurService } from './parapheur.service.js';
import { declarerNumerisations } from './papier/numerisations.js';
import { SignaturesPapierService } from './papier/signatures-papier.service.js';
import { AvisPrestataireController } from './prestataire/avis-prestataire.controller.js';
import { DocumentsExternesController } from './prestataire/documents-externes.controller.js';
import { ExecutantExternes } from './prestataire/executant-externes.js';
import { FichiersExternes } from './prestataire/fichiers-externes.service.js';
import { choisirPrestataire, type OptionsPrestataire } from './prestataire/options.js';
import { PrestataireDeSignature } from './prestataire/prestataire.js';
import { RetoursExternes } from './prestataire/retours-externes.service.js';
import { SignatureExterne } from './prestataire/signature-externe.entity.js';
import { SignaturesExternesResolver } from './prestataire/signatures-externes.resolver.js';
import { SignaturesExternesService } from './prestataire/signatures-externes.service.js';
import { SuiviExterne } from './prestataire/suivi-externe.service.js';
import { ExecutantRelances } from './relances/executant-relances.js';
import { RelancesService } from './relances/relances.service.js';
import { PartiesLibresDuDossier } from './parties-libres/parties-libres.entity.js';
import { PartiesLibresResolver } from './parties-libres/parties-libres.resolver.js';
import { PartiesLibresService } from './parties-libres/parties-libres.service.js';
import { ResiliationsService } from './resiliations.service.js';
import { RetraitsConventions } from './retraits-conventions.js';
import { Signature } from './signature.entity.js';
import { SignaturesResolver } from './signatures.resolver.js';
import { SignaturesService } from './signatures.service.js';
import { Tirages } from './tirages.service.js';
import { VerificationConventionResolver } from './verification.resolver.js';
import { VerificationService } from './verification.service.js';

export const ENTITES_CONVENTIONS = [
  Engagement,
  Convention,
  Signature,
  SignatureExterne,
  Generation,
  LigneGeneration,
  PartiesLibresDuDossier,
];
export const RESOLVEURS_CONVENTIONS = [
  ConventionsResolver,
  ConventionsDeCandidatureResolver,
  EngagementsDePartResolver,
  SignaturesResolver,
  AttentesResolver,
  SignaturesExternesResolver,
  AvenantsResolver,
  PartiesLibresResolver,
  GenerationsResolver,
  GenerationsDeSeanceResolver,
  VerificationConventionResolver,
];

declarerActionsAttendues();
declarerNumerisations();

@Module({})
export class ConventionsModule {
  static avec(options: OptionsImprimerie & { prestataire: OptionsPrestataire }): DynamicModule {
    return {
      module: ConventionsModule,
      imports: [
        CandidaturesModule,
        MulterModule.registerAsync({
          inject: [DossierTravail],
          useFactory: ({ chemin }: DossierTravail) => ({ dest: chemin }),
        }),
      ],
      controllers: [
        ClesConventionsController,
        LogosController,
        DocumentsConventionController,
        DocumentsExternesController,
        AvisPrestataireController,
      ],
      providers: [
        { provide: Imprimerie, useFactory: () => new Imprimerie(options) },
        EngagementsService,
        ConventionsService,
        ManquesService,
        PartiesLibresService,
        Tirages,
        LiassesService,
        LogosService,
        LettresService,
        TraitementLignes,
        ExecutantGenerations,
        GenerationsService,
        SignaturesService,
        ParapheurService,
        RelancesService,
        SignaturesPapierService,
        ExecutantRelances,
        { provide: PrestataireDeSignature, useFactory: () => choisirPrestataire(options.prestataire) },
        SignaturesExternesService,
        SuiviExterne,
        RetoursExternes,
        FichiersExternes,
        ExecutantExternes,
        CaducitesService,
        AvenantsService,
        ApercusAvenants,
        ResiliationsService,
        Figeur,
        VerificationService,
        RetraitsConventions,
        ...RESOLVEURS_CONVENTIONS,
      ],
    };
  }
}
