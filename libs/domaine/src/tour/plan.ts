import type { Centimes } from '../montant/index.js';
import { accepter, type Decision } from '../refus.js';
import {
  ecrireMotif,
  indicateurs,
  partager,
  partsEgales,
  type Indicateurs,
  type Instance,
  type LignePartage,
  type NonFinancable,
  type PartsDuPlan,
  type Points,
  type PonderationMes,
} from '../repartition/index.js';
import type { LignesAllumees } from '../repartition/flot.js';
import { ecrireMotifPlan, etiquetteMotif, type MotifPartPlan } from '../repartition/motif-plan.js';
import { partsEquitables } from '../repartition/parts-equitables.js';
import { preparer } from '../repartition/preparation.js';
import { divise, ratio, type Rationnel } from '../repartition/rationnel.js';

/** The names and the legal texts that an instance does not carry, and that sentences need. */
export interface Legende {
  projet: (id: string) => string;
  classe: (id: string) => string;
  /** The rule behind the cap of a class on a project. */
  origine: (projet: string, classe: string) => { regle: string | null; source: string | null };
}

/** What one envelope brings to one project, and all that is needed to check it by hand. */
export interface LigneMotivee {
  projet: string;
  enveloppe: string;
  montant: Centimes;
  /** Before rounding to the cent. */
  exacte: Rationnel;
  poids: bigint;
  /** λ of the project, in cents per unit of weight: where the lines that nothing holds stop; `null` when all are held. */
  niveau: Rationnel | null;
  /** « PLAFOND:TAUX », « CLASSE:PUBLIC », « RESERVE:… », « MINIMUM », « PRORATA » … */
  motifCode: string;
  motif: string;
  /** Legal text of the rule that held it. */
  source: string | null;
  centime: boolean;
}

/** A plan with its amounts and their reasons. */
export interface PlanDetaille {
  parts: PartsDuPlan;
  /** Every line of the projects kept, those that bring nothing included, in rank order. */
  lignes: LigneMotivee[];
  indicateurs: Indicateurs;
}

/** How the shares of a plan are weighted: by the announced ceilings, or all the same (allocation.md A6). */
export const PONDERATIONS_PARTS = ['PRORATA_ENVELOPPE', 'PARTS_EGALES'] as const;
export type PonderationParts = (typeof PONDERATIONS_PARTS)[number];

/**
 * Fair shares of a set of projects (A6), each amount with its reason. Refusals: those of `partsEquitables`.
 * @param lignesAllumees lines with a minimum that are on, as the optimum chose them; absent: searched for
 */
export function planEquitable(
  instance: Instance,
  points: Points,
  retenus: readonly string[],
  ponderation: PonderationParts,
  legende: Legende,
  lignesAllumees?: LignesAllumees,
): Decision<PlanDetaille> {
  const equitables = partsEquitables(preparer(instance), retenus, { ponderation }, { lignesAllumees });
  if (!equitables.ok) return equitables;
  const montants = new Map(instance.enveloppes.map((e) => [e.id, e.montant]));
  const poidsDe = (id: string) => (ponderation === 'PARTS_EGALES' ? 1n : (montants.get(id) ?? 0n));
  const lignes = equitables.fait.projets.flatMap(({ projet, lignes: siennes }) => {
    const libre = siennes.find(({ motif, montant }) => motif.nature === 'PRORATA' && montant > 0n);
    const niveau = libre ? divise(libre.exacte, ratio(poidsDe(libre.enveloppe))) : null;
    return siennes.map(({ enveloppe, montant, exacte, motif, centime }): LigneMotivee => {
      const poids = poidsDe(enveloppe);
      return {
        projet,
        enveloppe,
        montant,
        exacte,
        poids,
        niveau,
        centime,
        ...raisonDe(projet, motif, centime, legende),
      };
    });
  });
  return accepter(detailler(instance, points, equitables.fait.parts, lignes));
}

function detailler(instance: Instance, points: Points, parts: PartsDuPlan, lignes: LigneMotivee[]): PlanDetaille {
  return { parts, lignes, indicateurs: indicateurs(instance, parts, points) };
}

/** The reason of an amount, with the legal text that the instance left out and the names that people know. */
function raisonDe(
  projet: string,
  motif: MotifPartPlan,
  centime: boolean,
  { projet: nommer, classe: nommerClasse, origine }: Legende,
): Pick<LigneMotivee, 'motifCode' | 'motif' | 'source'> {
  const motifCode = etiquetteMotif(motif);
  if (motif.nature === 'CLASSE') {
    const { source } = origine(projet, motif.classe);
    const nomme = { ...motif, classe: nommerClasse(motif.classe), source };
    return { motifCode, motif: ecrireMotif(nomme, centime), source };
  }
  const source = motif.nature === 'PLAFOND' ? motif.plafond.source : null;
  return { motifCode, motif: ecrireMotifPlan(motif, centime, nommer), source };
}

