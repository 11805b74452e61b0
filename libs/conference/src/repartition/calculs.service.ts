import { Injectable } from '@nestjs/common';
import { uneSeuleFois } from '@tdt/appels';
import { accepter, canoniser, decider, exigerTourRevele, refuser, type Decision } from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { Calcul } from './calcul.entity.js';
import { chargerTour, objetTour, type TourCharge } from './chargement-tour.js';
import { ecrireDonnees, lireChoix, type Choisis } from './donnees-calcul.js';
import { lireDonneesTour } from './donnees-tour.js';
import { ExecutantCalculs } from './executant-calculs.js';
import { construireInstance } from './instance.js';
import { parametresComplets } from './plans.service.js';
import type { ArreterCalculInput, LancerCalculInput } from './repartition.inputs.js';

/** What is known of the searches of an instance. */
export interface EtatDesCalculs {
  /** A calculation waiting or under way. */
  vivantId: string | null;
  choix: Choisis;
}

/** Calculations too long for a request: asked for, followed, stopped. */
@Injectable()
export class CalculsService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
    private readonly executant: ExecutantCalculs,
  ) {}

  /**
   * Asks for the two searched propositions of a revealed round. One calculation at a time for the same data: asked for
   * again, it is the one that is already under way. Refusals: INTROUVABLE, INTERDIT, CONFLIT_IDEMPOTENCE, ETAT_INVALIDE, those
   * of the instance.
   */
  async lancerCalcul(agent: AgentConnu, demande: LancerCalculInput): Promise<Decision<string>> {
    const decision = await this.unite.executer(async (tx) => {
      // The session row makes two such requests follow one another.
      const trouve = await chargerTour(tx, demande.tourId, 'pessimistic_read', 'for_no_key_update');
      if (!trouve) return introuvable('tourId');
      const droit = decider(agent, 'lancerCalcul', objetTour(trouve));
      if (!droit.ok) return cacher(droit, 'tourId');
      const acte = { operation: 'lancerCalcul', cle: demande.cle, demande };
      return uneSeuleFois(tx, agent, acte, () => this.lancer(tx, agent, trouve, demande));
    });
    if (decision.ok) this.executant.reveiller();
    return decision;
  }

  private async lancer(
    tx: EntityManager,
    agent: AgentConnu,
    { tour }: TourCharge,
    demande: LancerCalculInput,
  ): Promise<Decision<string>> {
    const revele = exigerTourRevele(tour.etat);
    if (!revele.ok) return revele;
    const instance = construireInstance(await lireDonneesTour(tx, tour.id));
    if (!instance.ok) return instance;
    const parametres = parametresComplets(demande.parametres);
    const { texte, empreinte } = ecrireDonnees(instance.fait, parametres);
    const { vivantId } = await etatDesCalculs(tx, tour.id, empreinte);
    if (vivantId !== null) return accepter(vivantId);
    const id = nouvelId();
    const [demandeLe, demandePar] = [await maintenant(tx), agent.utilisateurId];
    const suite = { etat: 'EN_ATTENTE' as const, demandeLe, demandePar };
    await tx.insert(Calcul, {
      ...suite,
      id,
      tourId: tour.id,
      parametres: canoniser(parametres),
      donnees: texte,
      empreinte,
    });
    await this.tracer(tx, agent, 'lancerCalcul', tour.seanceId, id, { tourId: tour.id });
    return accepter(id);
  }

  /**
   * Asks a calculation to stop: what it has found so far stays, with its certified gap. Refusals: INTROUVABLE, INTERDIT,
   * CONFLIT_IDEMPOTENCE, ETAT_INVALIDE (over).
   */
  arreterCalcul(agent: AgentConnu, demande: ArreterCalculInput): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const { calculId: id, cle } = demande;
      const trouve = await tx.findOneBy(Calcul, { id });
      const charge = trouve && (await chargerTour(tx, trouve.tourId, 'pessimistic_read'));
      if (!charge) return introuvable('calculId');
      const droit = decider(agent, 'arreterCalcul', objetTour(charge));
      if (!droit.ok) return cacher(droit, 'calculId');
      return uneSeuleFois(tx, agent, { operation: 'arreterCalcul', cle, demande }, async () => {
        const calcul = await tx.findOneOrFail(Calcul, { where: { id }, lock: { mode: 'for_no_key_update' } });
        if (calcul.etat !== 'EN_ATTENTE' && calcul.etat !== 'EN_COURS') {
          return refuser('ETAT_INVALIDE', 'Ce calcul est déjà fini.', 'calculId');
        }
        const arretDemandeLe = await maintenant(tx);
        const fin = calcul.etat === 'EN_ATTENTE' ? { etat: 'ARRETE' as const, termineLe: arretDemandeLe } : {};
        await tx.update(Calcul, { id }, { arretDemandeLe, ...fin });
        await this.tracer(tx, agent, 'arreterCalcul', charge.tour.seanceId, id, {});
        return accepter(id);
      });
    });
  }

  /** The searches already made, or under way, for these very data. */
  connus(tourId: string, empreinte: Buffer): Promise<EtatDesCalculs> {
    return etatDesCalculs(this.source.manager, tourId, empreinte);
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
      objetType: 'calcul',
      objetId: id,
      donnees,
    });
  }
}

/** The latest that went to its end, else the latest that was stopped with something found. */
async function etatDesCalculs(base: EntityManager, tourId: string, empreinte: Buffer): Promise<EtatDesCalculs> {
  const [ligne] = await base.query<{ vivant: string | null; resultat: string | null }[]>(
    `select (select id from calcul where tour_id = $1 and empreinte = $2 and etat in ('EN_ATTENTE', 'EN_COURS')) as vivant,
       (select resultat from calcul where tour_id = $1 and empreinte = $2 and resultat is not null
        order by etat <> 'TERMINE', termine_le desc, id desc limit 1) as resultat`,
    [tourId, empreinte],
  );
  const resultat = ligne?.resultat ?? null;
  return { vivantId: ligne?.vivant ?? null, choix: resultat === null ? {} : lireChoix(resultat) };
}
