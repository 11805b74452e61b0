import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import { AppelAProjets } from '@tdt/appels';
import {
  accepter,
  avancer,
  CYCLE_CANDIDATURE,
  decider,
  enregistrerReception,
  ouvrirCandidature,
  refuser,
  retirer,
  type ActionCandidature,
  type CanalReception,
  type Decision,
  type EtatCandidature,
} from '@tdt/domaine';
import { cacher, contrainte, introuvable, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { Candidature } from './candidature.entity.js';
import type { EnregistrerCandidatureRecueInput } from './candidatures.inputs.js';
import { Dossiers, ecrire, tracer, verrouiller } from './dossiers.js';
import { Retraits } from './retraits.js';

/** What opens a file: whose, for which call, and how it was received when that was not by the platform. */
interface Ouverture {
  acte: 'ouvrirCandidature' | 'enregistrerCandidatureRecue';
  appelId: string;
  porteurId: string;
  doublon: string;
  reception?: { canal: CanalReception; recueLe: Date; recueParId: string };
}

/** The life of a file: opened, withdrawn, and moved by the contexts downstream. */
@Injectable()
export class CandidaturesService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly dossiers: Dossiers,
    private readonly retraits: Retraits,
  ) {}

  /**
   * Opens a draft for an organisation of the agent. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, HORS_DELAI, INELIGIBLE,
   * DOUBLON (one live file for a call and an applicant).
   */
  ouvrirCandidature(agent: AgentConnu, appelId: string, porteurId: string): Promise<Decision<string>> {
    const doublon = 'Votre organisme a déjà une candidature en cours pour cet appel.';
    return this.ouvrir(agent, { acte: 'ouvrirCandidature', appelId, porteurId, doublon }, ouvrirCandidature);
  }

  /**
   * Registers a file received by post or e-mail: a draft of its applicant, which the service copies and another person
   * deposits. Refusals: INTROUVABLE, INTERDIT, those of `enregistrerReception`, DOUBLON.
   */
  enregistrerCandidatureRecue(agent: AgentConnu, demande: EnregistrerCandidatureRecueInput): Promise<Decision<string>> {
    const { appelId, porteurId, canal, recueLe } = demande;
    const acte = 'enregistrerCandidatureRecue';
    const reception = { canal, recueLe, recueParId: agent.utilisateurId };
    const doublon =
      'Cet organisme a déjà une candidature en cours pour cet appel : ouvrez-la, ou demandez-lui de la retirer.';
    return this.ouvrir(agent, { acte, appelId, porteurId, doublon, reception }, (appel, porteur, instant) =>
      enregistrerReception(appel, porteur, recueLe, instant),
    );
  }

  private async ouvrir(
    agent: AgentConnu,
    { acte, appelId, porteurId, doublon, reception }: Ouverture,
    juger: (appel: AppelAProjets, porteur: Organisme, instant: Date) => Decision<{ etat: EtatCandidature }>,
  ): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const appel = await tx.findOneBy(AppelAProjets, { id: appelId });
        if (!appel) return introuvable('appelId');
        const porteur = await tx.findOneBy(Organisme, { id: porteurId });
        if (!porteur) return introuvable('porteurId');
        const droit = this.droitDOuvrir(agent, acte, appel, porteur.id);
        if (!droit.ok) return cacher(droit, 'porteurId');
        const instant = await maintenant(tx);
        const decision = juger(appel, porteur, instant);
        if (!decision.ok) return decision;
        const ouverte = { appelId, etat: decision.fait.etat, creePar: agent.utilisateurId, ...reception };
        const id = await this.creer(tx, ouverte, porteur, instant);
        const recue = reception && { canal: reception.canal, recueLe: reception.recueLe.toISOString() };
        await tracer(tx, agent, acte, id, { appelId, porteurId, ...recue });
        return accepter(id);
      });
    } catch (erreur) {
      if (contrainte(erreur) !== 'candidature_une_par_porteur') throw erreur;
      return refuser('DOUBLON', doublon, 'porteurId');
    }
  }

  private droitDOuvrir(
    agent: AgentConnu,
    acte: Ouverture['acte'],
    appel: AppelAProjets,
    porteurId: string,
  ): Decision<unknown> {
    const droit = decider(agent, acte, {
      organismeIds: [porteurId],
      appelId: appel.id,
      conferenceId: appel.conferenceId,
      restreint: appel.etat === 'BROUILLON' || appel.etat === 'VALIDE',
    });
    if (droit.ok) return droit;
    const chemin = droit.refus.code === 'INTROUVABLE' ? 'appelId' : 'porteurId';
    return { ok: false, refus: { ...droit.refus, chemin } };
  }

  /** What the directory already knows is not asked again: the applicant corrects it when it is out of date. */
  private async creer(
    tx: EntityManager,
    ouverte: Pick<Candidature, 'appelId' | 'etat' | 'creePar'> & Partial<Candidature>,
    porteur: Organisme,
    instant: Date,
  ): Promise<string> {
    const id = nouvelId();
    await tx.insert(Candidature, {
      ...ouverte,
      id,
      porteurId: porteur.id,
      version: 1,
      titre: '',
      resume: '',
      nature: 'FONCTIONNEMENT',
      representantNom: porteur.representantNom,
      representantQualite: porteur.representantQualite,
      creeLe: instant,
      modifieLe: instant,
    });
    return id;
  }

  /** Withdraws a file at its applicant's request. Refusals: ETAT_INVALIDE, ENTREE_INVALIDE, and those of `Retraits`. */
  retirerCandidature(agent: AgentConnu, id: string, motif: string): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'retirerCandidature', id, async (tx, candidature) => {
      const decision = retirer(candidature.etat, motif);
      if (!decision.ok) return decision;
      const libre = await this.retraits.liberer(tx, agent, id);
      return libre.ok ? decision : libre;
    });
  }

  /**
   * Moves a file along its life cycle inside the caller's transaction: what a séance decided, what a convention does. The
   * right to do so is the caller's: it is that of the act of which this is a consequence. Lock several files in id order.
   * @returns the new state, or INTROUVABLE, ETAT_INVALIDE
   */
  async changerEtat(
    tx: EntityManager,
    agent: AgentConnu,
    id: string,
    action: ActionCandidature,
    motif?: string | null,
  ): Promise<Decision<EtatCandidature>> {
    const candidature = await verrouiller(tx, id);
    if (!candidature) return introuvable('candidatureId');
    const suivant = avancer(CYCLE_CANDIDATURE, candidature.etat, action);
    if (!suivant.ok) return suivant;
    await ecrire(tx, candidature, { etat: suivant.fait, ...(motif ? { motif } : {}) }, await maintenant(tx));
    await tracer(tx, agent, action, id, { etat: suivant.fait });
    return suivant;
  }
}
