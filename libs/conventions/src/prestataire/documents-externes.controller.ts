import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { decider, lireDonneesConvention } from '@tdt/domaine';
import { AgentCourant, Depot, estUuid, type Agent } from '@tdt/socle';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Convention } from '../convention.entity.js';
import { nomFichierConvention } from '../modeles/convention-multipartite/v1/index.js';
import { Signature } from '../signature.entity.js';
import { objetDeConvention } from '../verrous.js';
import { SignatureExterne } from './signature-externe.entity.js';

interface Lue {
  demande: SignatureExterne;
  signature: Signature;
  convention: Convention;
}

/** What the provider gave back, and the way to it: under the rights of the convention, and decided on what was loaded. */
@Controller('documents/signatures-externes')
export class DocumentsExternesController {
  constructor(
    private readonly source: DataSource,
    private readonly depot: Depot,
  ) {}

  /** The signed copy, or the evidence. What is in doubt, or was turned away, is the staff's. */
  @Get(':id/:fichier.pdf')
  async telecharger(
    @Param('id') id: string,
    @Param('fichier') fichier: string,
    @AgentCourant() agent: Agent,
    @Res() reponse: Response,
  ): Promise<void> {
    const lue = await this.charger(id);
    if (!lue || !(await this.peutLire(agent, lue))) throw new NotFoundException();
    const { demande, convention } = lue;
    const [cle, suffixe] =
      fichier === 'document'
        ? [demande.documentCle, 'signee']
        : [fichier === 'preuve' ? demande.preuveCle : null, 'preuve'];
    if (cle === null) throw new NotFoundException();
    const base = nomFichierConvention(lireDonneesConvention(convention.donnees), false).replace(/\.pdf$/, '');
    const flux = await this.depot.lire(cle);
    reponse
      .type('application/pdf')
      .set('Content-Disposition', `attachment; filename="${base}-${suffixe}.pdf"`)
      .set('Cache-Control', 'private, no-store');
    flux.on('error', () => reponse.destroy()).pipe(reponse);
  }

  /** To the page where the signatory signs: for those who may sign in the name of that party, and for nobody else. */
  @Get(':id/signer')
  async aller(@Param('id') id: string, @AgentCourant() agent: Agent, @Res() reponse: Response): Promise<void> {
    const lue = await this.charger(id);
    const droit =
      lue && decider(agent, 'signerConvention', await objetDeConvention(this.source.manager, lue.convention));
    const sien = droit?.ok === true && droit.fait.organismeId === lue?.signature.organismeId;
    if (!lue || !sien || lue.demande.etat !== 'OUVERTE' || lue.demande.lien === null) throw new NotFoundException();
    reponse.set('Cache-Control', 'private, no-store').redirect(303, lue.demande.lien);
  }

  private async charger(id: string): Promise<Lue | null> {
    const { manager } = this.source;
    const demande = estUuid(id) ? await manager.findOneBy(SignatureExterne, { id }) : null;
    const signature = demande && (await manager.findOneBy(Signature, { id: demande.signatureId }));
    const convention = signature && (await manager.findOneBy(Convention, { id: signature.conventionId }));
    return convention && { demande, signature, convention };
  }

  private async peutLire(agent: Agent, { demande, convention }: Lue): Promise<boolean> {
    const action = demande.etat === 'SIGNEE' ? 'lireConvention' : 'verifierSignatureExterne';
    return decider(agent, action, await objetDeConvention(this.source.manager, convention)).ok;
  }
}
