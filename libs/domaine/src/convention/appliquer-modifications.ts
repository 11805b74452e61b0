import { ecrireEuros, somme, tauxAffiches, tauxBp, type Centimes } from '../montant/index.js';
import { accepter, refuser, type Decision } from '../refus.js';
import type { DonneesConvention, EcheancierConvention, LigneBudgetConvention, LignePlanConvention } from './donnees.js';
import type {
  ChampBeneficiaire,
  ChampDate,
  Modification,
  ModificationFinanceur,
  ModificationLigneBudget,
  ModificationMontant,
} from './modification.js';

/** Where each date of a convention is kept. */
const DATES = {
  DEBUT: ['duree', 'debut'],
  FIN: ['duree', 'fin'],
  LIMITE_BILAN: ['duree', 'limiteBilan'],
  ELIGIBILITE_DEBUT: ['cout', 'eligibiliteDebut'],
  ELIGIBILITE_FIN: ['cout', 'eligibiliteFin'],
} as const satisfies Record<ChampDate, readonly [string, string]>;

const BENEFICIAIRE = {
  DENOMINATION: 'denomination',
  FORME_JURIDIQUE: 'formeJuridique',
  SIEGE: 'siege',
  REPRESENTANT_NOM: 'representantNom',
  REPRESENTANT_QUALITE: 'representantQualite',
} as const satisfies Record<ChampBeneficiaire, string>;

/** Date of this field as the convention has it. */
export function dateDe({ duree, cout }: DonneesConvention, champ: ChampDate): string | null {
  const [groupe, nom] = DATES[champ];
  return groupe === 'duree' ? duree[nom] : cout[nom];
}

/** What the convention says of its beneficiary under this field. */
export function valeurBeneficiaire({ beneficiaire }: DonneesConvention, champ: ChampBeneficiaire): string | null {
  return beneficiaire[BENEFICIAIRE[champ]];
}

/** The lines of the budget that a modification may change: charges, and products that are no share (account 74 follows them). */
export function lignesModifiables({ budget }: DonneesConvention): LigneBudgetConvention[] {
  return [...budget.charges, ...budget.produits.filter((l) => !l.compte.startsWith('74'))];
}

/** The line of the budget of this account and label, if a modification may change it. */
export function ligneModifiable(
  donnees: DonneesConvention,
  { compte, libelle }: Pick<LigneBudgetConvention, 'compte' | 'libelle'>,
): LigneBudgetConvention | undefined {
  return lignesModifiables(donnees).find((l) => l.compte === compte && l.libelle === libelle);
}

function remplacer<T>(liste: readonly T[], ancien: T | undefined, nouveau: T): T[] {
  return liste.map((element) => (element === ancien ? nouveau : element));
}

function perimee(rang: number): Decision<never> {
  const message = 'La convention ne dit plus ce que cette modification remplace : reprenez l’avenant.';
  return refuser('CONFLIT_VERSION', message, `modifications[${rang}]`);
}

/** The balance takes the whole difference: what was paid on account stays as it was agreed. */
function rectifierEcheancier(
  echeancier: EcheancierConvention,
  montant: Centimes,
  delta: Centimes,
): EcheancierConvention {
  const dernier = echeancier.versements.length - 1;
  const montants = echeancier.versements.map((v, i) => (i === dernier ? v.montant + delta : v.montant));
  const taux = tauxAffiches(montants, montant);
  return {
    ...echeancier,
    versements: echeancier.versements.map((v, i) => ({
      ...v,
      montant: montants[i] ?? 0n,
      pourcentBp: taux[i] ?? 0,
    })),
  };
}

