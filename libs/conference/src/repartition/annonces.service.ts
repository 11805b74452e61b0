import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import { Enveloppe, uneSeuleFois } from '@tdt/appels';
import {
  accepter,
  avancer,
  CYCLE_TOUR,
  decider,
  refuser,
  scellerAnnonce,
  texteAnnonce,
  type Decision,
  type LigneScellee,
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
import type { EntityManager } from 'typeorm';
import { Annonce, LigneAnnonce } from './annonce.entity.js';
import { chargerTour, objetTour, type TourCharge } from './chargement-tour.js';
import { mobilisable, projetsAnnonces } from './projets-annonces.js';
import type { RetirerAnnonceInput, ScellerAnnonceInput } from './repartition.inputs.js';

const SEL_OCTETS = 32;

/** Sealed bids. Nothing here writes an amount anywhere but in the bid itself: the journal keeps its hash. */
@Injectable()
export class AnnoncesService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Seals the bid of one envelope, and replaces the former one. What it is checked against is its funder's own or already
   * public. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, then those of `scellerAnnonce` of the domain.
   */
  async scellerAnnonce(agent: AgentConnu, demande: ScellerAnnonceInput): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const trouve = await chargerTour(tx, demande.tourId, 'pessimistic_read');
        if (!trouve) return introuvable('tourId');
        const enveloppe = await this.enveloppePropre(tx, agent, demande.enveloppeId);
        // The round first: to whom is not around the table it does not exist, whatever the envelope.
        const droit = decider(agent, 'scellerAnnonce', objetTour(trouve, enveloppe ? [enveloppe.financeurId] : []));
        if (!droit.ok && droit.refus.code === 'INTROUVABLE') return introuvable('tourId');
        if (!enveloppe) return introuvable('enveloppeId');
        if (!droit.ok) return cacher(droit, 'enveloppeId');
        const acte = { operation: 'scellerAnnonce', cle: demande.cle, demande };
        return uneSeuleFois(tx, agent, acte, () => this.sceller(tx, agent, trouve, enveloppe, demande));
      });
    } catch (erreur) {
      const nom = contrainte(erreur) ?? '';
      if (!/^(ligne_)?annonce_tour_ouvert$/.test(nom)) throw erreur;
      return refuser('ETAT_INVALIDE', 'Le tour n’est plus ouvert : aucune annonce n’y entre.', 'etat');
    }
  }

  /** The envelope, if the agent may see it: that of another funder does not exist for him. */
  private async enveloppePropre(tx: EntityManager, agent: AgentConnu, id: string): Promise<Enveloppe | null> {
    const enveloppe = await tx.findOneBy(Enveloppe, { id });
    if (!enveloppe) return null;
    const objet = { organismeIds: [enveloppe.financeurId], appelId: enveloppe.appelId };
    return decider(agent, 'lireEnveloppe', objet).ok ? enveloppe : null;
  }

  private async sceller(
    tx: EntityManager,
    agent: AgentConnu,
    trouve: TourCharge,
    { id: enveloppeId, financeurId }: Enveloppe,
    demande: ScellerAnnonceInput,
  ): Promise<Decision<string>> {
    const { tour, charge } = trouve;
    // All the envelopes of this funder: two of its seals follow one another, those of the others do not wait.
    await tx.query('select 1 from enveloppe where financeur_id = $1 order by id for no key update', [financeurId]);
    const enveloppe = await tx.findOneByOrFail(Enveloppe, { id: enveloppeId });
    const financeur = await tx.findOneByOrFail(Organisme, { id: financeurId });
    const lignes = demande.lignes.map((ligne) => {
      const { candidatureId, maximum, points = null, condition = null } = ligne;
      return { candidatureId, maximum, minimum: ligne.minimum ?? 0n, points, condition };
    });
    const verdict = scellerAnnonce({
      etatSeance: charge.seance.etat,
      etatTour: tour.etat,
      bareme: tour,
      financeur,
      siege: charge.membres.some((m) => m.organismeId === financeurId),
      enveloppe: { ...enveloppe, mobilisable: await mobilisable(tx, enveloppeId, tour.id) },
      projets: await projetsAnnonces(tx, trouve, enveloppe),
      plafond: demande.plafond,
      lignes,
    });
    if (!verdict.ok) return verdict;
    return accepter(await this.inscrire(tx, agent, trouve, enveloppe, demande.plafond, lignes));
  }

  private async inscrire(
    tx: EntityManager,
    agent: AgentConnu,
    { tour }: TourCharge,
    { id: enveloppeId, financeurId }: Enveloppe,
    plafond: bigint,
    lignes: LigneScellee[],
  ): Promise<string> {
    const tourId = tour.id;
    const precedentes = await tx.find(Annonce, { where: { tourId, enveloppeId }, order: { version: 'DESC' }, take: 1 });
    const scelleLe = await maintenant(tx);
    if (precedentes[0]?.etat === 'SCELLEE') {
      await tx.update(Annonce, { id: precedentes[0].id }, { etat: 'REMPLACEE', finLe: scelleLe });
    }
    const version = (precedentes[0]?.version ?? 0) + 1;
    const contenu = texteAnnonce({ tourId, enveloppeId, financeurId, version, plafond, lignes });
    const sel = randomBytes(SEL_OCTETS);
    const empreinte = createHash('sha256').update(sel).update(contenu, 'utf8').digest();
    const id = nouvelId();
    const scelle = { scelleLe, scellePar: agent.utilisateurId, etat: 'SCELLEE' as const };
    await tx.insert(Annonce, {
      ...scelle,
      id,
      tourId,
      enveloppeId,
      financeurId,
      version,
      plafond,
      sel,
      contenu,
      empreinte,
    });
    await tx.insert(
      LigneAnnonce,
      lignes.map((ligne, i) => ({ ...ligne, id: nouvelId(), annonceId: id, tourId, rang: i + 1 })),
    );
    await this.tracer(tx, agent, 'scellerAnnonce', tour.seanceId, id, {
      tourId,
      financeurId,
      empreinte: empreinte.toString('hex'),
    });
    return id;
  }

  /** Withdraws a bid before the reveal. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE. */
  retirerAnnonce(agent: AgentConnu, demande: RetirerAnnonceInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const trouvee = await tx.findOneBy(Annonce, { id: demande.annonceId });
      const tour = trouvee && (await chargerTour(tx, trouvee.tourId, 'pessimistic_read'));
      if (!tour) return introuvable('annonceId');
      const { id, financeurId } = trouvee;
      const objet = { ...objetTour(tour, [financeurId]), restreint: true };
      const droit = decider(agent, 'retirerAnnonce', objet);
      if (!droit.ok) return { ok: false, refus: { ...droit.refus, chemin: 'annonceId' } };
      return uneSeuleFois(tx, agent, { operation: 'retirerAnnonce', cle: demande.cle, demande }, async () => {
        const verrou = { mode: 'for_no_key_update' as const };
        const annonce = await tx.findOneOrFail(Annonce, { where: { id }, lock: verrou });
        const ouvert = avancer(CYCLE_TOUR, tour.tour.etat, 'retirer');
        if (!ouvert.ok) return ouvert;
        if (annonce.etat !== 'SCELLEE') {
          return refuser('ETAT_INVALIDE', 'Cette annonce ne compte déjà plus.', 'annonceId');
        }
        await tx.update(Annonce, { id }, { etat: 'RETIREE', finLe: await maintenant(tx) });
        await this.tracer(tx, agent, 'retirerAnnonce', tour.tour.seanceId, id, { tourId: tour.tour.id, financeurId });
        return accepter(id);
      });
    });
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    seanceId: string,
    id: string,
    donnees: Record<string, unknown>,
  ): Promise<void> {
    return journaliser(tx, {
      chaine: `seance:${seanceId}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'annonce',
      objetId: id,
      donnees,
    });
  }
}
