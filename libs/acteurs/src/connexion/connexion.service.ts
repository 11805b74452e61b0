import { Injectable } from '@nestjs/common';
import { accepter, accepterInvitation, exigerNiveau, refuser, type Decision } from '@tdt/domaine';
import {
  agentDe,
  ClientOpenId,
  contrainte,
  introuvable,
  maintenant,
  Sessions,
  UniteDeTravail,
  type IdentiteAffirmee,
} from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { exigerRattachable, honorer, verrouiller } from '../invitations/honorer.js';
import { Invitation } from '../invitations/invitation.entity.js';
import { tracer } from '../tracer.js';
import { Utilisateur } from '../utilisateur.entity.js';
import { actualiser, compteDe, exigerOuvert, ouvrirCompte, transferer, verrouillerCompte } from './comptes.js';
import { consommerDemande, inscrireDemande, type DemandeConnexion } from './demandes.js';
import { differer, oublierRattachement, rattachementDe } from './rattachements.js';

export interface DemandeDeConnexion {
  /** A path of ours. */
  retour: string;
  /** Prove again who one is. */
  fraiche: boolean;
  /** By two factors. */
  fort: boolean;
  invitation: Invitation | null;
}

/** A session is open: the browser takes its cookie and goes to this path of ours. */
export interface SuiteSession {
  sorte: 'session';
  secret: string;
  adresse: string;
}

/** Where the browser goes next, and under which cookie. */
export type SuiteConnexion = SuiteSession | { sorte: 'rattachement'; secret: string };

/** Two browsers of one newcomer at the same instant: the second finds the account that the first has made. */
const ARRIVEES_SIMULTANEES = new Set(['identite_pk', 'utilisateur_courriel_unique']);