function changerMontant(d: DonneesConvention, m: ModificationMontant, rang: number): Decision<DonneesConvention> {
  const { plan } = d;
  if (m.partId === null) {
    if (plan.ressourcesPropres !== m.de) return perimee(rang);
    return accepter({ ...d, plan: { ...plan, ressourcesPropres: m.vers } });
  }
  const ligne = plan.lignes.find((l) => l.partId === m.partId);
  if (ligne?.montant !== m.de) return perimee(rang);
  const chemin = `modifications[${rang}].vers`;
  if (m.vers > ligne.assiette) {
    const message = `${ecrireEuros(m.vers)} dépasse l’assiette de ce financeur : ${ecrireEuros(ligne.assiette)}.`;
    return refuser('MONTANT_EXCESSIF', message, chemin);
  }
  const delta = m.vers - m.de;
  const regle = d.regles.find((r) => r.partId === m.partId);
  const echeancier = d.echeanciers.find((e) => e.partId === m.partId);
  const solde = echeancier?.versements.at(-1)?.montant ?? 0n;
  if (solde + delta <= 0n || (regle && regle.base + delta < 0n)) {
    const message = `La baisse dépasse le solde de l’échéancier (${ecrireEuros(solde)}) : les acomptes restent dus.`;
    return refuser('MONTANT_EXCESSIF', message, chemin);
  }
  const subvention = subventionDe(d, ligne);
  return accepter({
    ...d,
    plan: { ...plan, lignes: remplacer(plan.lignes, ligne, { ...ligne, montant: m.vers }) },
    regles: d.regles.map((r) => (r === regle ? { ...r, base: r.base + delta, maximum: r.maximum + delta } : r)),
    echeanciers: d.echeanciers.map((e) => (e === echeancier ? rectifierEcheancier(e, m.vers, delta) : e)),
    budget: {
      ...d.budget,
      produits: d.budget.produits.map((p) => (p === subvention ? { ...p, montant: p.montant + delta } : p)),
    },
  });
}

/** The product of account 74 that says this share: under its funder's name, or the only one of its amount. */
function subventionDe(
  { budget }: DonneesConvention,
  { financeur, montant }: Pick<LignePlanConvention, 'financeur' | 'montant'>,
): LigneBudgetConvention | undefined {
  const egales = budget.produits.filter((p) => p.compte.startsWith('74') && p.montant === montant);
  return egales.find((p) => p.libelle === financeur) ?? egales[0];
}

function changerLigne(d: DonneesConvention, m: ModificationLigneBudget, rang: number): Decision<DonneesConvention> {
  const ligne = ligneModifiable(d, m);
  if (ligne?.montant !== m.de) return perimee(rang);
  const charge = d.budget.charges.includes(ligne);
  const nouvelle = { ...ligne, montant: m.vers };
  return accepter({
    ...d,
    // The cost of the project is what it spends.
    cout: { ...d.cout, total: d.cout.total + (charge ? m.vers - m.de : 0n) },
    budget: {
      ...d.budget,
      charges: remplacer(d.budget.charges, ligne, nouvelle),
      produits: remplacer(d.budget.produits, ligne, nouvelle),
    },
  });
}

function ajouter(d: DonneesConvention, m: ModificationFinanceur, rang: number): Decision<DonneesConvention> {
  if (d.plan.lignes.some((l) => l.partId === m.ligne.partId)) return perimee(rang);
  if (m.ligne.montant > m.ligne.assiette) {
    const message = `${ecrireEuros(m.ligne.montant)} dépasse l’assiette de ce financeur : ${ecrireEuros(m.ligne.assiette)}.`;
    return refuser('MONTANT_EXCESSIF', message, `modifications[${rang}].arrivee.montant`);
  }
  const connue = d.financeurs.some((f) => f.organismeId === m.partie.organismeId);
  return accepter({
    ...d,
    financeurs: connue ? d.financeurs : d.financeurs.toSpliced(m.rangPartie, 0, m.partie),
    plan: { ...d.plan, lignes: d.plan.lignes.toSpliced(m.rang, 0, m.ligne) },
    regles: d.regles.toSpliced(m.rang, 0, m.regle),
    echeanciers: d.echeanciers.toSpliced(m.rang, 0, m.echeancier),
    budget: { ...d.budget, produits: d.budget.produits.toSpliced(m.subvention.rang, 0, m.subvention.ligne) },
  });
}

function enlever(d: DonneesConvention, m: ModificationFinanceur, rang: number): Decision<DonneesConvention> {
  const { partId, financeurId, montant } = m.ligne;
  const ligne = d.plan.lignes.find((l) => l.partId === partId);
  if (ligne?.montant !== montant) return perimee(rang);
  const lignes = d.plan.lignes.filter((l) => l !== ligne);
  const reste = lignes.some((l) => l.financeurId === financeurId);
  const subvention = subventionDe(d, ligne);
  return accepter({
    ...d,
    financeurs: reste ? d.financeurs : d.financeurs.filter((f) => f.organismeId !== financeurId),
    plan: { ...d.plan, lignes },
    regles: d.regles.filter((r) => r.partId !== partId),
    echeanciers: d.echeanciers.filter((e) => e.partId !== partId),
    budget: { ...d.budget, produits: d.budget.produits.filter((p) => p !== subvention) },
  });
}

