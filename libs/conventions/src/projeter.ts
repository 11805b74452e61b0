import { AppelAProjets, Regle, reglesDepuisLignes } from '@tdt/appels';
import type { Candidature } from '@tdt/candidatures';
import { accepter, type Decision, type DonneesConvention } from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { assemblerConvention, type Assemblage } from './assembler.js';
import type { RegleAppel } from './calcul.js';
import { lireDossier } from './dossier.js';
import { controlerConvention } from './plan-final.js';

/** A convention as the rows of the file give it now. */
export interface Projet {
  donnees: DonneesConvention;
  /** Sum of the funders' shares, in centimes. */
  total: bigint;
  codeAppel: string;
}

/** What is decided of a convention besides what the file says. */
export interface ChoixProjet extends Pick<Assemblage, 'complements' | 'numero' | 'version' | 'etablieLe'> {
  /** Others of the set may already stand. */
  conventionneesAdmises?: boolean;
}

/**
 * Reads the file and assembles its convention, or says why it cannot be made. The caller has locked the candidature and its
 * shares. Refusals: those of `controlerConvention`.
 */
export async function projeter(
  tx: EntityManager,
  candidature: Candidature,
  { conventionneesAdmises = false, ...choix }: ChoixProjet,
): Promise<Decision<Projet>> {
  const dossier = await lireDossier(tx, candidature.id);
  const { appel, regles } = await lireRegles(tx, candidature.appelId);
  const donnees = assemblerConvention({ dossier, regles, ...choix });
  const decision = controlerConvention(dossier, donnees, conventionneesAdmises);
  return decision.ok ? accepter({ donnees, total: decision.fait, codeAppel: appel.code }) : decision;
}

/** The call, and what its rules grant; null when it has no base amount. */
export async function lireRegles(
  tx: EntityManager,
  appelId: string,
): Promise<{ appel: AppelAProjets; regles: RegleAppel }> {
  const appel = await tx.findOneByOrFail(AppelAProjets, { id: appelId });
  const lignes = await tx.find(Regle, { where: { appelId }, order: { rang: 'ASC' } });
  return { appel, regles: reglesDepuisLignes(appel.modeMontant, lignes) };
}
