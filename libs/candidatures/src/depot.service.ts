import { Injectable } from '@nestjs/common';
import { Utilisateur } from '@tdt/acteurs';
import { AppelAProjets } from '@tdt/appels';
import {
  accepter,
  deposer,
  exigerQuatreYeux,
  LIBELLES_CANAL,
  PIECE_DEMANDE_RECUE,
  refusDuFormulaire,
  refuser,
  repondreComplements,
  totauxBudget,
  totauxPlan,
  type Decision,
} from '@tdt/domaine';
import { maintenant, type AgentConnu } from '@tdt/socle';
import pLimit from 'p-limit';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { Candidature } from './candidature.entity.js';
import { figer, lireContenu, type Contenu } from './contenu.js';
import { composerRecu, type ReceptionRecu } from './documents/recu-depot/v1/index.js';
import { Dossiers, type ActeSurDossier } from './dossiers.js';
import { DemandeComplement } from './instruction.entity.js';

interface Depot {
  contenu: Contenu;
  appel: AppelAProjets;
  numero: string;
  empreinte: Buffer;
  recueLe: Date;
  /** When the receipt is made: the deposit itself. */
  emisLe: Date;
  reception: ReceptionRecu | null;
}

/**
 * How many deposits a process works on at once. In the last minutes of a call a crowd deposits together: waiting in turn
 * here, they leave the connections to those who read, and none waits so long for the lock of the call that it is given up.
 */
const DEPOTS_ENSEMBLE = 2;

/** The deposit of a file, and the answers that complete it: what freezes content. */
@Injectable()
export class DepotService {
  private readonly tour = pLimit(DEPOTS_ENSEMBLE);

  constructor(
    private readonly source: DataSource,
    private readonly dossiers: Dossiers,
  ) {}

  /**
   * Deposits a draft: number without gap, instant of the database, frozen content and its SHA-256, receipt. The call is
   * locked, so numbers follow each other; the instant was read before any queue (R1). Refusals: CONFLIT_VERSION, then those
   * of the domain in their order (`deposer`), then QUATRE_YEUX for a file received by the service.
   */
  async deposerCandidature(agent: AgentConnu, id: string, version?: number | null): Promise<Decision<string>> {
    const recuLe = await maintenant(this.source);
    const acte = this.acteDeDepot(agent, id, version);
    return this.tour(() => this.dossiers.agir(agent, 'deposerCandidature', id, acte, { recuLe }));
  }

  private acteDeDepot(agent: AgentConnu, id: string, version?: number | null): ActeSurDossier {
    return async (tx, candidature, instant) => {
      if (version != null && candidature.etat === 'BROUILLON' && version !== candidature.version) {
        const message = 'Cette candidature a été modifiée depuis que vous l’avez lue : relisez-la avant de la déposer.';
        return refuser('CONFLIT_VERSION', message, 'version');
      }
      const appel = await this.verrouillerAppel(tx, candidature.appelId);
      const contenu = await lireContenu(tx, id, appel);
      const { dossier, hubsExistants } = contenu;
      // Received by post or e-mail, it is deposited at that instant, and by another person than who registered it.
      const deposeLe = candidature.recueLe ?? instant;
      const decision = deposer({
        candidature: dossier,
        appel: contenu.appel,
        instant: deposeLe,
        contexte: { hubsExistants },
      });
      if (!decision.ok) return { ok: false, refus: refusDuFormulaire(decision.refus) };
      const auteurs = { enregistrerCandidatureRecue: [candidature.recueParId] };
      const quatreYeux = exigerQuatreYeux(agent, 'deposerCandidature', auteurs);
      if (!quatreYeux.ok) return quatreYeux;
      const rang = appel.dernierNumero + 1;
      const numero = `${appel.code}-${String(rang).padStart(4, '0')}`;
      const { contenuFige, empreinte } = figer(appel.code, contenu);
      const reception = await this.reception(tx, candidature);
      const depot = { contenu, appel, numero, empreinte, recueLe: deposeLe, emisLe: instant, reception };
      const recu = await this.recu(tx, agent, depot);
      await tx.update(AppelAProjets, { id: appel.id }, { dernierNumero: rang });
      const { etat } = decision.fait;
      const deposePar = agent.utilisateurId;
      return accepter({ etat, numero, deposeLe, deposePar, contenuFige, empreinte, recu });
    };
  }

