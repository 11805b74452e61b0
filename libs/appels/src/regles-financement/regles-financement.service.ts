import { Injectable } from '@nestjs/common';
import {
  accepter,
  CLASSES_PAR_DEFAUT,
  controlerReglesDeLAppel,
  decider,
  exigerReglesLues,
  exigerReglesModifiables,
  premierRefus,
  type ClasseDeFinanceurs,
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
import type { EntityManager } from 'typeorm';
import { AppelAProjets } from '../appel-a-projets.entity.js';
import { ClasseFinanceur, RegleFinancement } from './regles-financement.entity.js';
import type { DefinirReglesFinancementInput, RegleFinancementInput } from './regles-financement.inputs.js';

/** What is not said of a rule is nothing; a rate is of the eligible base unless its type or the request says otherwise. */
function completer(regle: RegleFinancementInput) {
  const { classe = null, financeurId = null, categorie = null, tauxBp = null, montant = null } = regle;
  const parDefaut =
    regle.type === 'PARTICIPATION_MIN_MAITRE_OUVRAGE' ? 'FINANCEMENT_PUBLIC' : 'DEPENSE_SUBVENTIONNABLE';
  const base = tauxBp === null ? null : (regle.base ?? parDefaut);
  return { ...regle, classe, financeurId, categorie, tauxBp, montant, base };
}

/** The rules that bound who pays what in a call. */
@Injectable()
export class ReglesFinancementService {
  constructor(private readonly unite: UniteDeTravail) {}

  /**
   * Replaces the classes of funders and the financing rules of a call, those that were read, until its deposits close.
   * Refusals: INTROUVABLE, INTERDIT, ETAT_INVALIDE, HORS_DELAI, CONFLIT_VERSION, then those of `controlerReglesDeLAppel`.
   */
  async definirReglesFinancement(agent: AgentConnu, demande: DefinirReglesFinancementInput): Promise<Decision<string>> {
    try {
      return await this.unite.executer(async (tx) => {
        const { appelId: id } = demande;
        const appel = await tx.findOne(AppelAProjets, { where: { id }, lock: { mode: 'for_no_key_update' } });
        if (!appel) return introuvable('appelId');
        const restreint = appel.etat === 'BROUILLON' || appel.etat === 'VALIDE';
        const objet = { appelId: id, conferenceId: appel.conferenceId, restreint };
        const droit = decider(agent, 'definirReglesFinancement', objet);
        if (!droit.ok) return cacher(droit, 'appelId');
        return this.definir(tx, agent, appel, demande);
      });
    } catch (erreur) {
      if (contrainte(erreur) === 'regle_financement_financeur_fk') return introuvable('regles');
      throw erreur;
    }
  }

  private async definir(
    tx: EntityManager,
    agent: AgentConnu,
    appel: AppelAProjets,
    demande: DefinirReglesFinancementInput,
  ): Promise<Decision<string>> {
    const definies = demande.classes.map((c): ClasseDeFinanceurs => ({ ...c, parent: c.parent ?? null }));
    const classes = definies.length > 0 ? definies : CLASSES_PAR_DEFAUT;
    const regles = demande.regles.map(completer);
    const instant = await maintenant(tx);
    const verdict = premierRefus(
      () => exigerReglesModifiables(appel, instant),
      () => exigerReglesLues(appel, demande.version),
      () => controlerReglesDeLAppel({ classes, regles }),
    );
    if (!verdict.ok) return verdict;
    const appelId = appel.id;
    await tx.delete(RegleFinancement, { appelId });
    await tx.delete(ClasseFinanceur, { appelId });
    const place = (i: number) => ({ id: nouvelId(), appelId, rang: i + 1 });
    await tx.insert(
      ClasseFinanceur,
      classes.map((c, i) => ({ ...c, ...place(i), categories: [...c.categories] })),
    );
    await tx.insert(
      RegleFinancement,
      regles.map((r, i) => ({ ...r, ...place(i) })),
    );
    const versionRegles = appel.versionRegles + 1;
    await tx.update(AppelAProjets, { id: appelId }, { reglesDefiniesPar: agent.utilisateurId, versionRegles });
    await journaliser(tx, {
      chaine: `appel:${appelId}`,
      action: 'definirReglesFinancement',
      acteurId: agent.utilisateurId,
      objetType: 'appel',
      objetId: appelId,
      donnees: { classes: classes.map((c) => c.code), regles: regles.map((r) => r.code) },
    });
    return accepter(appelId);
  }
}
