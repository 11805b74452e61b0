import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { decider, lireDonneesConvention } from '@tdt/domaine';
import { AgentCourant, type Agent } from '@tdt/socle';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { Convention } from './convention.entity.js';
import { Imprimerie } from './impression/imprimerie.js';
import { nomFichierConvention } from './modeles/convention-multipartite/v1/index.js';
import { objetDeConvention, trouverConvention } from './verrous.js';

/** PDF of conventions: the frozen bytes as they are, with their cachet; a draft is printed on demand, with its watermark. */
@Controller('documents/conventions')
export class DocumentsConventionController {
  constructor(
    private readonly source: DataSource,
    private readonly imprimerie: Imprimerie,
  ) {}

  @Get(':fichier')
  async telecharger(
    @Param('fichier') fichier: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const id = /^([0-9a-f-]{36})\.pdf$/i.exec(fichier)?.[1] ?? '';
    const convention = await trouverConvention(this.source.manager, id);
    const visible =
      convention && decider(agent, 'lireConvention', await objetDeConvention(this.source.manager, convention));
    // Absent and forbidden look the same.
    if (!convention || !visible?.ok) throw new NotFoundException();
    const donnees = lireDonneesConvention(convention.donnees);
    const { pdf: fige, cachet } = convention;
    const pdf = fige ? Buffer.concat([fige, cachet ?? Buffer.alloc(0)]) : await this.imprimerProjet(convention);
    reponse
      .type('application/pdf')
      .set('Content-Disposition', `attachment; filename="${nomFichierConvention(donnees, fige === null)}"`)
      .set('Cache-Control', 'private, no-store')
      .send(pdf);
  }

  /** A draft, or a version that was given up: the watermark says that it commits nobody. */
  private imprimerProjet({ donnees, empreinte, emiseLe }: Convention): Promise<Buffer> {
    const options = { projet: true, empreinte: empreinte.toString('hex'), emisLe: emiseLe };
    return this.imprimerie.imprimer({ donnees, options });
  }
}
