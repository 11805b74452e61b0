import { estPublique } from '../identifiants/categories.js';
import { accepter, refuser, type Decision } from '../refus.js';
import { annexesApplicables } from './articles.js';
import type { DonneesConvention, EngagementCoordonne, PartieConvention } from './donnees.js';
import { jsonCanonique } from './json.js';
import { documentDansEnsemble, type FinanceurEngage } from './forme.js';

/**
 * The data of a plan seen by one of its funders: it alone, its shares, their rules and schedules; project, cost, budget and
 * own resources are those of all. The clauses of the multipartite model then say what applies between the two: the ground
 * of State aid and the republican pledge, which come with public money, are left out of the gift of a private funder (R15, R17, R30).
 * Throws when the plan has no such funder, or no share of it: a fault of the caller.
 */
export function reduireAuFinanceur(ensemble: DonneesConvention, financeurId: string): DonneesConvention {
  const lignes = ensemble.plan.lignes.filter((l) => l.financeurId === financeurId);
  const financeurs = ensemble.financeurs.filter((f) => f.organismeId === financeurId);
  if (lignes.length === 0 || financeurs.length !== 1)
    throw new Error(`Le plan n’a pas ce financeur, ou aucune part de lui : ${financeurId}.`);
  const publique = financeurs.some((f) => estPublique(f.categorie));
  const siennes = new Set(lignes.map((l) => l.partId));
  return {
    ...ensemble,
    financeurs,
    aideEtat: publique ? ensemble.aideEtat : null,
    cer: publique ? ensemble.cer : null,
    plan: { ...ensemble.plan, lignes },
    regles: ensemble.regles.filter((r) => siennes.has(r.partId)),
    echeanciers: ensemble.echeanciers.filter((e) => siennes.has(e.partId)),
  };
}

/** Letters of a rank from 0, as the columns of a sheet: A … Z, AA, AB … */
function lettres(rang: number): string {
  const reste = Math.floor(rang / 26);
  return `${reste === 0 ? '' : lettres(reste - 1)}${String.fromCharCode(65 + (rang % 26))}`;
}

/**
 * By which document each funder of the plan commits, in its order (R17, R26, R33); no convention has a number yet. Refusals, in
 * order: INELIGIBLE (a single funder; no funder for whom a convention is due).
 * @param engages what each gives to the same body in the year
 */
export function composerEnsemble(
  { financeurs }: { financeurs: readonly Pick<PartieConvention, 'organismeId' | 'denomination' | 'categorie'>[] },
  engages: readonly FinanceurEngage[],
): Decision<EngagementCoordonne[]> {
  const engagements = financeurs.map(({ organismeId: financeurId, denomination: financeur, categorie }) => {
    const cumulAnnuel = engages.find((f) => f.financeurId === financeurId)?.cumulAnnuel ?? 0n;
    return {
      financeurId,
      financeur,
      document: documentDansEnsemble({ financeurId, categorie, cumulAnnuel }),
      numero: null,
    };
  });
  if (engagements.length < 2) {
    const message = 'Un ensemble réunit au moins deux financeurs : une seule convention suffit à ce plan.';
    return refuser('INELIGIBLE', message, 'forme');
  }
  if (engagements.every((e) => e.document !== 'CONVENTION')) {
    const message = 'Aucun financeur de ce plan ne doit de convention : chacun s’engage par sa lettre.';
    return refuser('INELIGIBLE', message, 'forme');
  }
  return accepter(engagements);
}

/** A set, with its number and the document of each funder. */
export interface EnsembleCompose {
  numero: string | null;
  engagements: readonly EngagementCoordonne[];
}

/**
 * Gives each convention its number: that of the set and a letter.
 * @param connus numbers already given in this set, by funder, all of them or none: a convention made again keeps its own
 */
export function numeroterEnsemble(
  engagements: readonly EngagementCoordonne[],
  numero: string,
  connus: ReadonlyMap<string, string> = new Map(),
): EnsembleCompose {
  const rangs = aConventionner(engagements);
  return {
    numero,
    engagements: engagements.map((e) => {
      if (e.document !== 'CONVENTION') return e;
      return { ...e, numero: connus.get(e.financeurId) ?? `${numero}-${lettres(rangs.indexOf(e.financeurId))}` };
    }),
  };
}

/** The funders for whom a convention is due, in the order of the plan. */
export function aConventionner(engagements: readonly EngagementCoordonne[]): string[] {
  return engagements.filter((e) => e.document === 'CONVENTION').map((e) => e.financeurId);
}

/**
 * What the convention of one funder of a set prints and freezes: its own shares, the common plan, and by what the others
 * commit (R33). `plan` gives the whole plan. Throws when no convention is due from this funder: a fault of the caller.
 */
export function donneesBilaterales(
  plan: DonneesConvention,
  financeurId: string,
  { numero, engagements }: EnsembleCompose,
): DonneesConvention {
  const sien = engagements.find((e) => e.financeurId === financeurId);
  if (sien?.document !== 'CONVENTION') throw new Error(`Aucune convention n’est due de ce financeur : ${financeurId}.`);
  const autres = engagements.filter((e) => e !== sien);
  const dues = annexesApplicables(plan).map((a) => a.code);
  const donnees: DonneesConvention = {
    ...reduireAuFinanceur(plan, financeurId),
    entete: { ...plan.entete, numero: sien.numero, mode: 'BIPARTITES_COORDONNEES' },
    ensemble: { numero, lignes: plan.plan.lignes, autres },
  };
  const jointes = plan.annexes.filter((a) => !dues.includes(a.code));
  return { ...donnees, annexes: [...annexesApplicables(donnees), ...jointes] };
}

/**
 * The conventions of the set that are already frozen print the plan and the documents that the others would print now: all
 * share one plan, or nothing more is made. Refusal: CONFLIT_VERSION.
 */
export function exigerPlanCommun(
  figees: readonly DonneesConvention[],
  plan: DonneesConvention,
  compose: EnsembleCompose,
): Decision {
  const dus = aConventionner(compose.engagements);
  const autre = figees.find(({ ensemble, financeurs: [financeur] }) => {
    const id = financeur?.organismeId ?? '';
    return (
      !dus.includes(id) || jsonCanonique(ensemble) !== jsonCanonique(donneesBilaterales(plan, id, compose).ensemble)
    );
  });
  if (!autre) return accepter();
  const message = `Le plan a changé depuis que la convention ${autre.entete.numero} est en signature : constatez sa caducité, ou résiliez-la, avant de générer les autres.`;
  return refuser('CONFLIT_VERSION', message, 'candidatureId');
}