/** From a browser that asks to log in to a session, by way of the provider. */
@Injectable()
export class ConnexionService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
    private readonly openid: ClientOpenId,
    private readonly sessions: Sessions,
  ) {}

  /** First half. Returns where to send the browser, and the state that it must bring back in its cookie. */
  async commencer(demande: DemandeDeConnexion): Promise<{ adresse: string; etat: string }> {
    const { retour, fraiche, fort, invitation } = demande;
    const verificateur = this.openid.nouveauVerificateur();
    const attentes = await inscrireDemande(this.source, {
      retour,
      fraiche,
      verificateur,
      invitationId: invitation?.id ?? null,
    });
    return { adresse: await this.openid.adresseAutorisation(attentes, fort), etat: attentes.etat };
  }

  /**
   * Second half: `parametres` is what the provider answered by way of the browser, `etat` what the browser kept. Refusals:
   * NON_AUTHENTIFIE (the answer is not that of this login), AUTHENTIFICATION_FAIBLE (level of the rights, or not fresh),
   * INTERDIT (account closed, or address of somebody else's account).
   */
  async terminer(
    parametres: string,
    etat: string | undefined,
    ancienne: string | undefined,
  ): Promise<Decision<SuiteConnexion>> {
    const rendu = new URLSearchParams(parametres).get('state');
    const demande = etat === undefined || etat !== rendu ? null : await consommerDemande(this.source, etat);
    if (!demande) {
      const message = 'Cette connexion n’a pas été commencée ici, ou a déjà servi : recommencez-la.';
      return refuser('NON_AUTHENTIFIE', message, 'state');
    }
    const identite = await this.openid.identifier(parametres, demande);
    if (!identite.ok) return identite;
    const entrer = () => this.unite.executer((tx) => this.entrer(tx, identite.fait, demande, ancienne));
    try {
      return await entrer();
    } catch (erreur) {
      if (!ARRIVEES_SIMULTANEES.has(contrainte(erreur) ?? '')) throw erreur;
      return entrer();
    }
  }

  private async entrer(
    tx: EntityManager,
    identite: IdentiteAffirmee,
    demande: DemandeConnexion,
    ancienne: string | undefined,
  ): Promise<Decision<SuiteConnexion>> {
    const connu = await compteDe(tx, identite);
    if (!connu) {
      const homonyme = await verrouillerCompte(tx, { courriel: identite.courriel });
      if (homonyme) return this.proposerRattachement(tx, homonyme, identite, demande);
    }
    const compte = connu ?? (await ouvrirCompte(tx, identite));
    const ouvert = exigerOuvert(compte);
    if (!ouvert.ok) return ouvert;
    await actualiser(tx, compte, identite);
    return this.ouvrirSession(tx, compte, identite, demande.retour, ancienne);
  }

  /**
   * The address already has an account, which another identity holds, or nobody yet. An address alone opens nothing: it takes
   * the link of an invitation sent to it, then an explicit yes.
   */
  private async proposerRattachement(
    tx: EntityManager,
    homonyme: Utilisateur,
    identite: IdentiteAffirmee,
    { invitationId }: DemandeConnexion,
  ): Promise<Decision<SuiteConnexion>> {
    const ouvert = exigerOuvert(homonyme);
    if (!ouvert.ok) return ouvert;
    const invitation = invitationId ? await verrouiller(tx, { id: invitationId }) : null;
    if (!invitation) {
      const message =
        'Un compte existe déjà à votre adresse : ouvrez le lien de l’invitation que vous avez reçue, ou demandez-en une.';
      return refuser('INTERDIT', message, 'courriel');
    }
    const possible = accepterInvitation(invitation, identite.courriel, await maintenant(tx));
    if (!possible.ok) return possible;
    const rattachable = await exigerRattachable(tx, invitation, homonyme.id);
    if (!rattachable.ok) return rattachable;
    const secret = await differer(tx, { invitationId: invitation.id, identite });
    return accepter({ sorte: 'rattachement', secret });
  }

  /** What the page of confirmation shows; null when there is nothing to confirm. */
  async lireRattachement(secret: string): Promise<{ courriel: string; invitation: Invitation } | null> {
    const attente = await rattachementDe(this.source, secret);
    if (!attente) return null;
    const ou = { where: { id: attente.invitationId }, relations: { organisme: true } };
    const invitation = await this.source.manager.findOne(Invitation, ou);
    return invitation && { courriel: attente.identite.courriel, invitation };
  }

  /** The explicit yes: links the identity to the account of its address, and takes the promised role. Refusals: as above. */
  async rattacher(secret: string, ancienne: string | undefined): Promise<Decision<SuiteSession>> {
    return this.unite.executer(async (tx) => {
      const attente = await rattachementDe(tx, secret);
      if (!attente) return introuvable('rattachement');
      const { identite } = attente;
      const compte = await verrouillerCompte(tx, { courriel: identite.courriel });
      const invitation = await verrouiller(tx, { id: attente.invitationId });
      if (!compte || !invitation || (await compteDe(tx, identite))) return introuvable('rattachement');
      const ouvert = exigerOuvert(compte);
      if (!ouvert.ok) return ouvert;
      const rattachable = await exigerRattachable(tx, invitation, compte.id);
      if (!rattachable.ok) return rattachable;
      const promis = await honorer(tx, invitation, { utilisateurId: compte.id, courriel: identite.courriel });
      if (!promis.ok) return promis;
      await transferer(tx, identite, compte.id);
      await actualiser(tx, compte, identite);
      await oublierRattachement(tx, secret);
      return this.ouvrirSession(tx, compte, identite, '/', ancienne);
    });
  }

  private async ouvrirSession(
    tx: EntityManager,
    compte: Utilisateur,
    identite: IdentiteAffirmee,
    retour: string,
    ancienne: string | undefined,
  ): Promise<Decision<SuiteSession>> {
    const agent = await agentDe(tx, compte.id);
    const habilitations = agent?.habilitations ?? [];
    const niveau = exigerNiveau(identite.acr, habilitations);
    if (!niveau.ok) return niveau;
    const fermee = ancienne === undefined ? null : await this.sessions.fermer(tx, ancienne);
    const { acr, authentifieLe, idToken } = identite;
    // Authenticating again during an act must bring back to it, for the same organisation.
    const organismeId = fermee?.utilisateurId === compte.id ? fermee.organismeId : null;
    const ouverte = await this.sessions.ouvrir(tx, {
      utilisateurId: compte.id,
      acr,
      authentifieLe,
      idToken,
      organismeId,
    });
    await tracer(tx, compte.id, 'seConnecter', 'utilisateur', compte.id, { acr, organismeId: ouverte.organismeId });
    const choisir = ouverte.organismeId === null && habilitations.some((h) => h.organismeId !== null);
    const adresse = choisir ? `/mon-organisme?retour=${encodeURIComponent(retour)}` : retour;
    return accepter({ sorte: 'session', secret: ouverte.secret, adresse });
  }

  /** Ends the session here; returns what ends it at the provider, with its state, when there is something to end there. */
  async deconnecter(secret: string, etat: string): Promise<string | null> {
    const fermee = await this.unite.executer(async (tx) => {
      const session = await this.sessions.fermer(tx, secret);
      if (session) await tracer(tx, session.utilisateurId, 'seDeconnecter', 'utilisateur', session.utilisateurId);
      return accepter(session);
    });
    if (!fermee.ok || !fermee.fait) return null;
    // Logged out here whatever happens there: a provider that does not answer must not keep anybody in.
    return this.openid.adresseDeconnexion(fermee.fait.idToken, etat).catch(() => null);
  }
}
