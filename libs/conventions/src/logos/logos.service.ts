import { readFile, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Logo, poserLogo, verrouillerOrganisme, type ImageDeLogo } from '@tdt/acteurs';
import { controlerContenu, MOTIFS } from '@tdt/candidatures';
import { accepter, decider, exigerPoidsLogo, refuser, type Decision } from '@tdt/domaine';
import { estConnu, estUuid, introuvable, UniteDeTravail, type Agent, type AgentConnu } from '@tdt/socle';
import { DataSource } from 'typeorm';
import { preparerLogo } from './image.js';

const droitDe = (agent: Agent, organismeId: string) => decider(agent, 'changerLogo', { organismeIds: [organismeId] });

/** The logos of organisations: chosen by themselves or by the staff, read from the file to its end before anything is written. */
@Injectable()
export class LogosService {
  constructor(
    private readonly source: DataSource,
    private readonly unite: UniteDeTravail,
  ) {}

  /**
   * Gives this logo to an organisation in place of the one that it has, or takes it away. Refusals: INTROUVABLE, INTERDIT, those of
   * `exigerPoidsLogo`, ENTREE_INVALIDE for what our control of contents turns away, those of `admettreLogo`.
   * @param chemin of the file received, null to take the logo away
   * @returns the name of the image, null when there is none any more
   */
  async changerLogo(agent: AgentConnu, organismeId: string, chemin: string | null): Promise<Decision<string | null>> {
    if (!estUuid(organismeId)) return introuvable('organismeId');
    // Whoever may not is told so before his file is read; what is decided counts under the lock.
    const droit = droitDe(agent, organismeId);
    if (!droit.ok) return droit;
    const lue = chemin === null ? accepter(null) : await lire(chemin);
    if (!lue.ok) return lue;
    return this.unite.executer(async (tx) => {
      const organisme = await verrouillerOrganisme(tx, organismeId);
      if (!organisme) return introuvable('organismeId');
      await poserLogo(tx, agent, organisme, lue.fait);
      return accepter(lue.fait?.empreinte ?? null);
    });
  }

  /** The image of this name, for whoever is connected; null without it. */
  async lire(agent: Agent, empreinte: string): Promise<Pick<Logo, 'typeMime' | 'octets'> | null> {
    if (!estConnu(agent)) return null;
    return this.source.manager.findOne(Logo, { where: { empreinte }, select: { typeMime: true, octets: true } });
  }
}

/** A file as it came, not yet trusted: turned away, or made into what will be kept of it. */
async function lire(chemin: string): Promise<Decision<ImageDeLogo>> {
  const poids = exigerPoidsLogo((await stat(chemin)).size);
  if (!poids.ok) return poids;
  const verdict = await controlerContenu(chemin);
  // What is of no known type is told what a logo is, rather than what a document may be.
  if (!verdict.ok && verdict.motif !== 'TYPE_INCONNU')
    return refuser('ENTREE_INVALIDE', MOTIFS[verdict.motif], 'fichier');
  return preparerLogo(verdict.ok ? verdict.type : 'inconnu', await readFile(chemin));
}
