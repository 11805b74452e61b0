import { type EtatPart, ETATS_PART_VOTES, type ProjetSollicite } from '@tdt/domaine';

interface ProjetLu {
  totalCharges: string;
  assiette: string | null;
  porteur: { categorie: Api.CategorieOrganisme };
  plan: readonly { type: Api.TypeLignePlan; montant: string }[];
  parts: readonly { etat: EtatPart; montant: string; financeur: { categorie: Api.CategorieOrganisme } }[];
}

/** A project as the caps of a funder look at it: its cost, its own resources, what was already voted for it. */
export function projetSollicite({ totalCharges, assiette, porteur, plan, parts }: ProjetLu): ProjetSollicite {
  const propres = plan.filter((l) => l.type === 'RESSOURCES_PROPRES');
  return {
    categoriePorteur: porteur.categorie,
    coutTotal: BigInt(totalCharges),
    assiette: assiette === null ? null : BigInt(assiette),
    ressourcesPropres: propres.reduce((t, l) => t + BigInt(l.montant), 0n),
    acquis: parts
      .filter((p) => ETATS_PART_VOTES.includes(p.etat))
      .map((p) => ({ categorie: p.financeur.categorie, montant: BigInt(p.montant) })),
  };
}
