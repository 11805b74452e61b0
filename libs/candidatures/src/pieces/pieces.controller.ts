import {
  ArgumentsHost,
  BadRequestException,
  Catch,
  Controller,
  ForbiddenException,
  Get,
  HttpException,
  Injectable,
  NotFoundException,
  Param,
  PayloadTooLargeException,
  Post,
  Res,
  UnauthorizedException,
  UploadedFile,
  UseFilters,
  UseGuards,
  UseInterceptors,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
} from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { CodeRefus, Refus } from '@tdt/domaine';
import { AgentCourant, peutEtreHabilite, type Agent, type AgentConnu, type RequeteIdentifiee } from '@tdt/socle';
import type { Response } from 'express';
import { PiecesService, type FichierServi } from './pieces.service.js';

const TAILLE_MAX = 10 * 1024 * 1024;
const STATUTS: Partial<Record<CodeRefus, number>> = { INTROUVABLE: 404, INTERDIT: 403, LIMITE_DEPASSEE: 413 };

/** What multer hands over, kept in memory. */
interface FichierTeleverse {
  originalname: string;
  size: number;
  buffer: Buffer;
}

function erreurHttp({ code, message, chemin = '', details = [] }: Refus, statut = STATUTS[code] ?? 422): HttpException {
  return new HttpException({ errors: [{ message, extensions: { code, chemin, details } }] }, statut);
}

/** Who could never join anything is stopped before a single byte of his file is read. */
@Injectable()
class PeutJoindre implements CanActivate {
  canActivate(contexte: ExecutionContext): boolean {
    const { agent } = contexte.switchToHttp().getRequest<RequeteIdentifiee>();
    if (!agent || agent.utilisateurId === null) throw new UnauthorizedException();
    if (!peutEtreHabilite(agent, 'joindrePiece')) throw new ForbiddenException();
    return true;
  }
}

/** Says of an upload what was wrong with it, with our codes. */
@Catch(PayloadTooLargeException, BadRequestException)
class FiltreTeleversement implements ExceptionFilter {
  catch(erreur: PayloadTooLargeException | BadRequestException, hote: ArgumentsHost): void {
    const refus: Refus =
      erreur instanceof PayloadTooLargeException
        ? { code: 'LIMITE_DEPASSEE', message: 'Un fichier pèse 10 Mo au plus.', chemin: 'fichier' }
        : {
            code: 'ENTREE_INVALIDE',
            message: 'Envoyez un seul fichier, dans le champ « fichier ».',
            chemin: 'fichier',
          };
    const traduite = erreurHttp(refus, erreur.getStatus());
    hote.switchToHttp().getResponse<Response>().status(traduite.getStatus()).json(traduite.getResponse());
  }
}

/** Documents by REST: GraphQL carries no file. */
@Controller()
export class PiecesController {
  constructor(private readonly pieces: PiecesService) {}

  @Post('pieces/:candidatureId/:code')
  @UseGuards(PeutJoindre)
  @UseFilters(FiltreTeleversement)
  @UseInterceptors(
    FileInterceptor('fichier', {
      defParamCharset: 'utf8',
      limits: { fileSize: TAILLE_MAX, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    }),
  )
  async joindre(
    @Param('candidatureId') candidatureId: string,
    @Param('code') code: string,
    @UploadedFile() fichier: FichierTeleverse | undefined,
    @AgentCourant() agent: AgentConnu,
  ): Promise<{ id: string; adresse: string }> {
    if (!fichier || fichier.size === 0) throw new BadRequestException();
    const recu = { nom: fichier.originalname, contenu: fichier.buffer };
    const decision = await this.pieces.joindrePiece(agent, candidatureId, code, recu);
    if (!decision.ok) throw erreurHttp(decision.refus);
    return { id: decision.fait, adresse: `/documents/pieces/${decision.fait}` };
  }

  @Get('documents/pieces/:id')
  async piece(@Param('id') id: string, @AgentCourant() agent: Agent, @Res() reponse: Response): Promise<void> {
    servir(reponse, await this.pieces.telecharger(agent, id));
  }

  @Get('documents/candidatures/:id/recu.pdf')
  async recu(@Param('id') id: string, @AgentCourant() agent: Agent, @Res() reponse: Response): Promise<void> {
    servir(reponse, await this.pieces.telechargerRecu(agent, id));
  }
}

/** Downloaded and never displayed by us: a file that somebody else sent may hold anything. */
function servir(reponse: Response, fichier: FichierServi | null): void {
  if (!fichier) throw new NotFoundException();
  const ascii = fichier.nom
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '');
  reponse.set({
    'Content-Type': fichier.typeMime,
    'Content-Disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fichier.nom)}`,
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  reponse.send(fichier.contenu);
}
