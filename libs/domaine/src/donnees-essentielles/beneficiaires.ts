import type { DonneesConvention } from '../convention/donnees.js';
import { somme, type Centimes } from '../montant/montant.js';

/** Who receives, and how much of the whole grant, in cents. */
export interface Beneficiaire {
  nom: string;
  siret: string | null;
  rna: string | null;
  part: Centimes;
}

/** Legal forms of a business that is its owner: its name and its number are those of a person. */
const PERSONNE_PHYSIQUE =
  /entrepreneur individuel|entreprise individuelle|micro[- ]?entrepr|auto[- ]?entrepr|personne physique|profession(nel)? libéral/i;

/** Open data name legal persons only (trust.md §12). */
export function estPersonnePhysique(formeJuridique: string | null): boolean {
  return formeJuridique !== null && PERSONNE_PHYSIQUE.test(formeJuridique);
}

/**
 * The beneficiaries of a convention: whoever carries the project, and the members of its consortium to whom it passes a part
 * on. The carrier keeps what it does not pass on, of the whole plan.
 */
export function beneficiairesDe({ beneficiaire, consortium, plan, ensemble }: DonneesConvention): Beneficiaire[] {
  const total = somme((ensemble?.lignes ?? plan.lignes).map((l) => l.montant));
  const membres = (consortium?.membres ?? []).filter((m) => m.part > 0n);
  const reste = total - somme(membres.map((m) => m.part));
  const porteur = { nom: beneficiaire.denomination, siret: beneficiaire.siret, rna: beneficiaire.rna };
  return [
    ...(reste > 0n || membres.length === 0 ? [{ ...porteur, part: reste }] : []),
    ...membres.map((m) => ({ nom: m.denomination, siret: m.siret, rna: null, part: m.part })),
  ];
}
