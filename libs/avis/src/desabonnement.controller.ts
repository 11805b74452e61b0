import { Controller, Get, HttpCode, NotFoundException, Param, Post, Res } from '@nestjs/common';
import { envoyerPage, html } from '@tdt/socle';
import type { Response } from 'express';
import { Preferences } from './preferences.service.js';

/**
 * The link that silences a family, without logging in. Opening it shows what it would do; only a POST does it, from the page
 * or from a mail program in one click (RFC 8058), which sends no cookie and reads no page.
 */
@Controller('desabonnement/:secret')
export class DesabonnementController {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  async montrer(@Param('secret') secret: string, @Res() reponse: Response): Promise<void> {
    const silence = await this.preferences.silenceDe(secret);
    if (!silence) throw new NotFoundException();
    envoyerPage(
      reponse,
      'Ne plus recevoir ces courriels',
      html`<p>Vous ne recevrez plus : ${silence.quoi}.</p>
        <p>Les convocations et les décisions qui vous concernent continueront d’arriver.</p>
        <form method="post"><button>Ne plus les recevoir</button></form>
        <p><a href="/">Garder ces courriels</a></p>`,
    );
  }

  @Post()
  @HttpCode(200)
  async desabonner(@Param('secret') secret: string, @Res() reponse: Response): Promise<void> {
    const decision = await this.preferences.desabonner(secret);
    if (!decision.ok) throw new NotFoundException();
    envoyerPage(
      reponse,
      'C’est fait',
      html`<p role="status">Vous ne recevrez plus : ${decision.fait.quoi}.</p>
        <p>Une fois connecté, vous pouvez revenir sur ce choix à tout moment.</p>`,
    );
  }
}
