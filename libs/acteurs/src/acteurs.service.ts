import { Injectable } from '@nestjs/common';
import { accepter, decider, refuser, validerIdentifiant, type Decision } from '@tdt/domaine';
import { contrainte, maintenant, nouvelId, UniteDeTravail, type AgentConnu } from '@tdt/socle';
import type { CreerOrganismeInput, CreerUtilisateurInput } from './acteurs.inputs.js';
import { Organisme } from './organisme.entity.js';
import { tracer } from './tracer.js';
import { Territoire } from './territoire.entity.js';
import { Utilisateur } from './utilisateur.entity.js';

/** Who exists on the platform. */
@Injectable()
export class ActeursService {
  constructor(private readonly unite: UniteDeTravail) {}

  /** Registers a legal person. Refusals: IDENTIFIANT_INVALIDE, TERRITOIRE_INCONNU, DOUBLON. */
  async creerOrganisme(agent: AgentConnu, demande: CreerOrganismeInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerOrganisme', {});
    if (!droit.ok) return droit;
    const identifiant = this.identifiants(demande);
    if (!identifiant.ok) return identifiant;
    return this.surDoublon('identifiant', () =>
      this.unite.executer(async (tx) => {
        const code = demande.communeCode ?? null;
        if (code !== null && !(await tx.existsBy(Territoire, { nature: 'COMMUNE', code }))) {
          return refuser('TERRITOIRE_INCONNU', 'Aucune commune ne porte ce code INSEE.', 'communeCode');
        }
        const id = nouvelId();
        await tx.insert(Organisme, { ...demande, id, fictif: false, creeLe: await maintenant(tx) });
        await tracer(tx, agent.utilisateurId, 'creerOrganisme', 'organisme', id);
        return accepter(id);
      }),
    );
  }

  private identifiants(demande: CreerOrganismeInput): Decision<unknown> {
    const principal = validerIdentifiant(demande.typeIdentifiant, demande.identifiant);
    if (!principal.ok || !demande.rna) return principal;
    const rna = validerIdentifiant('RNA', demande.rna);
    return rna.ok ? rna : { ok: false, refus: { ...rna.refus, chemin: 'rna' } };
  }

  /** Registers a person. Refusal: DOUBLON. */
  async creerUtilisateur(agent: AgentConnu, demande: CreerUtilisateurInput): Promise<Decision<string>> {
    const droit = decider(agent, 'creerUtilisateur', {});
    if (!droit.ok) return droit;
    return this.surDoublon('courriel', () =>
      this.unite.executer(async (tx) => {
        const id = nouvelId();
        const courriel = demande.courriel.toLowerCase();
        await tx.insert(Utilisateur, { ...demande, courriel, id, fictif: false, creeLe: await maintenant(tx) });
        const { prenom, nom } = demande;
        const personnelles = { personneId: id, valeurs: { courriel, prenom, nom } };
        // What was registered, provable even when the row has changed, and erasable.
        await tracer(tx, agent.utilisateurId, 'creerUtilisateur', 'utilisateur', id, {}, personnelles);
        return accepter(id);
      }),
    );
  }

  private async surDoublon(chemin: string, acte: () => Promise<Decision<string>>): Promise<Decision<string>> {
    try {
      return await acte();
    } catch (erreur) {
      if (!contrainte(erreur)?.endsWith('_unique')) throw erreur;
      return refuser('DOUBLON', 'Cet identifiant ou cette adresse figure déjà sur la plateforme.', chemin);
    }
  }
}