/** The plan by equal shares, and the projects that their supporters could not pay. */
export interface PlanMes extends PlanDetaille {
  nonFinancables: NonFinancable[];
}

/**
 * Plan by equal shares (A7). The payments of each round are split again by A2 under the balances of that round, which says
 * why each supporter pays what it pays. Refusals: those of `partsEgales`.
 */
export function planMes(
  instance: Instance,
  points: Points,
  ponderation: PonderationMes,
  legende: Legende,
): Decision<PlanMes> {
  const mes = partsEgales(instance, points, ponderation);
  if (!mes.ok) return mes;
  const soldes = new Map(instance.enveloppes.map(({ id, montant }) => [id, montant]));
  const lignes: LigneMotivee[] = [];
  for (const { projet, paiements } of mes.fait.tours) {
    lignes.push(...lignesDuTour(instance, points, ponderation, legende, { projet, paiements, soldes }));
    for (const [id, montant] of Object.entries(paiements)) soldes.set(id, (soldes.get(id) ?? 0n) - montant);
  }
  const rangs = new Map(instance.projets.map(({ id, rang }) => [id, rang]));
  const rang = ({ projet }: LigneMotivee) => rangs.get(projet) ?? 0;
  const parts = Object.fromEntries(mes.fait.tours.map(({ projet, paiements }) => [projet, paiements]));
  const plan = detailler(
    instance,
    points,
    parts,
    lignes.toSorted((a, b) => rang(a) - rang(b)),
  );
  return accepter({ ...plan, nonFinancables: mes.fait.nonFinancables });
}

interface TourDePaiement {
  projet: string;
  paiements: Readonly<Record<string, Centimes>>;
  soldes: ReadonlyMap<string, Centimes>;
}

function lignesDuTour(
  instance: Instance,
  points: Points,
  ponderation: PonderationMes,
  legende: Legende,
  { projet: id, paiements, soldes }: TourDePaiement,
): LigneMotivee[] {
  const projet = instance.projets.find((p) => p.id === id);
  if (!projet) throw new RangeError(`Projet inconnu : ${id}.`);
  const siennes = projet.lignes.flatMap((ligne): LignePartage[] => {
    const enveloppe = instance.enveloppes.find((e) => e.id === ligne.enveloppe);
    const donnes = points[id]?.[ligne.enveloppe] ?? 0n;
    if (!enveloppe || donnes === 0n) return [];
    const solde = soldes.get(enveloppe.id) ?? 0n;
    const { plafond, code = 'PLAFOND', source = null, minimum } = ligne;
    return [
      {
        id: enveloppe.id,
        classe: enveloppe.classe,
        poids: ponderation === 'PARTS_EGALES' ? donnes : donnes * enveloppe.montant,
        minimum,
        plafonds: [
          { code, montant: plafond, regle: null, source },
          { code: 'ENVELOPPE', montant: solde, regle: null, source: null },
        ],
        rang: enveloppe.rang,
      },
    ];
  });
  const classes = instance.classes.map(({ id: classe, parent }) => {
    return { id: classe, parent, plafond: projet.plafondsClasses[classe] ?? null, regle: null, source: null };
  });
  const partage = partager({ besoin: projet.besoin, lignes: siennes, classes });
  if (!partage.ok) throw new Error(`Paiements de ${id} : ${partage.refus.message}`);
  return siennes.map(({ id: enveloppe, poids }): LigneMotivee => {
    const montant = paiements[enveloppe] ?? 0n;
    const commun = { projet: id, enveloppe, montant, poids, niveau: partage.fait.niveau };
    const part = partage.fait.parts.find((p) => p.id === enveloppe);
    // The two are one primitive under the same caps: a difference would be a fault of ours, never an answer.
    if ((part?.montant ?? 0n) !== montant) throw new Error(`Paiement de ${enveloppe} pour ${id} : deux montants.`);
    if (part) {
      const { exacte, centime, motif } = part;
      return { ...commun, exacte, centime, ...raisonDe(id, motif, centime, legende) };
    }
    const { plafond = null } = partage.fait.exclus.find((e) => e.id === enveloppe) ?? {};
    const motif: MotifPartPlan = plafond?.montant === 0n ? { nature: 'PLAFOND', plafond } : { nature: 'ETEINTE' };
    return { ...commun, exacte: ratio(0n), centime: false, ...raisonDe(id, motif, false, legende) };
  });
}
