import { Injectable } from '@nestjs/common';
import { accepter, decider, deciderRole, exigerQuatreYeux, refuser, type Action, type Decision } from '@tdt/domaine';
import { contrainte, introuvable, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type { AccorderHabilitationInput } from './acteurs.inputs.js';
import { accorder, organismesDe } from './habilitations.js';
import { Habilitation } from './habilitation.entity.js';
import { tracer } from './tracer.js';
import { Utilisateur } from './utilisateur.entity.js';

/** What each person may do, and whether his account is open. */
@Injectable()
export class HabilitationsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Grants a right to a person one can see; never to oneself. Refusals: INTROUVABLE, INTERDIT (also for a role that is not
   * one's to give), QUATRE_YEUX, ENTREE_INVALIDE for a period that ends before it begins. A role of the staff, of a chair
   * or of an administrator gives nothing until a second person has confirmed it.
   */
  async accorderHabilitation(agent: AgentConnu, demande: AccorderHabilitationInput): Promise<Decision<string>> {
    return this.surLienInconnu(() =>
      this.unite.executer(async (tx) => {
        const cible = await this.personneVisible(tx, agent, demande.utilisateurId, 'utilisateurId');
        if (!cible.ok) return cible;
        const objet = { ...demande, organismeIds: [demande.organismeId] };
        const droit = deciderRole(agent, 'accorderHabilitation', objet);
        if (!droit.ok) return droit;
        const debut = demande.debut ?? (await maintenant(tx));
        if (demande.fin && demande.fin <= debut) {
          return refuser('ENTREE_INVALIDE', 'La fin d’une habilitation vient après son début.', 'fin');
        }
        return accepter(await accorder(tx, agent.utilisateurId, 'accorderHabilitation', { ...demande, debut }));
      }),
    );
  }

  /**
   * Ends a right at this instant; never one's own. Refusals: INTROUVABLE, INTERDIT, QUATRE_YEUX, ETAT_INVALIDE when it is
   * already over.
   */
  async retirerHabilitation(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surHabilitation(agent, 'retirerHabilitation', id, async (tx, _habilitation, instant) => {
      await tx.update(Habilitation, { id }, { fin: instant });
      return accepter();
    });
  }

  /**
   * Brings into force a right that waited for a second person: neither who granted it nor who receives it. Refusals:
   * INTROUVABLE, INTERDIT, QUATRE_YEUX, ETAT_INVALIDE when it is over or already in force.
   */
  async confirmerHabilitation(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surHabilitation(agent, 'confirmerHabilitation', id, async (tx, habilitation, instant) => {
      if (!habilitation.attendConfirmation) {
        return refuser('ETAT_INVALIDE', 'Cette habilitation n’attend pas de confirmation.', 'id');
      }
      const auteurs = { accorderHabilitation: [habilitation.accordeePar] };
      const quatreYeux = exigerQuatreYeux(agent, 'confirmerHabilitation', auteurs);
      if (!quatreYeux.ok) return quatreYeux;
      // It begins when it gives something: what was done before is not covered by it.
      const debut = habilitation.debut > instant ? habilitation.debut : instant;
      const confirmation = { attendConfirmation: false, confirmeePar: agent.utilisateurId, confirmeeLe: instant };
      await tx.update(Habilitation, { id }, { ...confirmation, debut });
      return accepter();
    });
  }

  /** Lock, rights, and a right that is not over; then the act and its journal line. */
  private surHabilitation(
    agent: AgentConnu,
    action: Extract<Action, 'retirerHabilitation' | 'confirmerHabilitation'>,
    id: string,
    acte: (tx: EntityManager, habilitation: Habilitation, instant: Date) => Promise<Decision>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const habilitation = await tx.findOne(Habilitation, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!habilitation) return introuvable('id');
      const { utilisateurId, organismeId, role } = habilitation;
      const objet = { ...habilitation, organismeIds: organismeId ? [organismeId] : [] };
      const droit = deciderRole(agent, action, objet);
      if (!droit.ok) return droit.refus.code === 'INTROUVABLE' ? introuvable('id') : droit;
      const instant = await maintenant(tx);
      if (habilitation.fin && habilitation.fin <= instant) {
        return refuser('ETAT_INVALIDE', 'Cette habilitation a déjà pris fin.', 'id');
      }
      const fait = await acte(tx, habilitation, instant);
      if (!fait.ok) return fait;
      await tracer(tx, agent.utilisateurId, action, 'habilitation', id, { utilisateurId, role });
      return accepter(id);
    });
  }

  /** Closes an account: its sessions and its tokens open nothing from now on. Refusals: INTROUVABLE, INTERDIT, QUATRE_YEUX, ETAT_INVALIDE. */
  async desactiverUtilisateur(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.changerCompte(agent, 'desactiverUtilisateur', id, async (tx, utilisateur) => {
      if (utilisateur.desactiveLe) return refuser('ETAT_INVALIDE', 'Ce compte est déjà désactivé.', 'id');
      await tx.update(Utilisateur, { id }, { desactiveLe: await maintenant(tx) });
      await tx.query('delete from session where utilisateur_id = $1', [id]);
      return accepter();
    });
  }

  /** Opens an account again, with the habilitations that it still has. Refusals: as above. */
  async reactiverUtilisateur(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.changerCompte(agent, 'reactiverUtilisateur', id, async (tx, utilisateur) => {
      if (!utilisateur.desactiveLe) return refuser('ETAT_INVALIDE', 'Ce compte n’est pas désactivé.', 'id');
      await tx.update(Utilisateur, { id }, { desactiveLe: null });
      return accepter();
    });
  }

  private changerCompte(
    agent: AgentConnu,
    action: Extract<Action, 'desactiverUtilisateur' | 'reactiverUtilisateur'>,
    id: string,
    acte: (tx: EntityManager, utilisateur: Utilisateur) => Promise<Decision>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const cible = await this.personneVisible(tx, agent, id, 'id');
      if (!cible.ok) return cible;
      const droit = decider(agent, action, { utilisateurId: id, organismeIds: await organismesDe(tx, id) });
      if (!droit.ok) return droit;
      const fait = await acte(tx, cible.fait);
      if (!fait.ok) return fait;
      await tracer(tx, agent.utilisateurId, action, 'utilisateur', id);
      return accepter(id);
    });
  }

  /** Locks a person whom the agent may see; who is only named by a guessed id stays unknown. */
  private async personneVisible(
    tx: EntityManager,
    agent: AgentConnu,
    id: string,
    chemin: string,
  ): Promise<Decision<Utilisateur>> {
    const utilisateur = await tx.findOne(Utilisateur, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!utilisateur) return introuvable(chemin);
    const organismeIds = await organismesDe(tx, id);
    const visible = id === agent.utilisateurId || decider(agent, 'lireUtilisateur', { organismeIds }).ok;
    return visible ? accepter(utilisateur) : introuvable(chemin);
  }

  private async surLienInconnu(acte: () => Promise<Decision<string>>): Promise<Decision<string>> {
    try {
      return await acte();
    } catch (erreur) {
      const lien = /^habilitation_(organisme|appel|conference)_fk$/.exec(contrainte(erreur) ?? '')?.[1];
      if (!lien) throw erreur;
      return introuvable(`${lien}Id`);
    }
  }
}