/** The modification by which the funder of this share leaves; null when the convention has no such share. */
export function departDe(d: DonneesConvention, partId: string): ModificationFinanceur | null {
  const rang = d.plan.lignes.findIndex((l) => l.partId === partId);
  const ligne = d.plan.lignes[rang];
  const rangPartie = d.financeurs.findIndex((f) => f.organismeId === ligne?.financeurId);
  const partie = d.financeurs[rangPartie];
  const regle = d.regles.find((r) => r.partId === partId);
  const echeancier = d.echeanciers.find((e) => e.partId === partId);
  const produit = ligne && subventionDe(d, ligne);
  if (!ligne || !partie || !regle || !echeancier || !produit) return null;
  const subvention = { rang: d.budget.produits.indexOf(produit), ligne: produit };
  return { type: 'FINANCEUR', sens: 'DEPART', rang, rangPartie, partie, ligne, regle, echeancier, subvention };
}

function appliquerUne(d: DonneesConvention, m: Modification, rang: number): Decision<DonneesConvention> {
  switch (m.type) {
    case 'MONTANT':
      return changerMontant(d, m, rang);
    case 'LIGNE_BUDGET':
      return changerLigne(d, m, rang);
    case 'FINANCEUR':
      return m.sens === 'ARRIVEE' ? ajouter(d, m, rang) : enlever(d, m, rang);
    case 'DATES': {
      if (dateDe(d, m.champ) !== m.de) return perimee(rang);
      const [groupe, nom] = DATES[m.champ];
      return accepter({ ...d, [groupe]: { ...d[groupe], [nom]: m.vers } });
    }
    case 'BENEFICIAIRE': {
      if (valeurBeneficiaire(d, m.champ) !== m.de) return perimee(rang);
      return accepter({ ...d, beneficiaire: { ...d.beneficiaire, [BENEFICIAIRE[m.champ]]: m.vers } });
    }
  }
}

/** Displayed rates follow the amounts: the column sums to 100,00 % again (R12). */
function recalculerTaux(d: DonneesConvention): DonneesConvention {
  const { lignes, ressourcesPropres } = d.plan;
  const taux = tauxAffiches([...lignes.map((l) => l.montant), ressourcesPropres], d.cout.total);
  return {
    ...d,
    plan: {
      ...d.plan,
      lignes: lignes.map((l, i) => ({
        ...l,
        tauxBp: taux[i] ?? 0,
        tauxAssietteBp: tauxBp(l.montant, l.assiette),
      })),
      ressourcesPropresTauxBp: taux.at(-1) ?? 0,
    },
  };
}

/**
 * The state after these modifications, in their order, balanced or not: what a form shows while it is being filled in. Refusals:
 * CONFLIT_VERSION (the state is not the one that a modification replaces), MONTANT_EXCESSIF (over the eligible base, or more
 * taken off than the balance of the schedule).
 */
export function esquisserModifications(
  donnees: DonneesConvention,
  modifications: readonly Modification[],
): Decision<DonneesConvention> {
  let etat = donnees;
  for (const [rang, modification] of modifications.entries()) {
    const suite = appliquerUne(etat, modification, rang);
    if (!suite.ok) return suite;
    etat = suite.fait;
  }
  return accepter(recalculerTaux(etat));
}

/** What the funders and the beneficiary bring together, in centimes. */
export function reuniPar({ plan }: DonneesConvention): Centimes {
  return somme(plan.lignes.map((l) => l.montant)) + plan.ressourcesPropres;
}

/**
 * The state after these modifications. Refusals: those of `esquisserModifications`, then PLAN_DESEQUILIBRE (no share is left;
 * shares and own resources no longer sum to the cost, R11).
 */
export function appliquerModifications(
  donnees: DonneesConvention,
  modifications: readonly Modification[],
): Decision<DonneesConvention> {
  const esquisse = esquisserModifications(donnees, modifications);
  if (!esquisse.ok) return esquisse;
  const { plan, cout } = esquisse.fait;
  const reuni = reuniPar(esquisse.fait);
  if (plan.lignes.length === 0) {
    return refuser('PLAN_DESEQUILIBRE', 'Sans financeur, il n’y a plus de convention : résiliez-la.', 'modifications');
  }
  if (reuni !== cout.total) {
    const message = `Le plan réunirait ${ecrireEuros(reuni)} pour un coût de ${ecrireEuros(cout.total)} : équilibrez l’avenant.`;
    return refuser('PLAN_DESEQUILIBRE', message, 'modifications');
  }
  return esquisse;
}
