import { Candidature, type CandidaturesService } from '@tdt/candidatures';
import {
  accepter,
  aConventionner,
  composerEnsemble,
  dernieresDe,
  donneesBilaterales,
  exigerPlanCommun,
  lireDonneesConvention,
  numeroterEnsemble,
  refuser,
  suiteDuDossier,
  type ActionCandidature,
  type Decision,
  type DonneesConvention,
  type EngagementCoordonne,
  type EnsembleCompose,
  type SuiteGeneration,
} from '@tdt/domaine';
import type { AgentConnu } from '@tdt/socle';
import { IsNull, type EntityManager } from 'typeorm';
import { Convention } from './convention.entity.js';
import { lireFinanceursEngages } from './lettre-financeur.js';
import { projeter, type ChoixProjet, type Projet } from './projeter.js';

/** Every convention of a file, avenants left out, the latest version first. */
export function lireConventions(tx: EntityManager, candidatureId: string): Promise<Convention[]> {
  return tx.find(Convention, {
    where: { candidatureId, avenantDeId: IsNull() },
    order: { version: 'DESC', id: 'ASC' },
  });
}

/** A set as the rows of the file give it now. */
export interface ProjetEnsemble {
  /** The whole plan. */
  projet: Projet;
  engagements: readonly EngagementCoordonne[];
  /** The set that goes on, its conventions numbered; null for another one, which has no number yet. */
  suite: (EnsembleCompose & { ensembleId: string }) | null;
}

/**
 * Assembles the whole plan and says by what each funder commits. A set goes on, with its number, as long as the same funders
 * owe a convention. Refusals: those of `projeter`, of `composerEnsemble`, then CONFLIT_VERSION (one of the set is frozen, and
 * the plan has changed since).
 */
export async function projeterEnsemble(
  tx: EntityManager,
  candidature: Candidature,
  choix: ChoixProjet,
  { ensembleId, servis }: Pick<SuiteGeneration, 'ensembleId' | 'servis'>,
  existantes: readonly Convention[],
): Promise<Decision<ProjetEnsemble>> {
  const lu = await projeter(tx, candidature, { ...choix, conventionneesAdmises: true });
  if (!lu.ok) return lu;
  const { donnees } = lu.fait;
  const dues = composerEnsemble(donnees, await lireFinanceursEngages(tx, candidature.id));
  if (!dues.ok) return dues;
  const projet = { projet: lu.fait, engagements: dues.fait };
  const siennes = dernieresDe(existantes, ensembleId);
  const numero = siennes[0] && lireDonneesConvention(siennes[0].donnees).ensemble?.numero;
  if (ensembleId === null || !numero) return accepter({ ...projet, suite: null });
  const connus = new Map(siennes.map((c) => [c.financeurId ?? '', c.numero]));
  const compose = numeroterEnsemble(dues.fait, numero, connus);
  const figees = siennes.filter((c) => c.etat !== 'RESILIEE' && servis.includes(c.financeurId ?? ''));
  const lues = figees.map((c) => lireDonneesConvention(c.donnees));
  const commun = exigerPlanCommun(lues, donnees, compose);
  if (!commun.ok) return commun;
  const ids = aConventionner(dues.fait);
  const memes = ids.length === connus.size && ids.every((id) => connus.has(id));
  return accepter({ ...projet, suite: memes ? { ensembleId, ...compose } : null });
}

/**
 * One convention as the file gives it now, under the number, the version and the day that it has. Refusals: those of a
 * generation, then CONFLIT_VERSION (it is no longer due).
 */
export async function reprojeter(
  tx: EntityManager,
  candidature: Candidature,
  { numero, financeurId, ensembleId }: Convention,
  choix: Omit<ChoixProjet, 'numero'>,
): Promise<Decision<DonneesConvention>> {
  if (financeurId === null) {
    const projet = await projeter(tx, candidature, { ...choix, numero });
    return projet.ok ? accepter(projet.fait.donnees) : projet;
  }
  const existantes = await lireConventions(tx, candidature.id);
  const lu = await projeterEnsemble(
    tx,
    candidature,
    { ...choix, numero: null },
    { ensembleId, servis: [] },
    existantes,
  );
  if (!lu.ok) return lu;
  const { projet, suite: encore } = lu.fait;
  if (encore) return accepter(donneesBilaterales(projet.donnees, financeurId, encore));
  const message = 'Les financeurs qui doivent une convention ont changé : regénérez l’ensemble et faites-le relire.';
  return refuser('CONFLIT_VERSION', message, 'conventionId');
}

/**
 * What an act on one convention does to its file: `seule` when it stands alone, what its set says otherwise. Refusal:
 * ETAT_INVALIDE.
 */
export async function suivreDossier(
  tx: EntityManager,
  agent: AgentConnu,
  candidatures: CandidaturesService,
  { candidatureId, ensembleId }: Pick<Convention, 'candidatureId' | 'ensembleId'>,
  seule: ActionCandidature,
): Promise<Decision<unknown>> {
  if (ensembleId === null) return candidatures.changerEtat(tx, agent, candidatureId, seule);
  const { etat } = await tx.findOneByOrFail(Candidature, { id: candidatureId });
  const membres = dernieresDe(await lireConventions(tx, candidatureId), ensembleId);
  const suite = suiteDuDossier(
    etat,
    membres.map((c) => c.etat),
  );
  return suite === null ? accepter() : candidatures.changerEtat(tx, agent, candidatureId, suite);
}
