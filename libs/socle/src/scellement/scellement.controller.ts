import { createPublicKey } from 'node:crypto';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { estJour } from '@tdt/domaine';
import type { Response } from 'express';
import { TetesPubliques } from './tetes.service.js';

/** The files that a verification from outside needs: GraphQL carries none. Public, and without any personal value. */
@Controller('scellement')
export class ScellementController {
  constructor(private readonly tetes: TetesPubliques) {}

  /** The public keys, one PEM block each. */
  @Get('cles.pem')
  async cles(@Res() reponse: Response): Promise<void> {
    const cles = await this.tetes.cles();
    const pem = cles.map((der) =>
      createPublicKey({ key: der, format: 'der', type: 'spki' }).export({ type: 'spki', format: 'pem' }),
    );
    reponse.set({ 'Content-Type': 'application/x-pem-file', 'Cache-Control': 'public, max-age=300' });
    reponse.send(pem.join(''));
  }

  /** The time-stamp of the head of a day, as its authority gave it. */
  @Get('horodatages/:jour.tsr')
  async jeton(@Param('jour') jour: string, @Res() reponse: Response): Promise<void> {
    const jeton = estJour(jour) ? await this.tetes.jeton(jour) : null;
    if (!jeton) throw new NotFoundException();
    reponse.set({
      'Content-Type': 'application/timestamp-reply',
      'Content-Disposition': `attachment; filename="sceau-${jour}.tsr"`,
      'Cache-Control': 'public, max-age=86400',
    });
    reponse.send(jeton);
  }
}
