import type { Coupe } from '../coupe.js';
import { Flot } from '../flot.js';
import type { PartsDuPlan } from '../instance.js';
import { lire, type LignePreparee } from '../preparation.js';
import { comparer, coutMinimal, decider, prixDesLignes, RIEN_DE_DECIDE } from './cout-minimal.js';
import { repartirSousCredits, respecteCredits, type Decisions } from './credits.js';
import type { Probleme } from './probleme.js';

/** Why projects cannot all be funded: prices at which they cost more than everything, on every side of the lines in dispute. */
export type PreuveConflit =
  { ressources: readonly bigint[] } | { projet: number; ligne: number; allumee: PreuveConflit; eteinte: PreuveConflit };

export type IssueFinancement =
  /** `parts`: one way to fund them, minima kept. */
  | { issue: 'FAISABLE'; parts: PartsDuPlan }
  /** `projets`: those in conflict, which cannot all be funded, alone or beside others. */
  | { issue: 'CONFLIT'; projets: readonly number[]; preuve: PreuveConflit }
  | { issue: 'INDETERMINE' };

/** Flows tried on one set of projects before giving up on it. */
export const FLOTS_MAXIMUM = 2000;

/** Exactly and to the cent: can these projects all be funded whole? */
export function financerExactement(probleme: Probleme, projets: readonly number[]): IssueFinancement {
  return new Financement(probleme, projets).essayer(new Map());
}

class Financement {
  private flots = 0;

  constructor(
    private readonly probleme: Probleme,
    private readonly projets: readonly number[],
  ) {}

  essayer(decisions: Decisions): IssueFinancement {
    if (this.flots++ === FLOTS_MAXIMUM) return { issue: 'INDETERMINE' };
    const { instance } = this.probleme;
    const etat = (ligne: LignePreparee) => {
      const allumee = decisions.get(ligne.projet)?.[this.rang(ligne)];
      return { minimum: allumee ? ligne.minimum : 0n, eteinte: allumee === false };
    };
    const { faisable, parts, coupe } = new Flot(instance, etat).financer(this.projets);
    if (!faisable) return this.prouver(decisions, this.prixDeCoupe(coupe));
    const dispute = this.enDispute(parts);
    if (dispute) return this.departager(decisions, dispute);
    if (respecteCredits(this.probleme, parts)) return { issue: 'FAISABLE', parts };
    return this.sousCredits(decisions);
  }

  private sousCredits(decisions: Decisions): IssueFinancement {
    const reponse = repartirSousCredits(this.probleme, this.projets, decisions);
    if ('prix' in reponse) return this.prouver(decisions, reponse.prix);
    const dispute = this.enDispute(reponse.parts);
    if (dispute) return this.departager(decisions, dispute);
    return { issue: 'FAISABLE', parts: reponse.parts };
  }

  /** Both sides of a line left below its minimum, on first. */
  private departager(decisions: Decisions, dispute: LignePreparee): IssueFinancement {
    const { projet } = dispute;
    const ligne = this.rang(dispute);
    const decides = (allumee: boolean) =>
      new Map([...decisions, [projet, decider(decisions.get(projet) ?? RIEN_DE_DECIDE, ligne, allumee)]]);
    const allumee = this.essayer(decides(true));
    if (allumee.issue !== 'CONFLIT' || !allumee.projets.includes(projet)) return allumee;
    const eteinte = this.essayer(decides(false));
    if (eteinte.issue !== 'CONFLIT' || !eteinte.projets.includes(projet)) return eteinte;
    return {
      issue: 'CONFLIT',
      projets: [...new Set([...allumee.projets, ...eteinte.projets])].sort((a, b) => a - b),
      preuve: { projet, ligne, allumee: allumee.preuve, eteinte: eteinte.preuve },
    };
  }

  /** 1 on every envelope of a cut. Those that hold nothing are in every cut. */
  private prixDeCoupe(coupe: Coupe | null): bigint[] {
    const { instance, ressources } = this.probleme;
    const coupees = new Set(coupe?.elements.filter(({ nature }) => nature === 'ENVELOPPE').map(({ id }) => id));
    return ressources.map((_, r) => {
      const enveloppe = instance.enveloppes[r];
      return BigInt(Number(enveloppe !== undefined && (enveloppe.montant === 0n || coupees.has(enveloppe.id))));
    });
  }

  /** The fewest projects that these prices are enough against. */
  private prouver(decisions: Decisions, prix: readonly bigint[]): IssueFinancement {
    const { projets, ressources } = this.probleme;
    const argent = ressources.reduce((total, { quantite }, r) => total + lire(prix, r) * quantite, 0n);
    const couts = this.projets.map((p) => {
      const cout = coutMinimal(lire(projets, p), prixDesLignes(this.probleme, p, prix), decisions.get(p));
      // A project that its own caps forbid is a conflict by itself.
      return { p, cout: cout ?? argent + 1n };
    });
    const retenus = reduire(couts, argent);
    if (retenus === null) return { issue: 'INDETERMINE' };
    return { issue: 'CONFLIT', projets: retenus.sort((a, b) => a - b), preuve: { ressources: prix } };
  }

  /**
   * The line whose part is the furthest below its minimum without being nothing; the first of equals. None that is decided:
   * on, it brings its minimum, off, nothing.
   */
  private enDispute(parts: PartsDuPlan): LignePreparee | null {
    const { lignes, enveloppes, projets } = this.probleme.instance;
    let pire: LignePreparee | null = null;
    let pireEcart = 0n;
    for (const ligne of lignes) {
      if (ligne.minimum === 0n) continue;
      const part = parts[lire(projets, ligne.projet).id]?.[lire(enveloppes, ligne.enveloppe).id] ?? 0n;
      const ecart = ligne.minimum - part;
      if (part === 0n || ecart <= pireEcart) continue;
      pire = ligne;
      pireEcart = ecart;
    }
    return pire;
  }

  /** Place of a line among those of its project. */
  private rang({ projet, enveloppe }: LignePreparee): number {
    return lire(this.probleme.projets, projet).lignes.findIndex((l) => l.enveloppe === enveloppe);
  }
}

/** The dearest projects, the first of equals, just enough of them to cost more than the money; `null` when all do not. */
function reduire(couts: { p: number; cout: bigint }[], argent: bigint): number[] | null {
  const retenus: number[] = [];
  let total = 0n;
  for (const { p, cout } of couts.sort((a, b) => comparer(b.cout, a.cout))) {
    retenus.push(p);
    total += cout;
    if (total > argent) return retenus;
  }
  return null;
}