  private async verrouillerAppel(tx: EntityManager, id: string): Promise<AppelAProjets> {
    return tx.findOneOrFail(AppelAProjets, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** What the receipt says of a file received otherwise than by the platform. */
  private async reception(tx: EntityManager, candidature: Candidature): Promise<ReceptionRecu | null> {
    const { canal, recueParId, creeLe } = candidature;
    if (canal === null || recueParId === null) return null;
    const { prenom, nom } = await tx.findOneByOrFail(Utilisateur, { id: recueParId });
    return { canal: LIBELLES_CANAL[canal], enregistreeLe: creeLe, enregistreePar: `${prenom} ${nom}` };
  }

  private async recu(tx: EntityManager, agent: AgentConnu, depot: Depot): Promise<Buffer> {
    const { contenu, appel, numero, empreinte, recueLe, emisLe, reception } = depot;
    const { dossier, porteur, pieces } = contenu;
    const deposant = await tx.findOneByOrFail(Utilisateur, { id: agent.utilisateurId });
    const totaux = totauxPlan(dossier.plan);
    const libelles = new Map([
      ...contenu.appel.pieces.map((p) => [p.code, p.libelle] as const),
      [PIECE_DEMANDE_RECUE, 'Demande reçue, numérisée'],
    ]);
    return composerRecu(
      {
        numero,
        recueLe,
        empreinte: empreinte.toString('hex'),
        appel: { type: appel.type, titre: appel.titre, reference: appel.code, cloture: appel.cloture },
        porteur: {
          denomination: porteur.nom,
          siret: porteur.typeIdentifiant === 'SIRET' ? porteur.identifiant : null,
          rna: porteur.rna,
          deposant: `${deposant.prenom} ${deposant.nom}`,
        },
        titre: dossier.titre,
        coutTotal: totauxBudget(dossier.budget).charges,
        montantDemande: totaux.aidesPubliques + totaux.aidesPrivees,
        demandes: dossier.plan
          .filter((l) => !l.autofinancement)
          .map((l) => ({ financeur: l.denomination, montant: l.montant })),
        pieces: pieces.map((p) => ({
          libelle: libelles.get(p.code) ?? p.code,
          nomFichier: p.nom,
          taille: p.taille,
          sha256: p.sha256,
        })),
        contact: null,
        reception,
      },
      { emisLe },
    );
  }

  /**
   * Answers the open request for complements; the completed content is frozen beside the first one, whose receipt stays
   * what it proves. Refusals: ETAT_INVALIDE, ENTREE_INVALIDE, INCOMPLET.
   */
  repondreComplements(agent: AgentConnu, id: string, reponse: string): Promise<Decision<string>> {
    return this.dossiers.agir(agent, 'repondreComplements', id, async (tx, candidature, instant) => {
      const appel = await tx.findOneByOrFail(AppelAProjets, { id: candidature.appelId });
      const contenu = await lireContenu(tx, id, appel);
      const demande = await tx.findOneBy(DemandeComplement, { candidatureId: id, reponduLe: IsNull() });
      const decision = repondreComplements(contenu.dossier, contenu.appel, {
        texte: reponse,
        piecesDemandees: demande?.pieces ?? [],
      });
      if (!decision.ok) return { ok: false, refus: refusDuFormulaire(decision.refus) };
      if (!demande) throw new Error(`candidature ${id} à compléter sans demande ouverte`);
      await tx.update(
        DemandeComplement,
        { id: demande.id },
        {
          ...figer(appel.code, contenu),
          reponse: decision.fait.reponse,
          reponduLe: instant,
          reponduPar: agent.utilisateurId,
        },
      );
      const champs: Partial<Candidature> = { etat: decision.fait.etat };
      return accepter(champs);
    });
  }
}
