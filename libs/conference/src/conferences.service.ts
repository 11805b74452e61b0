import { Injectable } from '@nestjs/common';
import { accepter, decider, jourDeParis, refuser, REGLEMENT_CRPA, type Decision, type Reglement } from '@tdt/domaine';
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
import { appelsDe } from './chargement.js';
import { Conference, Membre } from './conference.entity.js';
import type { AjouterMembreInput, CreerConferenceInput, ReglementInput } from './conference.inputs.js';

/** The règlement asked for, completed by the CRPA's; a fraction means something for a qualified majority only. */
function reglementComplet(demande: ReglementInput | null | undefined): Reglement {
  const precise = Object.fromEntries(Object.entries(demande ?? {}).filter(([, v]) => v !== null && v !== undefined));
  const reglement: Reglement = { ...REGLEMENT_CRPA, ...precise };
  if (reglement.majorite === 'QUALIFIEE') return reglement;
  return { ...reglement, majoriteNumerateur: null, majoriteDenominateur: null };
}

/** Conferences and their seats. */
@Injectable()
export class ConferencesService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Creates a conference under the règlement asked for. Refusals: ENTREE_INVALIDE, TERRITOIRE_INCONNU. */
  async creerConference(agent: AgentConnu, demande: CreerConferenceInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerConference', {});
    if (!droit.ok) return droit;
    try {
      return await this.unite.executer(async (tx) => {
        const id = nouvelId();
        await tx.insert(Conference, {
          ...reglementComplet(demande.reglement),
          id,
          nom: demande.nom,
          territoireNature: demande.territoire?.nature ?? null,
          territoireCode: demande.territoire?.code ?? null,
          creeLe: await maintenant(tx),
        });
        await journaliser(tx, {
          chaine: `conference:${id}`,
          action: 'creerConference',
          acteurId: agent.utilisateurId,
          objetType: 'conference',
          objetId: id,
        });
        return accepter(id);
      });
    } catch (erreur) {
      const nom = contrainte(erreur);
      if (nom === 'conference_quorum_fraction') {
        return refuser('ENTREE_INVALIDE', 'Le quorum est une fraction entre zéro et un.', 'reglement.quorumNumerateur');
      }
      if (nom === 'conference_majorite_fraction') {
        const message = 'Une majorité qualifiée s’exprime par une fraction.';
        return refuser('ENTREE_INVALIDE', message, 'reglement.majoriteNumerateur');
      }
      if (nom === 'conference_territoire_fk') {
        return refuser('TERRITOIRE_INCONNU', 'Ce territoire n’existe pas dans le découpage officiel.', 'territoire');
      }
      throw erreur;
    }
  }

  /** Gives an organisation a seat. Refusals: INTROUVABLE, INTERDIT, DOUBLON, ENTREE_INVALIDE. Fact: the seat. */
  async ajouterMembre(agent: AgentConnu, demande: AjouterMembreInput): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const { conferenceId } = demande;
        const verrou = { mode: 'for_no_key_update' as const };
        const conference = await tx.findOne(Conference, { where: { id: conferenceId }, lock: verrou });
        if (!conference) return introuvable('conferenceId');
        const droit = decider(agent, 'modifierConference', {
          conferenceId,
          appelIds: await appelsDe(tx, conferenceId),
        });
        if (!droit.ok) return cacher(droit, 'conferenceId');
        const id = nouvelId();
        const debut = demande.debut ?? jourDeParis(await maintenant(tx));
        await tx.insert(Membre, { ...demande, id, debut });
        await journaliser(tx, {
          chaine: `conference:${conferenceId}`,
          action: 'ajouterMembre',
          acteurId: agent.utilisateurId,
          objetType: 'membre',
          objetId: id,
          donnees: { organismeId: demande.organismeId, voix: demande.voix },
        });
        return accepter(id);
      });
    } catch (erreur) {
      return this.refusDeMembre(contrainte(erreur), erreur);
    }
  }

  private refusDeMembre(nom: string | undefined, erreur: unknown): Decision<string> {
    const lien = /^membre_(organisme|titulaire|suppleant)_fk$/.exec(nom ?? '')?.[1];
    if (lien) return introuvable(`${lien}Id`);
    if (nom === 'membre_organisme_unique') {
      return refuser('DOUBLON', 'Cet organisme a déjà un siège dans cette conférence.', 'organismeId');
    }
    if (nom === 'membre_un_president') {
      return refuser('DOUBLON', 'Un autre membre préside déjà cette conférence.', 'president');
    }
    if (nom === 'membre_suppleant_distinct') {
      return refuser('ENTREE_INVALIDE', 'Le suppléant est une autre personne que le titulaire.', 'suppleantId');
    }
    throw erreur;
  }
}
