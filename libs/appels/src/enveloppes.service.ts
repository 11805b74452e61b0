import { Injectable } from '@nestjs/common';
import { accepter, decider, exigerQuatreYeux, type Decision } from '@tdt/domaine';
import {
  cacher,
  contrainte,
  introuvable,
  journaliser,
  maintenant,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import type { CreerEnveloppeInput, DoterEnveloppeInput } from './appels.inputs.js';
import { Enveloppe } from './enveloppe.entity.js';
import { GrandLivre } from './grand-livre/index.js';

/** The funders' own money: opened and filled by each of them, and by nobody else. */
@Injectable()
export class EnveloppesService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Opens an empty envelope of the agent's own organisation. Refusals: INTROUVABLE, INTERDIT. */
  async creerEnveloppe(agent: AgentConnu, demande: CreerEnveloppeInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerEnveloppe', { organismeIds: [demande.financeurId], appelId: demande.appelId });
    if (!droit.ok) return droit;
    try {
      return await this.unite.executer(async (tx) => {
        const id = nouvelId();
        const creeePar = agent.utilisateurId;
        await tx.insert(Enveloppe, { ...demande, id, statut: 'OUVERTE', creeeLe: await maintenant(tx), creeePar });
        await journaliser(tx, {
          chaine: `enveloppe:${id}`,
          action: 'creerEnveloppe',
          acteurId: agent.utilisateurId,
          objetType: 'enveloppe',
          objetId: id,
          donnees: { financeurId: demande.financeurId, appelId: demande.appelId ?? null },
        });
        return accepter(id);
      });
    } catch (erreur) {
      const lien = /^enveloppe_(financeur|appel)_fk$/.exec(contrainte(erreur) ?? '')?.[1];
      if (lien) return introuvable(`${lien}Id`);
      throw erreur;
    }
  }

  /**
   * Puts money into an envelope that somebody else opened; the same key answers the same thing and counts once. Refusals:
   * INTROUVABLE, INTERDIT, QUATRE_YEUX, then those of the ledger.
   */
  async doterEnveloppe(agent: AgentConnu, demande: DoterEnveloppeInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const enveloppe = await tx.findOneBy(Enveloppe, { id: demande.enveloppeId });
      if (!enveloppe) return introuvable('enveloppeId');
      const droit = decider(agent, 'doterEnveloppe', {
        organismeIds: [enveloppe.financeurId],
        appelId: enveloppe.appelId,
      });
      if (!droit.ok) return cacher(droit, 'enveloppeId');
      const quatreYeux = exigerQuatreYeux(agent, 'doterEnveloppe', { creerEnveloppe: [enveloppe.creeePar] });
      if (!quatreYeux.ok) return quatreYeux;
      const acte = { cle: demande.cle, acteurId: agent.utilisateurId };
      const lot = await new GrandLivre(tx).doter(acte, enveloppe.id, demande.montant);
      return lot.ok ? accepter(enveloppe.id) : lot;
    });
  }
}
