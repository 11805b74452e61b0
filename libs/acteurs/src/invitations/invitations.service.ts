import { Injectable } from '@nestjs/common';
import {
  accepter,
  deciderRole,
  exigerEnAttente,
  INVITATION_JOURS,
  refuser,
  type ActionEcriture,
  type Decision,
} from '@tdt/domaine';
import {
  AdressePublique,
  contrainte,
  empreinteSecret,
  introuvable,
  maintenant,
  nouveauSecret,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { tracer } from '../tracer.js';
import { Utilisateur } from '../utilisateur.entity.js';
import { honorer, verrouiller, verrouillerParLien } from './honorer.js';
import { Invitation } from './invitation.entity.js';
import { InvitationEmiseType } from './invitation.type.js';
import { invitationDuLien, oublierLiens } from './liens.js';
import type { InviterUtilisateurInput } from './invitations.inputs.js';

const JOUR_MS = 86_400_000;

/** Brings people in: a link, sent to an address, that gives one role once. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
    private readonly adresse: AdressePublique,
  ) {}

  /** Promises a role. Refusals: INTERDIT, QUATRE_YEUX, INTROUVABLE (organisation, call, conference), DOUBLON. */
  async inviterUtilisateur(
    agent: AgentConnu,
    demande: InviterUtilisateurInput,
  ): Promise<Decision<InvitationEmiseType>> {
    const courriel = demande.courriel.toLowerCase();
    return this.surConflit(() =>
      this.unite.executer(async (tx) => {
        const invite = await tx.findOneBy(Utilisateur, { courriel });
        const objet = { ...demande, organismeIds: [demande.organismeId], utilisateurId: invite?.id };
        const droit = deciderRole(agent, 'inviterUtilisateur', objet);
        if (!droit.ok) return droit;
        const jeton = nouveauSecret();
        const creeLe = await maintenant(tx);
        const invitation = {
          ...demande,
          id: nouvelId(),
          courriel,
          empreinte: empreinteSecret(jeton),
          invitePar: agent.utilisateurId,
          creeLe,
          expireLe: new Date(creeLe.getTime() + INVITATION_JOURS * JOUR_MS),
        };
        await tx.insert(Invitation, invitation);
        const { role, organismeId } = demande;
        await tracer(tx, agent.utilisateurId, 'inviterUtilisateur', 'invitation', invitation.id, { role, organismeId });
        return accepter(this.emise(invitation.id, jeton, invitation.expireLe));
      }),
    );
  }

  /** Another link for another week; the former one is dead. Refusals: INTROUVABLE, INTERDIT, QUATRE_YEUX, ETAT_INVALIDE. */
  async renouvelerInvitation(agent: AgentConnu, id: string): Promise<Decision<InvitationEmiseType>> {
    return this.unite.executer(async (tx) => {
      const decidee = await this.enAttente(tx, agent, 'renouvelerInvitation', id);
      if (!decidee.ok) return decidee;
      const jeton = nouveauSecret();
      const expireLe = new Date((await maintenant(tx)).getTime() + INVITATION_JOURS * JOUR_MS);
      const invitePar = agent.utilisateurId;
      await tx.update(Invitation, { id }, { empreinte: empreinteSecret(jeton), expireLe, invitePar });
      await oublierLiens(tx, id);
      await tracer(tx, agent.utilisateurId, 'renouvelerInvitation', 'invitation', id);
      return accepter(this.emise(id, jeton, expireLe));
    });
  }

  /** Takes the promise back. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  async annulerInvitation(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const decidee = await this.enAttente(tx, agent, 'annulerInvitation', id);
      if (!decidee.ok) return decidee;
      await tx.update(Invitation, { id }, { annuleeLe: await maintenant(tx) });
      await tracer(tx, agent.utilisateurId, 'annulerInvitation', 'invitation', id);
      return accepter(id);
    });
  }

  /** What a link shows. Reading it changes nothing: mail programs open links before people do. */
  async lire(jeton: string): Promise<Invitation | null> {
    const id = await invitationDuLien(this.source, jeton);
    if (id === null) return null;
    return this.source.manager.findOne(Invitation, { where: { id }, relations: { organisme: true } });
  }

  /** Takes the promised role, for the person logged in. Refusals: INTROUVABLE, then those of `honorer`. */
  async accepterInvitation(utilisateurId: string, jeton: string): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const invitation = await verrouillerParLien(tx, jeton);
      const utilisateur = await tx.findOneBy(Utilisateur, { id: utilisateurId });
      if (!invitation || !utilisateur) return introuvable('invitation');
      return honorer(tx, invitation, { utilisateurId, courriel: utilisateur.courriel });
    });
  }

  private async enAttente(
    tx: EntityManager,
    agent: AgentConnu,
    action: ActionEcriture,
    id: string,
  ): Promise<Decision<Invitation>> {
    const invitation = await verrouiller(tx, { id });
    if (!invitation) return introuvable('id');
    const invite = await tx.findOneBy(Utilisateur, { courriel: invitation.courriel });
    const objet = { ...invitation, organismeIds: [invitation.organismeId], utilisateurId: invite?.id };
    const droit = deciderRole(agent, action, objet);
    if (!droit.ok) return droit.refus.code === 'INTROUVABLE' ? introuvable('id') : droit;
    const attente = exigerEnAttente(invitation);
    return attente.ok ? accepter(invitation) : attente;
  }

  private emise(invitationId: string, jeton: string, expireLe: Date): InvitationEmiseType {
    const lien = this.adresse.url(`/invitations/${jeton}`);
    return Object.assign(new InvitationEmiseType(), { invitationId, lien, expireLe });
  }

  private async surConflit<Fait>(acte: () => Promise<Decision<Fait>>): Promise<Decision<Fait>> {
    try {
      return await acte();
    } catch (erreur) {
      const nom = contrainte(erreur) ?? '';
      const lien = /^invitation_(organisme|appel|conference)_fk$/.exec(nom)?.[1];
      if (lien) return introuvable(`${lien}Id`);
      if (nom !== 'invitation_attente_unique') throw erreur;
      const message = 'Une invitation attend déjà cette personne pour ce rôle : renouvelez-la plutôt.';
      return refuser('DOUBLON', message, 'courriel');
    }
  }
}
