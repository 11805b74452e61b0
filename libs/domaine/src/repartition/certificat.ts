import type { PreuveConflit } from './exploration/conflit.js';
import type { Lemme, Preuve } from './exploration/exploration.js';
import type { Probleme } from './exploration/probleme.js';
import { ECHELLE, type Prix } from './exploration/tarif.js';
import { lire } from './preparation.js';

/**
 * Proof that no plan scores more (allocation.md A5), to be checked without a solver: see verifier-certificat.ts. Amounts
 * and prices are whole numbers. Nothing in it depends on how it was found.
 */
export interface Certificat {
  /** No plan scores more than this; `null`: there is no plan at all. */
  score: bigint | null;
  /** Prices are in 1/echelle points. */
  echelle: bigint;
  /** What is proven on the way and then used, in order: a lemma may be priced as soon as it is proven. */
  lemmes: readonly LemmeCertifie[];
  preuve: NoeudCertifie;
}

/** Leaf: prices at which nothing in the branch is worth more. Else the two sides of a project, which leave nothing out. */
export type NoeudCertifie = PrixCertifies | { projet: string; dedans: NoeudCertifie; dehors: NoeudCertifie };

export interface PrixCertifies {
  /** Price of a cent, by envelope; 0 when absent. */
  enveloppes: Readonly<Record<string, bigint>>;
  /** Price of a ten-thousandth of a cent of yearly credits, by place in `creditsPaiement`. */
  credits: Readonly<Record<number, bigint>>;
  /** By place in `planchers`, then `satisfactions`, then the lemmas. */
  inegalites: Readonly<Record<number, bigint>>;
}

export type LemmeCertifie =
  /** These projects cannot all be funded. */
  | { conflit: readonly string[]; preuve: NoeudConflit }
  /** The two are alike: a plan with the second only may as well have the first only. */
  | { jumeaux: readonly [string, string] };

/** Leaf: prices at which the projects cost more than everything. Else the two sides of a line that has a minimum. */
export type NoeudConflit =
  | Pick<PrixCertifies, 'enveloppes' | 'credits'>
  | { projet: string; enveloppe: string; allumee: NoeudConflit; eteinte: NoeudConflit };

/** What the exact search leaves behind, written for anybody to check. @returns `null` when the proof is not complete */
export function etablirCertificat(
  probleme: Probleme,
  score: bigint | null,
  preuve: Preuve,
  lemmes: readonly Lemme[],
): Certificat | null {
  const noeud = new Redaction(probleme).noeud(preuve);
  if (!noeud) return null;
  const redaction = new Redaction(probleme);
  return { score, echelle: ECHELLE, lemmes: lemmes.map((lemme) => redaction.lemme(lemme)), preuve: noeud };
}

class Redaction {
  constructor(private readonly probleme: Probleme) {}

  noeud(preuve: Preuve): NoeudCertifie | null {
    if (preuve === null) return null;
    if ('prix' in preuve) return this.prix(preuve.prix);
    const dedans = this.noeud(preuve.dedans);
    const dehors = this.noeud(preuve.dehors);
    return dedans && dehors && { projet: this.projet(preuve.projet), dedans, dehors };
  }

  lemme({ origine }: Lemme): LemmeCertifie {
    if ('jumeaux' in origine) return { jumeaux: [this.projet(origine.jumeaux[0]), this.projet(origine.jumeaux[1])] };
    return { conflit: origine.conflit.map((p) => this.projet(p)), preuve: this.conflit(origine.preuve) };
  }

  private conflit(preuve: PreuveConflit): NoeudConflit {
    if ('ressources' in preuve) return this.ressources(preuve.ressources);
    const { instance, projets } = this.probleme;
    const { enveloppe } = lire(lire(projets, preuve.projet).lignes, preuve.ligne);
    return {
      projet: this.projet(preuve.projet),
      enveloppe: lire(instance.enveloppes, enveloppe).id,
      allumee: this.conflit(preuve.allumee),
      eteinte: this.conflit(preuve.eteinte),
    };
  }

  private prix({ ressources, inegalites }: Prix): PrixCertifies {
    return { ...this.ressources(ressources), inegalites: Object.fromEntries(inegalites) };
  }

  private ressources(prix: readonly bigint[]): Pick<PrixCertifies, 'enveloppes' | 'credits'> {
    const { enveloppes } = this.probleme.instance;
    const nonNuls = prix.map((p, r) => ({ p, r })).filter(({ p }) => p !== 0n);
    const estEnveloppe = ({ r }: { r: number }) => r < enveloppes.length;
    return {
      enveloppes: Object.fromEntries(nonNuls.filter(estEnveloppe).map(({ p, r }) => [lire(enveloppes, r).id, p])),
      credits: Object.fromEntries(
        nonNuls.filter((c) => !estEnveloppe(c)).map(({ p, r }) => [r - enveloppes.length, p]),
      ),
    };
  }

  private projet(p: number): string {
    return lire(this.probleme.instance.projets, p).id;
  }
}
