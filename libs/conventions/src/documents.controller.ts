import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { AgentCourant, type Agent } from '@tdt/socle';
import type { Response } from 'express';
import { ecrireArchive } from './archive.js';
import { LiassesService, nomLiasse } from './liasses.service.js';
import { Tirages } from './tirages.service.js';

/** Conventions as files, one by one or all those of a session: GraphQL carries none. */
@Controller('documents')
export class DocumentsConventionController {
  constructor(
    private readonly tirages: Tirages,
    private readonly liasses: LiassesService,
  ) {}

  @Get('conventions/:fichier')
  async telecharger(
    @Param('fichier') fichier: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const id = /^([0-9a-f-]{36})\.pdf$/i.exec(fichier)?.[1] ?? '';
    const tirage = await this.tirages.tirer(agent, id);
    if (!tirage) throw new NotFoundException();
    reponse
      .type('application/pdf')
      .set('Content-Disposition', `attachment; filename="${tirage.nom}"`)
      .set('Cache-Control', 'private, no-store')
      .send(tirage.pdf);
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
