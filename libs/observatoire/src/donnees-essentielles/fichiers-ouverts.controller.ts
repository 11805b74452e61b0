import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Logger, NotFoundException, Param, Req, Res } from '@nestjs/common';
import { profilDuFichier } from '@tdt/domaine';
import type { Request, Response } from 'express';
import { DonneesEssentiellesService } from './donnees-essentielles.service.js';

const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/';

/** The open files: GraphQL carries none. Public, and without any personal value. */
@Controller('donnees-ouvertes')
export class FichiersOuvertsController {
  private readonly journal = new Logger('DonneesOuvertes');

  constructor(private readonly donnees: DonneesEssentiellesService) {}

  @Get(':siret/:fichier')
  async telecharger(
    @Param('siret') siret: string,
    @Param('fichier') fichier: string,
    @Req() requete: Request,
    @Res() reponse: Response,
  ): Promise<void> {
    const profil = profilDuFichier(/^([a-z]+)\.csv$/.exec(fichier)?.[1] ?? '');
    const ouvert = profil && /^\d{14}$/.test(siret) ? await this.donnees.fichier(siret, profil) : null;
    if (!ouvert) throw new NotFoundException();
    reponse.set({
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${ouvert.nom}"`,
      'Cache-Control': 'public, max-age=300',
      Link: `<${LICENCE}>; rel="license"`,
      ETag: ouvert.etag,
    });
    if (requete.fresh) return void reponse.status(304).end();
    if (requete.method === 'HEAD') return void reponse.end();
    try {
      await pipeline(Readable.from(ouvert.morceaux), reponse);
    } catch (err) {
      // Before the first byte there is somebody to answer; afterwards the connection is cut, and the reader sees it.
      if (!reponse.headersSent) throw err;
      this.journal.warn({ err }, 'fichier interrompu');
    }
  }
}
