import { Injectable } from '@nestjs/common';
import { accepter, decider, refuser, validerIdentifiant, type Decision } from '@tdt/domaine';
import {
  contrainte,
  introuvable,
  journaliser,
  maintenant,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import type { AccorderHabilitationInput, CreerOrganismeInput, CreerUtilisateurInput } from './acteurs.inputs.js';
import { Habilitation } from './habilitation.entity.js';
import { Organisme } from './organisme.entity.js';
import { Territoire } from './territoire.entity.js';
import { Utilisateur } from './utilisateur.entity.js';

/** Who exists on the platform, and what each may do. */
@Injectable()
export class ActeursService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Registers a legal person. Refusals: IDENTIFIANT_INVALIDE, TERRITOIRE_INCONNU, DOUBLON. */
  async creerOrganisme(agent: AgentConnu, demande: CreerOrganismeInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerOrganisme', {});
    if (!droit.ok) return droit;
    const identifiant = this.identifiants(demande);
    if (!identifiant.ok) return identifiant;
    return this.surDoublon('identifiant', () =>
      this.unite.executer(async (tx) => {
        const code = demande.communeCode ?? null;
        if (code !== null && !(await tx.existsBy(Territoire, { nature: 'COMMUNE', code }))) {
          return refuser('TERRITOIRE_INCONNU', 'Aucune commune ne porte ce code INSEE.', 'communeCode');
        }
        const id = nouvelId();
        await tx.insert(Organisme, { ...demande, id, fictif: false, creeLe: await maintenant(tx) });
        await this.tracer(tx, agent, 'creerOrganisme', 'organisme', id);
        return accepter(id);
      }),
    );
  }

  private identifiants(demande: CreerOrganismeInput): Decision<unknown> {
    const principal = validerIdentifiant(demande.typeIdentifiant, demande.identifiant);
    if (!principal.ok || !demande.rna) return principal;
    const rna = validerIdentifiant('RNA', demande.rna);
    return rna.ok ? rna : { ok: false, refus: { ...rna.refus, chemin: 'rna' } };
  }

  /** Registers a person. Refusal: DOUBLON. */
  async creerUtilisateur(agent: AgentConnu, demande: CreerUtilisateurInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerUtilisateur', {});
    if (!droit.ok) return droit;
    return this.surDoublon('courriel', () =>
      this.unite.executer(async (tx) => {
        const id = nouvelId();
        const courriel = demande.courriel.toLowerCase();
        await tx.insert(Utilisateur, { ...demande, courriel, id, fictif: false, creeLe: await maintenant(tx) });
        const { prenom, nom } = demande;
        // What was registered, provable even when the row has changed, and erasable.
        await this.tracer(tx, agent, 'creerUtilisateur', 'utilisateur', id, {}, { courriel, prenom, nom });
        return accepter(id);
      }),
    );
  }

  /** Grants a right; never to oneself. Refusals: QUATRE_YEUX, INTROUVABLE. */
  async accorderHabilitation(agent: AgentConnu, demande: AccorderHabilitationInput): Promise<Decision<string>> {
    const droit = decider(agent, 'accorderHabilitation', {
      utilisateurId: demande.utilisateurId,
      organismeIds: [demande.organismeId],
    });
    if (!droit.ok) return droit;
    return this.surLienInconnu(() =>
      this.unite.executer(async (tx) => {
        const debut = demande.debut ?? (await maintenant(tx));
        if (demande.fin && demande.fin <= debut) {
          return refuser('ENTREE_INVALIDE', 'La fin d’une habilitation vient après son début.', 'fin');
        }
        const id = nouvelId();
        await tx.insert(Habilitation, { ...demande, id, debut, accordeePar: agent.utilisateurId });
        await this.tracer(tx, agent, 'accorderHabilitation', 'habilitation', id, {
          utilisateurId: demande.utilisateurId,
          role: demande.role,
          organismeId: demande.organismeId,
        });
        return accepter(id);
      }),
    );
  }

  /** Ends a right at this instant. Refusals: INTROUVABLE, ETAT_INVALIDE when it is already over. */
  async retirerHabilitation(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const habilitation = await tx.findOne(Habilitation, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!habilitation) return introuvable('id');
      const droit = decider(agent, 'retirerHabilitation', { organismeIds: [habilitation.organismeId ?? ''] });
      if (!droit.ok) return droit;
      const instant = await maintenant(tx);
      if (habilitation.fin && habilitation.fin <= instant) {
        return refuser('ETAT_INVALIDE', 'Cette habilitation a déjà pris fin.', 'id');
      }
      await tx.update(Habilitation, { id }, { fin: instant });
      await this.tracer(tx, agent, 'retirerHabilitation', 'habilitation', id, {
        utilisateurId: habilitation.utilisateurId,
      });
      return accepter(id);
    });
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    objetType: string,
    objetId: string,
    donnees = {},
    personnelles?: Record<string, string>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `${objetType}:${objetId}`,
      action,
      acteurId: agent.utilisateurId,
      objetType,
      objetId,
      donnees,
      ...(personnelles ? { personnelles: { personneId: objetId, valeurs: personnelles } } : {}),
    });
  }

  private async surDoublon(chemin: string, acte: () => Promise<Decision<string>>): Promise<Decision<string>> {
    try {
      return await acte();
    } catch (erreur) {
      if (!contrainte(erreur)?.endsWith('_unique')) throw erreur;
      return refuser('DOUBLON', 'Cet identifiant ou cette adresse figure déjà sur la plateforme.', chemin);
    }
  }

  private async surLienInconnu(acte: () => Promise<Decision<string>>): Promise<Decision<string>> {
    try {
      return await acte();
    } catch (erreur) {
      const lien = /^habilitation_(utilisateur|organisme|appel|conference)_fk$/.exec(contrainte(erreur) ?? '')?.[1];
      if (!lien) throw erreur;
      return introuvable(`${lien}Id`);
    }
  }
}
