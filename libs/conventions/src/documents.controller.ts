import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { AgentCourant, type Agent } from '@tdt/socle';
import type { Response } from 'express';
import { ecrireArchive } from './archive.js';
import { LettresService } from './lettres.service.js';
import { LiassesService, nomLiasse } from './liasses.service.js';
import { Tirages, type Tirage } from './tirages.service.js';

/** Conventions as files, one by one or all those of a session, and the letters of a decision: GraphQL carries none. */
@Controller('documents')
export class DocumentsConventionController {
  constructor(
    private readonly tirages: Tirages,
    private readonly liasses: LiassesService,
    private readonly lettres: LettresService,
  ) {}

  @Get('conventions/:fichier')
  async telecharger(
    @Param('fichier') fichier: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const id = /^([0-9a-f-]{36})\.pdf$/i.exec(fichier)?.[1] ?? '';
    donner(await this.tirages.tirer(agent, id), reponse);
  }

  @Get('conventions/:id/papier.pdf')
  async telechargerPourPapier(
    @Param('id') id: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    donner(await this.tirages.tirerPourPapier(agent, id), reponse);
  }

  @Get('candidatures/:id/decision.pdf')
  async telechargerDecision(
    @Param('id') id: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    donner(await this.lettres.decision(agent, id), reponse);
  }

  @Get('parts/:id/lettre.pdf')
  async telechargerLettre(
    @Param('id') id: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    donner(await this.lettres.financeur(agent, id), reponse);
  }

  @Get('seances/:id/conventions.zip')
  async telechargerLiasse(
    @Param('id') seanceId: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const liasse = await this.liasses.preparer(agent, seanceId);
    if (!liasse) throw new NotFoundException();
    reponse
      .type('application/zip')
      .set('Content-Disposition', `attachment; filename="${nomLiasse(liasse)}"`)
      .set('Cache-Control', 'private, no-store');
    await ecrireArchive(this.liasses.fichiers(agent, liasse), reponse);
  }
}

function donner(tirage: Tirage | null, reponse: Response): void {
  if (!tirage) throw new NotFoundException();
  reponse
    .type('application/pdf')
    .set('Content-Disposition', `attachment; filename="${tirage.nom}"`)
    .set('Cache-Control', 'private, no-store')
    .send(tirage.pdf);
}
