import { Injectable } from '@nestjs/common';
import { accepter, decider, donneesEnJson, type Decision } from '@tdt/domaine';
import { introuvable, maintenant, UniteDeTravail, type Agent } from '@tdt/socle';
import { prevoirParts } from './arrivees.js';
import type { ProjetAvenantInput } from './avenants.inputs.js';
import type { ProjetAvenantType } from './avenants.type.js';
import { Convention } from './convention.entity.js';
import { empreinteDonnees } from './empreinte.js';
import { lireLogos } from './logos/lire-logos.js';
import { composerAvenant } from './modeles/avenant/v1/index.js';
import { nomFichierConvention } from './modeles/convention-multipartite/v1/index.js';
import { contenuAvenant, projeterAvenant } from './projet-avenant.js';
import { objetDeConvention } from './verrous.js';

/** What a manager wants to read before he proposes. */
@Injectable()
export class ApercusAvenants {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * The document of this avenant as it would be now, watermarked; nothing is written. Refusals: those of a proposal, but the
   * ledger's, which asks the envelopes only once the money is needed.
   */
  async projetAvenant(agent: Agent, demande: ProjetAvenantInput): Promise<Decision<ProjetAvenantType>> {
    const prepare = await this.unite.consulter(async (tx) => {
      const convention = await tx.findOneBy(Convention, { id: demande.conventionId });
      if (!convention) return introuvable('conventionId');
      const droit = decider(agent, 'proposerAvenant', await objetDeConvention(tx, convention));
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'conventionId' } };
      const emisLe = await maintenant(tx);
      const projet = await projeterAvenant(tx, agent, convention, demande, prevoirParts(demande.modifications), emisLe);
      if (!projet.ok) return projet;
      return accepter({ convention, emisLe, projet: projet.fait, logos: await lireLogos(tx, projet.fait.donnees) });
    });
    if (!prepare.ok) return prepare;
    const { convention, emisLe, projet, logos } = prepare.fait;
    const { entete } = projet.donnees;
    const donnees = { ...projet.donnees, entete: { ...entete, projet: true } };
    const empreinte = empreinteDonnees(donneesEnJson(donnees)).toString('hex');
    const contenu = contenuAvenant(convention, projet, demande.motif);
    const pdf = await composerAvenant(donnees, contenu, { projet: true, empreinte, logos, emisLe });
    return accepter({ nom: nomFichierConvention(donnees, true), pdf: pdf.toString('base64') });
  }
}
