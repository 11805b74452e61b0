import { Injectable } from '@nestjs/common';
import { avancer, CYCLE_CONVENTION, decider, ecrireRepere, lireDonneesConvention } from '@tdt/domaine';
import { poserReperes } from '@tdt/documents';
import type { Agent } from '@tdt/socle';
import { DataSource } from 'typeorm';
import type { Convention } from './convention.entity.js';
import { Imprimerie } from './impression/imprimerie.js';
import { lireLogos } from './logos/lire-logos.js';
import { nomFichierConvention } from './modeles/convention-multipartite/v1/index.js';
import { objetDeConvention, trouverConvention } from './verrous.js';

/** A convention as a file. */
export interface Tirage {
  nom: string;
  pdf: Buffer;
}

/** PDF of conventions: the frozen bytes as they are, with their cachet; a draft is printed on demand, with its watermark. */
@Injectable()
export class Tirages {
  constructor(
    private readonly source: DataSource,
    private readonly imprimerie: Imprimerie,
  ) {}

  /** Null when it does not exist or is not for this agent: both look the same. @throws PanneImpression */
  async tirer(agent: Agent, id: string): Promise<Tirage | null> {
    const convention = await this.lire(agent, id);
    if (!convention) return null;
    const { pdf: fige, cachet, donnees } = convention;
    const nom = nomFichierConvention(lireDonneesConvention(donnees), fige === null);
    if (!fige) return { nom, pdf: await this.imprimerProjet(convention) };
    return { nom, pdf: Buffer.concat([fige, cachet ?? Buffer.alloc(0)]) };
  }

  /**
   * The document to sign with a pen: the frozen one, with a mark on each page that says where it comes from. Null when it does
   * not exist, is not for this agent, or is not in signature.
   */
  async tirerPourPapier(agent: Agent, id: string): Promise<Tirage | null> {
    const convention = await this.lire(agent, id);
    if (!convention?.pdf || !avancer(CYCLE_CONVENTION, convention.etat, 'signer').ok) return null;
    const { numero, version, donnees, pdf } = convention;
    const empreinte = convention.empreinte.toString('hex');
    const nom = nomFichierConvention(lireDonneesConvention(donnees), false).replace(/\.pdf$/, '-papier.pdf');
    return {
      nom,
      pdf: poserReperes(pdf, (page, pages) => ecrireRepere({ numero, version, empreinte, page, pages })),
    };
  }

  private async lire(agent: Agent, id: string): Promise<Convention | null> {
    const { manager } = this.source;
    const convention = await trouverConvention(manager, id);
    const lisible = convention && decider(agent, 'lireConvention', await objetDeConvention(manager, convention)).ok;
    return lisible ? convention : null;
  }

  /** A draft, or a version that was given up: the watermark says that it commits nobody. */
  private async imprimerProjet({ donnees, empreinte, emiseLe }: Convention): Promise<Buffer> {
    const logos = await lireLogos(this.source.manager, lireDonneesConvention(donnees));
    const options = { projet: true, empreinte: empreinte.toString('hex'), logos, emisLe: emiseLe };
    return this.imprimerie.imprimer({ donnees, options });
  }
}
