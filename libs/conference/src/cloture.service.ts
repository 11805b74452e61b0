import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import { Enveloppe, GrandLivre, type EcritureAPoster } from '@tdt/appels';
import { CandidaturesService } from '@tdt/candidatures';
import {
  accepter,
  actionCandidatureApresScrutin,
  actionPartApresScrutin,
  avancer,
  CYCLE_PART,
  CYCLE_SCRUTIN,
  decider,
  depouiller,
  ecrireEuros,
  exigerSeanceOuverte,
  type Decision,
  type DetailRefus,
  type Refus,
  type ResultatScrutin,
} from '@tdt/domaine';
import { cacher, introuvable, journaliser, maintenant, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import { In, type EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, presenceDe, type SeanceChargee } from './chargement.js';
import { Part } from './part.entity.js';
import type { CloreScrutinInput } from './parts.inputs.js';
import { LigneProposition, Scrutin, Vote } from './scrutin.entity.js';

type Cle = Pick<CloreScrutinInput, 'cle'>;

/**
 * The closing of a ballot: counting, proclamation, shares, ledger and file in one transaction. Either everything the result
 * means is written, or nothing is and the ballot stays open.
 */
@Injectable()
export class ClotureService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly candidatures: CandidaturesService,
  ) {}

  /**
   * Closes and proclaims. Adopted: every share becomes VOTEE and its amount moves to VOTE in its own envelope, all or none
   * (R24: nothing is engaged). Rejected: the shares are refused and what they had reserved is freed. Refusals: INTROUVABLE,
   * INTERDIT, ETAT_INVALIDE, ENVELOPPE_INSUFFISANTE with the lines in cause.
   */
  cloreScrutin(agent: AgentConnu, demande: CloreScrutinInput): Promise<Decision<string>> {
    return this.unite.executer((tx) => this.clore(tx, agent, demande));
  }

  private async clore(tx: EntityManager, agent: AgentConnu, demande: CloreScrutinInput): Promise<Decision<string>> {
    const id = demande.scrutinId;
    const trouve = await tx.findOne(Scrutin, { where: { id }, relations: { point: true } });
    const charge = trouve && (await chargerSeance(tx, trouve.point.seanceId, 'pessimistic_read'));
    if (!charge) return introuvable('scrutinId');
    const { point } = trouve;
    // From here on no ballot paper can be added: whoever votes needs this row FOR SHARE.
    const scrutin = await tx.findOneOrFail(Scrutin, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const droit = decider(agent, 'cloreScrutin', objetSeance(charge));
    if (!droit.ok) return cacher(droit, 'scrutinId');
    const ouverte = exigerSeanceOuverte(charge.seance.etat);
    if (!ouverte.ok) return ouverte;
    const clos = avancer(CYCLE_SCRUTIN, scrutin.etat, 'clore');
    const proclame = clos.ok ? avancer(CYCLE_SCRUTIN, clos.fait, 'proclamer') : clos;
    if (!proclame.ok) return proclame;
    const bulletins = await tx.find(Vote, { where: { scrutinId: id }, order: { voteLe: 'ASC', id: 'ASC' } });
    const resultat = depouiller({ ...presenceDe(charge, point.id), bulletins });
    if (point.candidatureId !== null) {
      const suite = await this.appliquer(tx, agent, demande, resultat, point.candidatureId);
      if (!suite.ok) return suite;
    }
    await this.proclamer(tx, agent, charge, id, resultat);
    return accepter(id);
  }

  private async proclamer(
    tx: EntityManager,
    agent: AgentConnu,
    charge: SeanceChargee,
    scrutinId: string,
    resultat: ResultatScrutin,
  ): Promise<void> {
    const { pour, contre, abstention, exprimes, adopte, voixPreponderante, motif } = resultat;
    const decompte = { pour, contre, abstention, exprimes, adopte, voixPreponderante };
    const instant = await maintenant(tx);
    await tx.update(
      Scrutin,
      { id: scrutinId },
      { ...decompte, motif, etat: 'PROCLAME', closLe: instant, proclameLe: instant },
    );
    await journaliser(tx, {
      chaine: `seance:${charge.seance.id}`,
      action: 'cloreScrutin',
      acteurId: agent.utilisateurId,
      objetType: 'scrutin',
      objetId: scrutinId,
      donnees: decompte,
    });
  }

  /** What the result does to the shares, to the envelopes and to the file. */
  private async appliquer(
    tx: EntityManager,
    agent: AgentConnu,
    demande: CloreScrutinInput,
    { adopte }: ResultatScrutin,
    candidatureId: string,
  ): Promise<Decision<unknown>> {
    await tx.query('select 1 from candidature where id = $1 for no key update', [candidatureId]);
    const lignes = await tx.find(LigneProposition, {
      where: { scrutinId: demande.scrutinId },
      order: { rang: 'ASC' },
    });
    const parts = await tx.find(Part, {
      where: { id: In(lignes.map((l) => l.partId)) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const part of parts) {
      const etat = avancer(CYCLE_PART, part.etat, actionPartApresScrutin(adopte));
      if (!etat.ok) return etat;
      await tx.update(Part, { id: part.id }, { etat: etat.fait, version: part.version + 1 });
    }
    const ordonnees = lignes.flatMap((l) => parts.filter((p) => p.id === l.partId));
    const lot = await this.inscrire(tx, agent, demande, ordonnees, adopte);
    if (!lot.ok) return lot;
    const action = actionCandidatureApresScrutin(adopte, demande.suiteSiRejet);
    const motif = action === 'REFUSER' ? demande.motifSiRejet : null;
    return this.candidatures.changerEtat(tx, agent, candidatureId, action, motif);
  }

  /** One lot for the whole ballot: adopted, from what was reserved first and from what is available for the rest. */
  private async inscrire(
    tx: EntityManager,
    agent: AgentConnu,
    { cle }: Cle,
    parts: Part[],
    adopte: boolean,
  ): Promise<Decision<unknown>> {
    // The balances are read under the lock of their envelopes, so that they are still true when the lot is posted.
    await tx.query('select 1 from enveloppe where id = any ($1::uuid[]) order by id for no key update', [
      parts.map((p) => p.enveloppeId),
    ]);
    const grandLivre = new GrandLivre(tx);
    const ecritures: EcritureAPoster[] = [];
    for (const part of parts) {
      const { RESERVE: reserve = 0n } = await grandLivre.soldesPart(part.id);
      ecritures.push(...(adopte ? votees(part, reserve) : liberees(part, reserve)));
    }
    if (ecritures.length === 0) return accepter();
    const acte = { cle, acteurId: agent.utilisateurId, operation: 'cloreScrutin' };
    const lot = await grandLivre.poster(acte, ecritures);
    if (lot.ok || lot.refus.code === 'CONFLIT_IDEMPOTENCE') return lot;
    return { ok: false, refus: await this.sansSoldes(tx, parts, lot.refus) };
  }

  /**
   * The ledger's refusal names a balance, which is its funder's alone. The closing says whose line does not pass, and no
   * figure but the share itself, that every voter knows.
   */
  private async sansSoldes(tx: EntityManager, parts: Part[], refus: Refus): Promise<Refus> {
    const details: DetailRefus[] = [];
    const grandLivre = new GrandLivre(tx);
    const prisParEnveloppe = new Map<string, bigint>();
    for (const [i, part] of parts.entries()) {
      const enveloppe = await tx.findOneByOrFail(Enveloppe, { id: part.enveloppeId ?? '' });
      const { DISPONIBLE: disponible } = await grandLivre.soldes(enveloppe.id);
      const { RESERVE: reserve = 0n } = await grandLivre.soldesPart(part.id);
      const pris = (prisParEnveloppe.get(enveloppe.id) ?? 0n) + (part.montant > reserve ? part.montant - reserve : 0n);
      prisParEnveloppe.set(enveloppe.id, pris);
      const financeur = await tx.findOneByOrFail(Organisme, { id: part.financeurId });
      const chemin = `lignes[${i}]`;
      if (enveloppe.statut !== 'OUVERTE') {
        const message = `L’enveloppe de ${financeur.nom} est gelée ou close.`;
        details.push({ code: 'ETAT_INVALIDE', chemin, message });
      } else if (pris > disponible) {
        const message = `L’enveloppe de ${financeur.nom} ne couvre pas sa part de ${ecrireEuros(part.montant)}.`;
        details.push({ code: 'ENVELOPPE_INSUFFISANTE', chemin, message });
      }
    }
    const message = 'Une enveloppe ne permet pas de voter cette part : rien n’est écrit et le scrutin reste ouvert.';
    return { code: refus.code, message, chemin: details[0]?.chemin ?? 'lignes', details };
  }
}

/** Movements of a voted share: its own reservation first. The cap keeps a share from being voted twice. */
function votees({ id: partId, enveloppeId, montant }: Part, reserve: bigint): EcritureAPoster[] {
  const depuisReserve = reserve < montant ? reserve : montant;
  const commun = { type: 'VOTER' as const, enveloppeId, partId, vers: 'VOTE' as const, plafond: montant };
  return [
    { ...commun, de: 'RESERVE' as const, montant: depuisReserve },
    { ...commun, de: 'DISPONIBLE' as const, montant: montant - depuisReserve },
  ].filter((e) => e.montant > 0n);
}

/** A rejected share gives back what it had reserved. */
function liberees({ id: partId, enveloppeId }: Part, reserve: bigint): EcritureAPoster[] {
  if (reserve === 0n) return [];
  const motif = 'Plan de financement rejeté par la conférence';
  return [{ type: 'LIBERER', enveloppeId, partId, de: 'RESERVE', vers: 'DISPONIBLE', montant: reserve, motif }];
}
