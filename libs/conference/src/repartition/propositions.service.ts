import { Injectable } from '@nestjs/common';
import { premiereReponse, uneSeuleFois } from '@tdt/appels';
import {
  accepter,
  canoniser,
  decider,
  ecrireRationnel,
  exigerTourRevele,
  figerProposition,
  refuser,
  type Decision,
} from '@tdt/domaine';
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
import { DataSource, type EntityManager } from 'typeorm';
import { chargerTour, objetTour, type TourCharge } from './chargement-tour.js';
import { lireDonneesTour } from './donnees-tour.js';
import { aFiger, type Figement } from './figement.js';
import { construireInstance, type Donnees } from './instance.js';
import { poserLesParts } from './parts-figees.js';
import { figer, VERSION_MOTEUR, type PlanCalcule } from './plan-calcule.js';
import { PlansDuTour } from './plans-du-tour.js';
import { parametresComplets } from './plans.service.js';
import { motifDeProjet } from './presenter.js';
import { Proposition, PropositionLigne, PropositionProjet } from './proposition.entity.js';
import type { FigerPropositionInput } from './repartition.inputs.js';

interface Prepare {
  donnees: Donnees;
  plan: PlanCalcule;
}

/** Propositions: frozen by the chair, and put to the session in the same transaction. */
@Injectable()
export class PropositionsService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
    private readonly plans: PlansDuTour,
  ) {}

  /**
   * Freezes one of the propositions and puts its shares to the session, to the cent. It is calculated with no lock held, then
   * written if the round still says the same. The same key answers the same proposition. Refusals: INTROUVABLE, INTERDIT,
   * CONFLIT_IDEMPOTENCE, ETAT_INVALIDE, those of the calculation, CONFLIT_VERSION, those of `figerProposition` of the domain.
   */
  async figerProposition(agent: AgentConnu, demande: FigerPropositionInput): Promise<Decision<string>> {
    const deja = await this.unite.executer((tx) => this.permis(tx, agent, demande));
    if (!deja.ok) return deja;
    if (deja.fait !== null) return accepter(deja.fait);
    const prepare = await this.preparer(demande);
    if (!prepare.ok) return prepare;
    try {
      return await this.unite.executer((tx) => this.ecrire(tx, agent, demande, prepare.fait));
    } catch (erreur) {
      if (contrainte(erreur) !== 'part_active_unique') throw erreur;
      return refuser('DOUBLON', 'Un financeur a déjà une part votée dans un de ces projets.', 'tourId');
    }
  }

  /** The right, the state, and the first answer of this key; `null`: everything is still to be done. */
  private async permis(
    tx: EntityManager,
    agent: AgentConnu,
    demande: FigerPropositionInput,
  ): Promise<Decision<string | null>> {
    const trouve = await chargerTour(tx, demande.tourId, 'pessimistic_read');
    if (!trouve) return introuvable('tourId');
    const droit = decider(agent, 'figerProposition', objetTour(trouve));
    if (!droit.ok) return cacher(droit, 'tourId');
    const premiere = await premiereReponse(tx, agent, acteDe(demande));
    if (premiere) return premiere;
    const revele = exigerTourRevele(trouve.tour.etat);
    return revele.ok ? accepter(null) : revele;
  }

  private async preparer({ tourId, type, parametres }: FigerPropositionInput): Promise<Decision<Prepare>> {
    const instance = construireInstance(await lireDonneesTour(this.source, tourId));
    if (!instance.ok) return instance;
    const donnees = instance.fait;
    const propose = await this.plans.proposer(type, tourId, donnees, parametresComplets(parametres));
    if (!propose.ok) return propose;
    const { plan } = propose.fait;
    if (plan) return accepter({ donnees, plan });
    return refuser('ETAT_INVALIDE', 'Cette proposition attend son calcul : lancez-le, ou attendez sa fin.', 'type');
  }

  private async ecrire(
    tx: EntityManager,
    agent: AgentConnu,
    demande: FigerPropositionInput,
    prepare: Prepare,
  ): Promise<Decision<string>> {
    // The session alone: a ballot opens under this lock, and two freezings follow one another.
    const trouve = await chargerTour(tx, demande.tourId, 'pessimistic_read', 'for_no_key_update');
    if (!trouve) return introuvable('tourId');
    const droit = decider(agent, 'figerProposition', objetTour(trouve));
    if (!droit.ok) return cacher(droit, 'tourId');
    return uneSeuleFois(tx, agent, acteDe(demande), async () => {
      const actuelle = construireInstance(await lireDonneesTour(tx, demande.tourId));
      if (!actuelle.ok) return actuelle;
      if (canoniser(actuelle.fait.instance) !== canoniser(prepare.donnees.instance)) {
        return refuser('CONFLIT_VERSION', 'Le tour a changé pendant le calcul : recommencez.', 'tourId');
      }
      const figement = await aFiger(tx, trouve, prepare.donnees, prepare.plan);
      const verdict = figerProposition(figement);
      if (!verdict.ok) return verdict;
      return this.inscrire(tx, agent, trouve, demande, prepare, figement);
    });
  }

  private async inscrire(
    tx: EntityManager,
    agent: AgentConnu,
    { tour }: TourCharge,
    demande: FigerPropositionInput,
    { donnees, plan }: Prepare,
    figement: Figement,
  ): Promise<Decision<string>> {
    const { seanceId } = tour;
    const precedentes = await tx.find(Proposition, { where: { seanceId }, order: { numero: 'DESC' } });
    const figee = precedentes.find((p) => p.etat === 'FIGEE');
    const instant = await maintenant(tx);
    if (figee) await tx.update(Proposition, { id: figee.id }, { etat: 'REMPLACEE', remplaceeLe: instant });
    const parametres = parametresComplets(demande.parametres);
    const { texte, empreinte } = figer(donnees, parametres, plan);
    const id = nouvelId();
    const numero = (precedentes[0]?.numero ?? 0) + 1;
    const { score, montant: total } = plan.indicateurs;
    const { type, prouvee, borne, certificat, versionSolveur } = plan;
    await tx.insert(Proposition, {
      id,
      tourId: tour.id,
      seanceId,
      numero,
      type,
      etat: 'FIGEE',
      parametres: canoniser(parametres),
      instantane: texte,
      empreinte,
      versionMoteur: VERSION_MOTEUR,
      versionSolveur,
      score,
      total,
      prouvee,
      borne,
      certificat,
      creeeLe: instant,
      creeePar: agent.utilisateurId,
    });
    await tx.insert(PropositionProjet, projetsDe(id, donnees, plan));
    await tx.insert(PropositionLigne, lignesDe(id, donnees, plan));
    const parts = await poserLesParts(tx, agent, id, figement.parts, figement.lignes);
    if (!parts.ok) return parts;
    await journaliser(tx, {
      chaine: `seance:${seanceId}`,
      action: 'figerProposition',
      acteurId: agent.utilisateurId,
      objetType: 'proposition',
      objetId: id,
      lotId: demande.cle,
      donnees: { tourId: tour.id, numero, type, empreinte: empreinte.toString('hex'), remplace: figee?.id ?? null },
    });
    return accepter(id);
  }
}

function acteDe(demande: FigerPropositionInput) {
  return { operation: 'figerProposition', cle: demande.cle, demande };
}

function projetsDe(propositionId: string, { instance }: Donnees, plan: PlanCalcule) {
  return instance.projets.map(({ id: candidatureId, rang, score, besoin }) => {
    const retenu = plan.indicateurs.retenus.includes(candidatureId);
    const motif = motifDeProjet(plan, candidatureId);
    return { id: nouvelId(), propositionId, candidatureId, rang, score, besoin, retenu, motif };
  });
}

function lignesDe(propositionId: string, { enveloppes }: Donnees, { lignes }: PlanCalcule) {
  return lignes
    .filter(({ montant }) => montant > 0n)
    .map(({ projet, enveloppe, montant, exacte, motifCode, motif, source }, i) => ({
      id: nouvelId(),
      propositionId,
      candidatureId: projet,
      enveloppeId: enveloppe,
      financeurId: enveloppes.get(enveloppe)?.financeurId ?? '',
      rang: i + 1,
      montant,
      partExacte: ecrireRationnel(exacte),
      motifCode,
      motif,
      sourceJuridique: source,
    }));
}
