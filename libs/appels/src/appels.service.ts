import { Injectable } from '@nestjs/common';
import {
  accepter,
  decider,
  exigerAppelModifiable,
  exigerQuatreYeux,
  prolonger,
  publier,
  refuser,
  type Appel,
  type Decision,
} from '@tdt/domaine';
import {
  contrainte,
  INTROUVABLE,
  introuvable,
  journaliser,
  maintenant,
  nouvelId,
  UniteDeTravail,
  type AgentConnu,
} from '@tdt/socle';
import type { EntityManager } from 'typeorm';
import { AppelAProjets, AppelTerritoire, Critere, PieceDemandee, Regle } from './appel-a-projets.entity.js';
import type { CreerAppelInput, ModifierAppelInput } from './appels.inputs.js';
import { appelPourRegles } from './appel-pour-regles.js';

/** The fields of a request that are columns of the call; what is not said is nothing. */
function champsDe(demande: CreerAppelInput): Partial<AppelAProjets> {
  const { code, type, titre, resume, objet, modeMontant, categoriesAdmises, financementPartiel } = demande;
  const { ouverture = null, cloture = null, montantAnnonce = null, conferenceId = null } = demande;
  const { seuilInstruction = null, dureeMoisMax = null, millesimeQpv = null, millesimeAcv = null } = demande;
  return {
    ...{ code, type, titre, resume, objet, modeMontant, categoriesAdmises, financementPartiel },
    ...{ ouverture, cloture, montantAnnonce, conferenceId },
    ...{ seuilInstruction, dureeMoisMax, millesimeQpv, millesimeAcv },
  };
}

