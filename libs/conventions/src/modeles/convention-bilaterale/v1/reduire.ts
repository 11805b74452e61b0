import { estPublique, type DonneesConvention } from '@tdt/domaine';

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
