import { rm } from 'node:fs/promises';
import {
  BadRequestException,
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpCode,
  Injectable,
  NotFoundException,
  Param,
  Put,
  Res,
  UnauthorizedException,
  UploadedFile,
  UseGuards,
  UseInterceptors,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { erreurHttp } from '@tdt/candidatures';
import { AgentCourant, peutEtreHabilite, type Agent, type AgentConnu, type RequeteIdentifiee } from '@tdt/socle';
import type { Response } from 'express';
import { LogosService } from './logos.service.js';

/** Larger than any logo, so that one that is a little too heavy is told by how much a logo may weigh. */
const RECU_MAX = 5 * 1024 * 1024;

/** Who could never change a logo is stopped before a single byte of his file is read. */
@Injectable()
class PeutChangerUnLogo implements CanActivate {
  canActivate(contexte: ExecutionContext): boolean {
    const { agent } = contexte.switchToHttp().getRequest<RequeteIdentifiee>();
    if (!agent || agent.utilisateurId === null) throw new UnauthorizedException();
    if (!peutEtreHabilite(agent, 'changerLogo')) throw new ForbiddenException();
    return true;
  }
}

/**
 * Logos by REST, as all files: GraphQL takes 64 kB of variables at most. The same session and the same proof of origin guard
 * these routes, and PUT and DELETE of the same thing are the same act: they need no key.
 */
@Controller('documents/logos')
export class LogosController {
  constructor(private readonly logos: LogosService) {}

  @Put(':organismeId')
  @UseGuards(PeutChangerUnLogo)
  @UseInterceptors(
    FileInterceptor('fichier', { limits: { fileSize: RECU_MAX, files: 1, fields: 0, parts: 1, headerPairs: 20 } }),
  )
  async changer(
    @Param('organismeId') organismeId: string,
    @UploadedFile() fichier: { path: string } | undefined,
    @AgentCourant() agent: AgentConnu,
  ): Promise<{ empreinte: string | null; adresse: string }> {
    if (!fichier) throw new BadRequestException();
    try {
      const decision = await this.logos.changerLogo(agent, organismeId, fichier.path);
      if (!decision.ok) throw erreurHttp(decision.refus);
      return { empreinte: decision.fait, adresse: `/documents/logos/${decision.fait}` };
    } finally {
      await rm(fichier.path, { force: true });
    }
  }

  @Delete(':organismeId')
  @UseGuards(PeutChangerUnLogo)
  @HttpCode(204)
  async retirer(@Param('organismeId') organismeId: string, @AgentCourant() agent: AgentConnu): Promise<void> {
    const decision = await this.logos.changerLogo(agent, organismeId, null);
    if (!decision.ok) throw erreurHttp(decision.refus);
  }

  /** Its name is that of its content: kept by whoever has it once. Shown as an image, and nothing else of it runs. */
  @Get(':empreinte')
  async lire(
    @Param('empreinte') empreinte: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const logo = await this.logos.lire(agent, empreinte);
    if (!logo) throw new NotFoundException();
    reponse
      .type(logo.typeMime)
      .set('Content-Security-Policy', "sandbox; default-src 'none'")
      .set('X-Content-Type-Options', 'nosniff')
      .set('Cache-Control', 'private, max-age=31536000, immutable')
      .send(logo.octets);
  }
}
