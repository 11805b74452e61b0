import { Controller, HttpCode, NotFoundException, Post, Req, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import { ExecutantExternes } from './executant-externes.js';
import { PrestataireDeSignature } from './prestataire.js';
import { SuiviExterne } from './suivi-externe.service.js';

/** Where the provider sends its notices; the application leaves their bodies as they came. */
export const CHEMIN_AVIS_PRESTATAIRE = '/avis-prestataire-signature';

/**
 * Notices of the provider. One that is authentic only says that something has moved: what has, is read at the provider, so that a
 * notice played again, out of order or about nothing of ours is harmless, and answered alike.
 */
@Controller(CHEMIN_AVIS_PRESTATAIRE)
export class AvisPrestataireController {
  constructor(
    private readonly prestataire: PrestataireDeSignature,
    private readonly suivi: SuiviExterne,
    private readonly executant: ExecutantExternes,
  ) {}

  @Post()
  @HttpCode(204)
  async recevoir(@Req() { body, headers }: Request): Promise<void> {
    if (this.prestataire.code === null) throw new NotFoundException();
    const corps = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const reference = this.prestataire.authentifierAvis(corps, headers);
    if (reference === null) throw new UnauthorizedException();
    await this.suivi.signaler(reference);
    this.executant.reveiller();
  }
}
