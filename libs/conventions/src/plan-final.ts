import {
  fondsDeDotation,
  genererConvention,
  participationMinimale,
  partsActives,
  plafondAidesPubliques,
  premierRefus,
  totauxBudget,
  type Decision,
  type DonneesConvention,
  type LignePlan,
} from '@tdt/domaine';
import type { Dossier } from './dossier.js';

/** The shares as they are now, and the own resources, as the lines of a plan. */
function lignesDuPlan(dossier: Dossier): LignePlan[] {
  const { candidature, porteur, organismes, ressourcesPropres } = dossier;
  const parts = partsActives(dossier.parts).map((part): LignePlan => {
    const financeur = organismes.find((o) => o.id === part.financeurId);
    if (!financeur) throw new Error(`financeur ${part.financeurId} absent du dossier`);
    const { financeurId, dispositif, nature, montant, assiette } = part;
    const { nom: denomination, categorie } = financeur;
    return { financeurId, denomination, categorie, dispositif, nature, montant, assiette, autofinancement: false };
  });
  if (ressourcesPropres === 0n) return parts;
  const propres: LignePlan = {
    financeurId: porteur.id,
    denomination: porteur.nom,
    categorie: porteur.categorie,
    dispositif: '',
    nature: candidature.nature,
    montant: ressourcesPropres,
    assiette: null,
    autofinancement: true,
  };
  return [...parts, propres];
}

/**
 * May these data become a convention, now? The rules of `genererConvention` first (shares not engaged, plan and cost, data
 * that no longer say what the shares say, missing mentions), then those of the whole plan, on the shares as they were voted
 * and no longer as they were asked: own share (R13), State cap (R14), endowment fund (R16).
 */
export function controlerConvention(
  dossier: Dossier,
  donnees: DonneesConvention,
  conventionneesAdmises = false,
): Decision<bigint> {
  const { candidature, porteur, parts, budget } = dossier;
  const coutTotal = totauxBudget(budget).charges;
  const generee = genererConvention({ parts, coutTotal, donnees, conventionneesAdmises });
  if (!generee.ok) return generee;
  const { exceptionParticipation: type, exceptionActe: acte } = candidature;
  const contexte = {
    categorie: porteur.categorie,
    codeDepartement: candidature.porteurDepartement,
    exception: type === null ? null : { type, acte: acte ?? '' },
  };
  const lignes = lignesDuPlan(dossier);
  const plan = premierRefus(
    () => participationMinimale(contexte, lignes),
    () => plafondAidesPubliques(lignes, coutTotal),
    () => fondsDeDotation(porteur.categorie, lignes),
  );
  return plan.ok ? { ok: true, fait: generee.fait.total } : plan;
}
