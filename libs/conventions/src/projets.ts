import type { Candidature } from '@tdt/candidatures';
import {
  accepter,
  aConventionner,
  dernieresDe,
  donneesBilaterales,
  jourDeParis,
  lireDonneesConvention,
  numeroterEnsemble,
  somme,
  type Decision,
  type DonneesConvention,
  type ModeConvention,
  type SuiteGeneration,
} from '@tdt/domaine';
import type { EntityManager } from 'typeorm';
import { completer } from './complements.js';
import type { Convention } from './convention.entity.js';
import type { ComplementsConventionInput } from './conventions.inputs.js';
import { projeterEnsemble } from './ensembles.js';
import { projeter } from './projeter.js';

/** What is asked of a generation; without a form, that of what stands. */
export type DemandeGeneration = ComplementsConventionInput & { forme?: ModeConvention | null };

/** What the file has before a generation, and what becomes of it. */
export interface AvantGeneration {
  suite: SuiteGeneration;
  /** The latest version first. */
  existantes: readonly Convention[];
  emiseLe: Date;
}

/** One convention to write. */
export interface ProjetConvention {
  donnees: DonneesConvention;
  total: bigint;
  financeurId: string | null;
  /** The version that it replaces, or takes over from. */
  remplace: Convention | null;
}

/** What a generation writes: one convention, or those of a set that are to be made. */
export interface ProjetsConvention {
  forme: ModeConvention;
  codeAppel: string;
  /** Number that goes on, and the set; null: taken when it is written. */
  numero: string | null;
  ensembleId: string | null;
  numeroter: (numero: string) => ProjetConvention[];
}

/**
 * What a generation would write now; nothing is. The caller has locked the candidature and its shares. Refusals: those of
 * `projeter` or of `projeterEnsemble`.
 */
export async function projeterGeneration(
  tx: EntityManager,
  candidature: Candidature,
  demande: DemandeGeneration,
  avant: AvantGeneration,
): Promise<Decision<ProjetsConvention>> {
  const { suite, existantes, emiseLe } = avant;
  const precedente =
    suite.forme === 'MULTIPARTITE'
      ? existantes.find((c) => suite.remplacees.includes(c.id))
      : dernieresDe(existantes, suite.ensembleId)[0];
  const choix = {
    complements: completer(demande, precedente ? lireDonneesConvention(precedente.donnees) : null),
    etablieLe: jourDeParis(emiseLe),
  };
  if (suite.forme === 'BIPARTITES_COORDONNEES') return projeterLesBilaterales(tx, candidature, choix, avant);
  const numero = precedente?.numero ?? null;
  const projet = await projeter(tx, candidature, { ...choix, numero, version: (precedente?.version ?? 0) + 1 });
  if (!projet.ok) return projet;
  const { donnees, total, codeAppel } = projet.fait;
  return accepter({
    forme: suite.forme,
    codeAppel,
    numero,
    ensembleId: null,
    numeroter: (donne) => {
      const entete = { ...donnees.entete, numero: donne };
      return [{ donnees: { ...donnees, entete }, total, financeurId: null, remplace: precedente ?? null }];
    },
  });
}

async function projeterLesBilaterales(
  tx: EntityManager,
  candidature: Candidature,
  choix: Pick<Parameters<typeof projeter>[2], 'complements' | 'etablieLe'>,
  { suite, existantes }: AvantGeneration,
): Promise<Decision<ProjetsConvention>> {
  const sansNumero = { ...choix, numero: null, version: 1 };
  const ensemble = await projeterEnsemble(tx, candidature, sansNumero, suite, existantes);
  if (!ensemble.ok) return ensemble;
  const { projet, engagements, suite: encore } = ensemble.fait;
  const avant = dernieresDe(existantes, encore?.ensembleId ?? null);
  const aFaire = aConventionner(engagements).filter((id) => encore === null || !suite.servis.includes(id));
  return accepter({
    forme: suite.forme,
    codeAppel: projet.codeAppel,
    numero: encore?.numero ?? null,
    ensembleId: encore?.ensembleId ?? null,
    numeroter: (numero) => {
      const compose = encore ?? numeroterEnsemble(engagements, numero);
      return aFaire.map((financeurId) => {
        const remplace = avant.find((c) => c.financeurId === financeurId) ?? null;
        const donnees = donneesBilaterales(projet.donnees, financeurId, compose);
        const entete = { ...donnees.entete, version: (remplace?.version ?? 0) + 1 };
        const total = somme(donnees.plan.lignes.map((l) => l.montant));
        return { donnees: { ...donnees, entete }, total, financeurId, remplace };
      });
    },
  });
}
