import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  accepter,
  avancer,
  canoniser,
  CYCLE_SEANCE,
  decider,
  exigerQuatreYeux,
  refuser,
  type Decision,
  type EtatSeance,
} from '@tdt/domaine';
import {
  cacher,
  estUuid,
  introuvable,
  journaliser,
  maintenant,
  Sceaux,
  nouvelId,
  UniteDeTravail,
  type Agent,
  type AgentConnu,
} from '@tdt/socle';
import { DataSource, type EntityManager } from 'typeorm';
import { chargerSeance, objetSeance, type SeanceChargee } from './chargement.js';
import { composerProcesVerbal, type DonneesProcesVerbal } from './documents/proces-verbal/v1/index.js';
import { donneesProcesVerbal } from './donnees-pv.js';
import { ProcesVerbal } from './scrutin.entity.js';
import { Seance } from './seance.entity.js';

interface Edition {
  donnees: string;
  pdf: Buffer;
  empreinte: Buffer;
}

/** The document of these data at this instant: the same data and the same instant give the same bytes. */
async function editer(donnees: DonneesProcesVerbal, emisLe: Date, projet: boolean): Promise<Edition> {
  const texte = canoniser(donnees);
  const empreinte = createHash('sha256').update(texte).digest('hex');
  const pdf = await composerProcesVerbal(donnees, { projet, empreinte, emisLe });
  return { donnees: texte, pdf, empreinte: createHash('sha256').update(pdf).digest() };
}

/** The minutes of a session (R25): drawn up once it is closed, frozen by their approval. */
@Injectable()
export class ProcesVerbauxService {
  constructor(
    private readonly unite: UniteDeTravail,
    private readonly source: DataSource,
    private readonly sceaux: Sceaux,
  ) {}

  /** Draws up the minutes, watermarked PROJET. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE. Fact: the session. */
  redigerPv(agent: AgentConnu, seanceId: string): Promise<Decision<string>> {
    return this.etablir(agent, 'redigerPv', seanceId, async (tx, edition, redigeLe) => {
      const redigePar = agent.utilisateurId;
      await tx.insert(ProcesVerbal, { ...edition, id: nouvelId(), seanceId, redigeLe, redigePar });
    });
  }

  /**
   * Approves what somebody else drew up: the final document replaces the draft, nothing in it changes any more, and the
   * journal is sealed. Same refusals, then QUATRE_YEUX.
   */
  async approuverPv(agent: AgentConnu, seanceId: string): Promise<Decision<string>> {
    const approuve = await this.etablir(agent, 'approuverPv', seanceId, async (tx, edition, approuveLe) => {
      await tx.update(ProcesVerbal, { seanceId }, { ...edition, approuveLe });
    });
    if (approuve.ok) await this.sceaux.scellerApres('PV', seanceId);
    return approuve;
  }

  /**
   * Reads under lock, makes the document with no lock held (it takes a while), then writes if the session is still at the
   * version that was read.
   */
  private async etablir(
    agent: AgentConnu,
    action: 'redigerPv' | 'approuverPv',
    seanceId: string,
    ecrire: (tx: EntityManager, edition: Edition, instant: Date) => Promise<void>,
  ): Promise<Decision<string>> {
    const lu = await this.unite.executer(async (tx) => {
      const permis = await this.permis(tx, agent, action, seanceId);
      if (!permis.ok) return permis;
      const donnees = await donneesProcesVerbal(tx, permis.fait.charge);
      return accepter({ donnees, version: permis.fait.charge.seance.version, instant: await maintenant(tx) });
    });
    if (!lu.ok) return lu;
    const { donnees, version, instant } = lu.fait;
    const edition = await editer(donnees, instant, action === 'redigerPv');
    return this.unite.executer(async (tx) => {
      const permis = await this.permis(tx, agent, action, seanceId);
      if (!permis.ok) return permis;
      if (permis.fait.charge.seance.version !== version) {
        return refuser('CONFLIT_VERSION', 'La séance a changé pendant la rédaction : recommencez.', 'seanceId');
      }
      await ecrire(tx, edition, instant);
      await tx.update(Seance, { id: seanceId }, { etat: permis.fait.etat, version: version + 1 });
      await journaliser(tx, {
        chaine: `seance:${seanceId}`,
        action,
        acteurId: agent.utilisateurId,
        objetType: 'seance',
        objetId: seanceId,
        donnees: { etat: permis.fait.etat, empreinte: edition.empreinte.toString('hex') },
      });
      return accepter(seanceId);
    });
  }

  private async permis(
    tx: EntityManager,
    agent: AgentConnu,
    action: 'redigerPv' | 'approuverPv',
    seanceId: string,
  ): Promise<Decision<{ charge: SeanceChargee; etat: EtatSeance }>> {
    const charge = await chargerSeance(tx, seanceId, 'for_no_key_update');
    if (!charge) return introuvable('seanceId');
    const droit = decider(agent, action, objetSeance(charge));
    if (!droit.ok) return cacher(droit, 'seanceId');
    const etat = avancer(CYCLE_SEANCE, charge.seance.etat, action);
    if (!etat.ok) return etat;
    const quatreYeux = action === 'approuverPv' ? await this.autreQueLeRedacteur(tx, agent, seanceId) : accepter();
    return quatreYeux.ok ? accepter({ charge, etat: etat.fait }) : quatreYeux;
  }

  private async autreQueLeRedacteur(tx: EntityManager, agent: AgentConnu, seanceId: string): Promise<Decision> {
    const pv = await tx.findOneBy(ProcesVerbal, { seanceId });
    return exigerQuatreYeux(agent, 'approuverPv', { redigerPv: pv ? [pv.redigePar] : [] });
  }

  /** The stored bytes, for whoever may read the minutes of this session; null for everybody else. */
  async telecharger(agent: Agent, seanceId: string): Promise<{ nom: string; contenu: Buffer } | null> {
    if (!estUuid(seanceId)) return null;
    return this.source.transaction(async (tx) => {
      const charge = await chargerSeance(tx, seanceId, 'pessimistic_read');
      const pv = charge && (await tx.findOneBy(ProcesVerbal, { seanceId }));
      if (!pv || !decider(agent, 'lirePv', objetSeance(charge)).ok) return null;
      return { nom: `proces-verbal-${charge.seance.numero}.pdf`, contenu: pv.pdf };
    });
  }
}
