import { Injectable } from '@nestjs/common';
import { Organisme } from '@tdt/acteurs';
import { Enveloppe, GrandLivre, type EcritureAPoster } from '@tdt/appels';
import {
  accepter,
  avancer,
  avancerPart,
  CYCLE_PART,
  decider,
  ETAPES_PART,
  exigerDossierOuvert,
  proposerPart,
  refuser,
  type ActionPart,
  type Decision,
  type EtapePart,
  type EtatPart,
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
import { chargerDossier, objetDossier, type Dossier } from './chargement.js';
import { Part } from './part.entity.js';
import type { ModifierPartInput, ProposerPartInput, RetirerPartInput } from './parts.inputs.js';

const CLE_EXIGEE = refuser('ENTREE_INVALIDE', 'Un mouvement réservé dans l’enveloppe exige une clé.', 'cle');

/** One entry of the lot that a key opened. */
interface LigneDeLot {
  operation: string;
  partId: string | null;
  enveloppeId: string | null;
  montant: string | null;
  candidatureId: string | null;
}

/** The shares that funders prepare before the vote, each on its own envelope. */
@Injectable()
export class PartsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Prepares a share, and reserves its amount when asked to. The same key answers the same share. Refusals: INTROUVABLE,
   * INTERDIT, those of `proposerPart` of the domain, DOUBLON, ENVELOPPE_INSUFFISANTE, CONFLIT_IDEMPOTENCE.
   */
  async proposerPart(agent: AgentConnu, demande: ProposerPartInput): Promise<Decision<string>> {
    if (demande.reserver && !demande.cle) return CLE_EXIGEE;
    try {
      return await this.unite.executer(async (tx) => {
        const dossier = await chargerDossier(tx, demande.candidatureId);
        if (!dossier) return introuvable('candidatureId');
        const enveloppe = await this.enveloppePropre(tx, agent, demande.enveloppeId);
        if (!enveloppe.ok) return enveloppe;
        const droit = decider(agent, 'proposerPart', objetDossier(dossier, [enveloppe.fait.financeurId]));
        if (!droit.ok) return cacher(droit, 'candidatureId');
        const { candidatureId, enveloppeId, montant } = demande;
        const rejeu = await this.rejeu(tx, demande.cle, 'proposerPart', ([l]) => {
          return l?.candidatureId === candidatureId && l.enveloppeId === enveloppeId && l.montant === `${montant}`;
        });
        if (rejeu) return rejeu;
        return this.creer(tx, agent, demande, dossier, enveloppe.fait);
      });
    } catch (erreur) {
      if (contrainte(erreur) !== 'part_active_unique') throw erreur;
      const message = 'Votre organisme a déjà une part dans ce projet au titre de ce dispositif : modifiez-la.';
      return refuser('DOUBLON', message, 'dispositif');
    }
  }

  private async enveloppePropre(tx: EntityManager, agent: AgentConnu, id: string): Promise<Decision<Enveloppe>> {
    const enveloppe = await tx.findOneBy(Enveloppe, { id });
    if (!enveloppe) return introuvable('enveloppeId');
    const objet = { organismeIds: [enveloppe.financeurId], appelId: enveloppe.appelId };
    return decider(agent, 'lireEnveloppe', objet).ok ? accepter(enveloppe) : introuvable('enveloppeId');
  }

  /** The share that this key has already served for, if it was for the same thing; null when the key is new. */
  private async rejeu(
    tx: EntityManager,
    cle: string | null | undefined,
    operation: string,
    memeActe: (lignes: LigneDeLot[]) => boolean,
  ): Promise<Decision<string> | null> {
    if (!cle) return null;
    const lignes = await tx.query<LigneDeLot[]>(
      `select l.operation, e.part_id as "partId", e.enveloppe_id as "enveloppeId", e.montant::text as montant,
              p.candidature_id as "candidatureId"
       from lot l left join ecriture e on e.lot_id = l.id left join part p on p.id = e.part_id
       where l.id = $1 order by e.rang`,
      [cle],
    );
    if (lignes.length === 0) return null;
    const derniere = lignes.at(-1)?.partId ?? null;
    const meme = derniere !== null && lignes.every((l) => l.operation === operation) && memeActe(lignes);
    if (meme) return accepter(derniere);
    return refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'cle');
  }

  private async creer(
    tx: EntityManager,
    agent: AgentConnu,
    demande: ProposerPartInput,
    dossier: Dossier,
    enveloppe: Enveloppe,
  ): Promise<Decision<string>> {
    const { id, nom, categorie } = await tx.findOneByOrFail(Organisme, { id: enveloppe.financeurId });
    const part = {
      id: nouvelId(),
      candidatureId: dossier.id,
      financeurId: id,
      enveloppeId: enveloppe.id,
      dispositif: demande.dispositif ?? enveloppe.dispositif,
      nature: demande.nature ?? dossier.nature,
      montant: demande.montant,
      assiette: demande.assiette ?? null,
      condition: demande.condition ?? null,
      etat: demande.etape,
      version: 1,
      creeeLe: await maintenant(tx),
    };
    const financeur = { id, denomination: nom, categorie };
    const verdict = proposerPart({ ...part, dossier, enveloppe, financeur });
    if (!verdict.ok) return verdict;
    await tx.insert(Part, part);
    await this.tracer(tx, agent, 'proposerPart', part);
    if (!demande.reserver) return accepter(part.id);
    const expireLe = demande.reserverJusque ?? undefined;
    const reserve = this.reserver(part, part.montant);
    const lot = await this.poster(tx, agent, demande.cle, 'proposerPart', [{ ...reserve, expireLe }]);
    return lot.ok ? accepter(part.id) : lot;
  }

  /**
   * Changes a share before the vote. A proposed amount is never overwritten: the share is replaced by another one. Fact: the
   * share that counts now. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, PLAN_DESEQUILIBRE, ENVELOPPE_INSUFFISANTE.
   */
  modifierPart(agent: AgentConnu, demande: ModifierPartInput): Promise<Decision<string>> {
    const rejeu = (tx: EntityManager) =>
      this.rejeu(tx, demande.cle, 'modifierPart', (lignes) => {
        const memeMontant = !demande.montant || lignes.at(-1)?.montant === `${demande.montant}`;
        return lignes.some((l) => l.partId === demande.partId) && memeMontant;
      });
    return this.surPart(agent, demande.partId, rejeu, async (tx, part, dossier) => {
      const etat = avancerPart(part.etat, demande.etape ?? (part.etat as EtapePart));
      if (!etat.ok) return etat;
      const montant = demande.montant ?? part.montant;
      const nouvelle: Part = {
        ...part,
        montant,
        etat: etat.fait,
        assiette: demande.assiette ?? part.assiette,
        condition: demande.condition ?? part.condition,
        version: part.version + 1,
      };
      const enveloppe = await tx.findOneByOrFail(Enveloppe, { id: part.enveloppeId ?? '' });
      const { id, nom, categorie } = await tx.findOneByOrFail(Organisme, { id: part.financeurId });
      const financeur = { id, denomination: nom, categorie };
      const verdict = proposerPart({ ...nouvelle, dossier, enveloppe, financeur });
      if (!verdict.ok) return verdict;
      if (montant !== part.montant && part.etat === 'PROPOSEE') {
        const fin: EtatPart = montant < part.montant ? 'REDUITE' : 'RETIREE';
        await tx.update(Part, { id: part.id }, { etat: fin, version: nouvelle.version });
        nouvelle.id = nouvelId();
        nouvelle.creeeLe = await maintenant(tx);
        await tx.insert(Part, nouvelle);
      } else {
        await tx.update(Part, { id: part.id }, nouvelle);
      }
      await this.tracer(tx, agent, 'modifierPart', nouvelle, { remplace: part.id });
      const lot = await this.deplacerReserve(tx, agent, demande.cle, 'modifierPart', part, nouvelle);
      return lot.ok ? accepter(nouvelle.id) : lot;
    });
  }

  /** Withdraws a share before the vote and frees what it had reserved. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. */
  retirerPart(agent: AgentConnu, demande: RetirerPartInput): Promise<Decision<string>> {
    const rejeu = (tx: EntityManager) =>
      this.rejeu(tx, demande.cle, 'retirerPart', ([l]) => l?.partId === demande.partId);
    return this.surPart(agent, demande.partId, rejeu, async (tx, part) => {
      const etat = avancer(CYCLE_PART, part.etat, 'retirer' satisfies ActionPart);
      if (!etat.ok) return etat;
      await tx.update(Part, { id: part.id }, { etat: etat.fait, version: part.version + 1 });
      await this.tracer(tx, agent, 'retirerPart', part);
      const lot = await this.deplacerReserve(tx, agent, demande.cle, 'retirerPart', part, null, demande.motif);
      return lot.ok ? accepter(part.id) : lot;
    });
  }

  /** Locks the file, then the share; the agent must be its funder, and the vote still ahead. */
  private surPart(
    agent: AgentConnu,
    partId: string,
    rejeu: (tx: EntityManager) => Promise<Decision<string> | null>,
    acte: (tx: EntityManager, part: Part, dossier: Dossier) => Promise<Decision<string>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const trouvee = await tx.findOneBy(Part, { id: partId });
      const dossier = trouvee && (await chargerDossier(tx, trouvee.candidatureId));
      const part = await tx.findOne(Part, { where: { id: partId }, lock: { mode: 'for_no_key_update' } });
      if (!part || !dossier) return introuvable('partId');
      const { appelId, conferenceId } = dossier;
      const lisible = decider(agent, 'lirePartAvantVote', { organismeIds: [part.financeurId], appelId, conferenceId });
      if (!lisible.ok) return introuvable('partId');
      const droit = decider(agent, 'proposerPart', objetDossier(dossier, [part.financeurId]));
      if (!droit.ok) return cacher(droit, 'partId');
      const deja = await rejeu(tx);
      if (deja) return deja;
      if (!(ETAPES_PART as readonly EtatPart[]).includes(part.etat)) {
        const message = `La part est à l’état « ${CYCLE_PART.etats[part.etat]} » : elle ne se modifie plus ainsi.`;
        return refuser('ETAT_INVALIDE', message, 'partId');
      }
      const ouvert = exigerDossierOuvert(dossier);
      return ouvert.ok ? acte(tx, part, dossier) : ouvert;
    });
  }

  /** What was reserved for a share goes to the one that replaces it, in one lot; or back to the envelope. */
  private async deplacerReserve(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string | null | undefined,
    operation: string,
    ancienne: Part,
    nouvelle: Part | null,
    motif = 'Part modifiée avant le vote',
  ): Promise<Decision<unknown>> {
    const { RESERVE: reserve = 0n } = await new GrandLivre(tx).soldesPart(ancienne.id);
    const inchangee = nouvelle?.id === ancienne.id && nouvelle.montant === ancienne.montant;
    if (reserve === 0n || inchangee) return accepter();
    if (!cle) return CLE_EXIGEE;
    const liberer: EcritureAPoster = {
      ...this.reserver(ancienne, reserve),
      type: 'LIBERER',
      de: 'RESERVE',
      vers: 'DISPONIBLE',
      motif,
    };
    const suite = nouvelle ? [this.reserver(nouvelle, nouvelle.montant)] : [];
    return this.poster(tx, agent, cle, operation, [liberer, ...suite]);
  }

  private reserver(part: Pick<Part, 'id' | 'enveloppeId'>, montant: bigint): EcritureAPoster {
    const { id: partId, enveloppeId } = part;
    return { type: 'RESERVER', enveloppeId, partId, de: 'DISPONIBLE', vers: 'RESERVE', montant };
  }

  private poster(
    tx: EntityManager,
    agent: AgentConnu,
    cle: string | null | undefined,
    operation: string,
    ecritures: EcritureAPoster[],
  ): Promise<Decision<unknown>> {
    const acte = { cle: cle ?? '', acteurId: agent.utilisateurId, operation };
    return new GrandLivre(tx).poster(acte, ecritures);
  }

  private tracer(
    tx: EntityManager,
    agent: AgentConnu,
    action: string,
    part: Pick<Part, 'id' | 'candidatureId' | 'montant' | 'etat'>,
    donnees: Record<string, unknown> = {},
  ): Promise<void> {
    const { id, candidatureId, montant, etat } = part;
    return journaliser(tx, {
      chaine: `part:${id}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'part',
      objetId: id,
      donnees: { candidatureId, montant, etat, ...donnees },
    });
  }
}