/** Calls: prepared, rewritten, published, prolonged. */
@Injectable()
export class AppelsService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Prepares a call with its rules, as a draft. Refusals: DOUBLON, TERRITOIRE_INCONNU, INTROUVABLE (conference). */
  async creerAppel(agent: AgentConnu, demande: CreerAppelInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerAppel', {});
    if (!droit.ok) return droit;
    return this.surDefaut(() =>
      this.unite.executer(async (tx) => {
        const id = nouvelId();
        await tx.insert(AppelAProjets, {
          ...champsDe(demande),
          id,
          etat: 'BROUILLON',
          dernierNumero: 0,
          version: 1,
          versionRegles: 1,
          creeLe: await maintenant(tx),
          creePar: agent.utilisateurId,
        });
        await this.ecrireListes(tx, id, demande);
        await this.tracer(tx, agent, 'creerAppel', id);
        return accepter(id);
      }),
    );
  }

  /**
   * Rewrites a draft as its author would have created it: what is sent replaces everything, and whoever did it may no longer
   * publish. Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, CONFLIT_VERSION, then those of `creerAppel`.
   */
  modifierAppel(agent: AgentConnu, demande: ModifierAppelInput): Promise<Decision<string>> {
    const { id, version } = demande;
    return this.surDefaut(() =>
      this.surAppel(agent, 'modifierAppel', id, async (tx, _appel, ligne) => {
        const possible = exigerAppelModifiable(ligne, version);
        if (!possible.ok) return possible;
        for (const liste of [Regle, Critere, PieceDemandee, AppelTerritoire]) await tx.delete(liste, { appelId: id });
        await this.ecrireListes(tx, id, demande);
        const modifiePar = [...new Set([...ligne.modifiePar, agent.utilisateurId])];
        return accepter({ ...champsDe(demande), modifiePar });
      }),
    );
  }

  private async surDefaut(acte: () => Promise<Decision<string>>): Promise<Decision<string>> {
    try {
      return await acte();
    } catch (erreur) {
      return this.refusDeSaisie(contrainte(erreur), erreur);
    }
  }

  private refusDeSaisie(nom: string | undefined, erreur: unknown): Decision<string> {
    if (nom === 'appel_a_projets_code_unique') return refuser('DOUBLON', 'Un appel porte déjà ce code.', 'code');
    if (nom === 'appel_territoire_territoire_fk') {
      return refuser(
        'TERRITOIRE_INCONNU',
        'Un territoire visé n’existe pas dans le découpage officiel.',
        'territoires',
      );
    }
    if (nom === 'appel_a_projets_conference_fk') return introuvable('conferenceId');
    if (nom === 'appel_a_projets_fenetre')
      return refuser('ENTREE_INVALIDE', 'La clôture des dépôts suit leur ouverture.', 'cloture');
    if (nom === 'regle_code_unique') return refuser('DOUBLON', 'Deux règles portent le même code.', 'regles');
    if (nom === 'critere_code_unique') return refuser('DOUBLON', 'Deux critères portent le même code.', 'grille');
    if (nom === 'piece_demandee_code_unique') return refuser('DOUBLON', 'Deux pièces portent le même code.', 'pieces');
    if (nom === 'regle_quantite')
      return refuser('ENTREE_INVALIDE', 'Une règle a un montant ou un taux, l’un des deux.', 'regles');
    throw erreur;
  }

  private async ecrireListes(tx: EntityManager, id: string, demande: CreerAppelInput): Promise<void> {
    const { regles, grille, pieces, territoires } = demande;
    const rangees = <T extends object>(lignes: T[]) =>
      lignes.map((l, i) => ({ ...l, id: nouvelId(), appelId: id, rang: i + 1 }));
    await tx.insert(Regle, rangees(regles));
    await tx.insert(Critere, rangees(grille));
    await tx.insert(PieceDemandee, rangees(pieces));
    await tx.insert(
      AppelTerritoire,
      territoires.map(({ nature, code }) => ({ nature, code, appelId: id })),
    );
  }

  /**
   * Publishes a draft when nothing is missing, by another person than those who prepared it. Refusals: INTROUVABLE, INTERDIT,
   * ETAT_INVALIDE, INCOMPLET with the list, QUATRE_YEUX.
   */
  publierAppel(agent: AgentConnu, id: string): Promise<Decision<string>> {
    return this.surAppel(agent, 'publierAppel', id, async (tx, appel, { creePar, modifiePar, reglesDefiniesPar }) => {
      const decision = publier(appel);
      if (!decision.ok) return decision;
      const auteurs = {
        creerAppel: [creePar],
        modifierAppel: modifiePar,
        definirReglesFinancement: [reglesDefiniesPar],
      };
      const quatreYeux = exigerQuatreYeux(agent, 'publierAppel', auteurs);
      if (!quatreYeux.ok) return quatreYeux;
      return accepter({ etat: decision.fait.etat, publieLe: await maintenant(tx) });
    });
  }

  /** Moves the closing later, never earlier. Refusals: ETAT_INVALIDE, ENTREE_INVALIDE. */
  prolongerAppel(agent: AgentConnu, id: string, cloture: Date): Promise<Decision<string>> {
    return this.surAppel(agent, 'prolongerAppel', id, async (_tx, appel) => prolonger(appel, cloture));
  }

  private surAppel(
    agent: AgentConnu,
    action: 'modifierAppel' | 'publierAppel' | 'prolongerAppel',
    id: string,
    decision: (tx: EntityManager, appel: Appel, ligne: AppelAProjets) => Promise<Decision<Partial<AppelAProjets>>>,
  ): Promise<Decision<string>> {
    return this.unite.executer(async (tx) => {
      const ligne = await tx.findOne(AppelAProjets, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!ligne) return INTROUVABLE;
      const restreint = ligne.etat === 'BROUILLON' || ligne.etat === 'VALIDE';
      const droit = decider(agent, action, { appelId: id, conferenceId: ligne.conferenceId, restreint });
      if (!droit.ok) return droit;
      const fait = await decision(tx, await appelPourRegles(tx, ligne), ligne);
      if (!fait.ok) return fait;
      await tx.update(AppelAProjets, { id }, { ...fait.fait, version: ligne.version + 1 });
      await this.tracer(tx, agent, action, id);
      return accepter(id);
    });
  }

  private tracer(tx: EntityManager, agent: AgentConnu, action: string, id: string): Promise<void> {
    return journaliser(tx, {
      chaine: `appel:${id}`,
      action,
      acteurId: agent.utilisateurId,
      objetType: 'appel',
      objetId: id,
    });
  }
}
