import { comparerPlans, ecrireRationnel, somme, type Indicateurs, type TypeProposition } from '@tdt/domaine';
import type { Donnees } from './instance.js';
import type { PlanCalcule } from './plan-calcule.js';
import type {
  EcartPlansType,
  LigneSimuleeType,
  ProjetSimuleType,
  PropositionSimuleeType,
  UsageEnveloppeType,
} from './simulation.type.js';

/** What is certain of a plan, in a sentence that can be read out. */
export function phraseDePreuve({ type, prouvee, borne, indicateurs }: PlanCalcule): string {
  if (borne === null) return 'Plan exact : sa règle le fixe entièrement.';
  if (prouvee) return 'Il est prouvé, certificat à l’appui, qu’aucun plan ne fait mieux.';
  const ecart = borne - indicateurs.score;
  if (ecart === 0n) return 'Il est prouvé qu’aucun plan n’a plus de points ; le départage entre ex aequo ne l’est pas.';
  const quoi = type === 'GARANTI' ? 'plan garanti' : 'plan';
  return `Meilleur ${quoi} trouvé, non prouvé : aucun ne dépasse ${borne} points, soit un écart certifié de ${ecart}.`;
}

/** Why a project is in a plan or not. */
export function motifDeProjet({ indicateurs, ecartes }: PlanCalcule, id: string): string {
  if (indicateurs.retenus.includes(id)) return 'Retenu : son besoin est couvert au centime.';
  return `Non retenu par la proposition. ${ecartes.get(id) ?? 'Le plan retient d’autres projets.'}`;
}

/** Who looks at a plan, and beside what. */
interface Regard {
  empreinte: string;
  /** The ranked list, which the other plans are compared with. */
  liste: Indicateurs;
  visibles: ReadonlySet<string>;
}

/** A plan as one person sees it: nothing of the projects that he may not see. */
export function presenterPlan(
  donnees: Donnees,
  plan: PlanCalcule,
  { empreinte, liste, visibles }: Regard,
): PropositionSimuleeType {
  const { indicateurs, prouvee, borne, type } = plan;
  const ecart = borne === null ? null : Number(borne - indicateurs.score);
  return {
    type,
    etat: 'CALCULEE',
    calculId: null,
    empreinte,
    score: Number(indicateurs.score),
    total: indicateurs.montant,
    projets: projetsVus(donnees, plan, visibles),
    lignes: lignesVues(donnees, plan, visibles),
    financeurs: usages(donnees, plan),
    differences: type === 'LISTE' ? null : differences(donnees, liste, indicateurs, visibles),
    prouvee,
    borne: borne === null ? null : Number(borne),
    ecart,
    preuve: phraseDePreuve(plan),
  };
}

/** A proposition that waits for its calculation. */
export function presenterAttente(type: TypeProposition, calculId: string | null): PropositionSimuleeType {
  const preuve =
    calculId === null
      ? 'Ce tour est trop grand pour un calcul immédiat : lancez-le.'
      : 'Le calcul est en cours : le meilleur plan trouvé et son écart se suivent.';
  const vide = {
    empreinte: null,
    score: null,
    total: null,
    differences: null,
    prouvee: null,
    borne: null,
    ecart: null,
  };
  const etat = calculId === null ? 'A_CALCULER' : 'EN_CALCUL';
  return { ...vide, type, etat, calculId, projets: [], lignes: [], financeurs: [], preuve };
}

function projetsVus(
  { instance, projets }: Donnees,
  plan: PlanCalcule,
  visibles: ReadonlySet<string>,
): ProjetSimuleType[] {
  return instance.projets
    .filter(({ id }) => visibles.has(id))
    .map(({ id, rang, score, besoin }) => ({
      candidatureId: id,
      titre: projets.get(id)?.titre ?? '',
      rang,
      score: Number(score),
      besoin,
      retenu: plan.indicateurs.retenus.includes(id),
      motif: motifDeProjet(plan, id),
    }));
}

function lignesVues({ enveloppes }: Donnees, plan: PlanCalcule, visibles: ReadonlySet<string>): LigneSimuleeType[] {
  return plan.lignes
    .filter(({ montant, projet }) => montant > 0n && visibles.has(projet))
    .map(({ projet, enveloppe, montant, exacte, motifCode, motif, source }) => ({
      candidatureId: projet,
      financeurId: enveloppes.get(enveloppe)?.financeurId ?? '',
      financeur: enveloppes.get(enveloppe)?.financeur ?? '',
      dispositif: enveloppes.get(enveloppe)?.dispositif ?? '',
      montant,
      partExacte: ecrireRationnel(exacte),
      motifCode,
      motif,
      sourceJuridique: source,
    }));
}

const POUR_CENT = 100n;

function usages({ enveloppes, points }: Donnees, { indicateurs }: PlanCalcule): UsageEnveloppeType[] {
  return indicateurs.enveloppes.map(({ id, verse, reste, usageBp, satisfaction, levier }) => {
    const enveloppe = enveloppes.get(id);
    const donnes = Object.values(points).map((parEnveloppe) => parEnveloppe[id] ?? 0n);
    const accords = (enveloppe?.lignes ?? []).filter((l) => indicateurs.retenus.includes(l.candidatureId));
    return {
      financeurId: enveloppe?.financeurId ?? '',
      financeur: enveloppe?.financeur ?? '',
      dispositif: enveloppe?.dispositif ?? '',
      plafond: verse + reste,
      montant: verse,
      usageBp,
      satisfaction: Number(satisfaction),
      pointsDonnes: Number(somme(donnes)),
      accordsRetenus: somme(accords.map((l) => BigInt(l.maximum))),
      levier: levier && Number((levier.n * POUR_CENT) / levier.d),
    };
  });
}

function differences(
  { enveloppes }: Donnees,
  liste: Indicateurs,
  plan: Indicateurs,
  visibles: ReadonlySet<string>,
): EcartPlansType {
  const ecart = comparerPlans(liste, plan);
  return {
    score: Number(ecart.score),
    total: ecart.montant,
    entrants: ecart.entrants.filter((id) => visibles.has(id)),
    sortants: ecart.sortants.filter((id) => visibles.has(id)),
    financeurs: ecart.enveloppes.map(({ id, verse, satisfaction }) => ({
      financeurId: enveloppes.get(id)?.financeurId ?? '',
      dispositif: enveloppes.get(id)?.dispositif ?? '',
      montant: verse,
      satisfaction: Number(satisfaction),
    })),
  };
}
