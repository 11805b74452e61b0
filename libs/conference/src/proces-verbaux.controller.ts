import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { AgentCourant, type Agent } from '@tdt/socle';
import type { Response } from 'express';
import { ProcesVerbauxService } from './proces-verbaux.service.js';

/** The minutes as a document: GraphQL carries no file. */
@Controller()
export class ProcesVerbauxController {
  constructor(private readonly procesVerbaux: ProcesVerbauxService) {}

  @Get('documents/seances/:id/pv.pdf')
  async pv(@Param('id') id: string, @AgentCourant() agent: Agent, @Res() reponse: Response): Promise<void> {
    const fichier = await this.procesVerbaux.telecharger(agent, id);
    if (!fichier) throw new NotFoundException();
    reponse.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${fichier.nom}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
    reponse.send(fichier.contenu);
  }
}
