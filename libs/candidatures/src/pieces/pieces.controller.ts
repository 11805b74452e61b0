import { rm } from 'node:fs/promises';
import {
  ArgumentsHost,
  BadRequestException,
  Catch,
  Controller,
  Get,
  NotFoundException,
  Param,
  PayloadTooLargeException,
  Post,
  Query,
  Redirect,
  Res,
  UploadedFile,
  UseFilters,
  UseGuards,
  UseInterceptors,
  type ExceptionFilter,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Refus } from '@tdt/domaine';
import { AgentCourant, type Agent, type AgentConnu } from '@tdt/socle';
import type { Response } from 'express';
import { LIMITES } from './controle/limites.js';
import { PeutJoindre } from './peut-joindre.js';
import { PiecesService } from './pieces.service.js';
import { rejeter } from './rejets.js';
import { erreurHttp, servir } from './reponses.js';
import { TelechargementsPieces } from './telechargements.service.js';

const CONFLIT = 409;
const VOIR_AILLEURS = 303;

/** What multer hands over, once the file is on our disk. */
interface FichierTeleverse {
  originalname: string;
  path: string;
}

/** Says of an upload what was wrong with it, with our codes. */
@Catch(PayloadTooLargeException, BadRequestException)
class FiltreTeleversement implements ExceptionFilter {
  catch(erreur: PayloadTooLargeException | BadRequestException, hote: ArgumentsHost): void {
    const mauvais: Refus = {
      code: 'ENTREE_INVALIDE',
      message: 'Envoyez un seul fichier, dans le champ « fichier ».',
      chemin: 'fichier',
    };
    const refus = erreur instanceof PayloadTooLargeException ? rejeter('TROP_LOURD').refus : mauvais;
    const traduite = erreurHttp(refus, {}, erreur.getStatus());
    hote.switchToHttp().getResponse<Response>().status(traduite.getStatus()).json(traduite.getResponse());
  }
}

/** Documents by REST: GraphQL carries no file. */
@Controller()
export class PiecesController {
  constructor(
    private readonly pieces: PiecesService,
    private readonly telechargements: TelechargementsPieces,
  ) {}

  /** The whole file in one request, written to disk as it arrives. */
  @Post('pieces/:candidatureId/:code')
  @UseGuards(PeutJoindre)
  @UseFilters(FiltreTeleversement)
  @UseInterceptors(
    FileInterceptor('fichier', {
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { fileSize: LIMITES.octets, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    }),
  )
  async joindre(
    @Param('candidatureId') candidatureId: string,
    @Param('code') code: string,
    @UploadedFile() fichier: FichierTeleverse | undefined,
    @AgentCourant() agent: AgentConnu,
  ): Promise<{ id: string; adresse: string }> {
    if (!fichier) throw new BadRequestException();
    try {
      const recu = { nom: fichier.originalname, chemin: fichier.path };
      const decision = await this.pieces.joindrePiece(agent, candidatureId, code, recu);
      if (!decision.ok) throw erreurHttp(decision.refus);
      return { id: decision.fait, adresse: `/documents/pieces/${decision.fait}` };
    } finally {
      await rm(fichier.path, { force: true });
    }
  }

  /** Gives a link of five minutes to whoever may download: the address of a document never changes, its link always does. */
  @Get('documents/pieces/:id')
  @Redirect()
  async piece(@Param('id') id: string, @AgentCourant() agent: Agent): Promise<{ url: string; statusCode: number }> {
    const decision = await this.telechargements.lien(agent, id);
    if (!decision.ok) throw this.absente(decision.refus);
    return { url: decision.fait, statusCode: VOIR_AILLEURS };
  }

  @Get('documents/pieces/:id/contenu')
  async contenu(
    @Param('id') id: string,
    @Query('jeton') jeton: unknown,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const decision = await this.telechargements.ouvrir(agent, id, jeton);
    if (!decision.ok) throw this.absente(decision.refus);
    await servir(reponse, decision.fait);
  }

  @Get('documents/candidatures/:id/recu.pdf')
  async recu(@Param('id') id: string, @AgentCourant() agent: Agent, @Res() reponse: Response): Promise<void> {
    const fichier = await this.telechargements.recu(agent, id);
    if (!fichier) throw new NotFoundException();
    await servir(reponse, fichier);
  }

  private absente(refus: Refus): Error {
    return refus.code === 'INTROUVABLE' ? new NotFoundException() : erreurHttp(refus, {}, CONFLIT);
  }
}
