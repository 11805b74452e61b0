import type { Centimes } from '../montant/montant.js';
import { etablirCertificat, type Certificat } from './certificat.js';
import { poserProbleme, type ContraintesPlan } from './contraintes-plan.js';
import { Conduite, type MotifArret, type OptionsConduite } from './exploration/conduite.js';
import { coutMinimal } from './exploration/cout-minimal.js';
import { Exploration, type Lemme, type OptionsExploration, type Trouvaille } from './exploration/exploration.js';
import { trouverJumeaux } from './exploration/jumeaux.js';
import type { Probleme, ProjetChiffre } from './exploration/probleme.js';
import { departagerParRang } from './exploration/rangs.js';
import { Relaxation } from './exploration/relaxation.js';
import { Separateur } from './exploration/separateur.js';
import { indexProjet, type LignesAllumees } from './flot.js';
import type { Instance, PartsDuPlan } from './instance.js';
import { lignesDe, lire, preparer, type InstancePreparee } from './preparation.js';
import type { Solveur } from './solveur.js';

export interface OptionsOptimum extends ContraintesPlan, OptionsConduite {
  /** Plans already known, by the ids of their projects: the ranked list, the MES plan. They shorten the search. */
  departs?: readonly (readonly string[])[];
}

/** The best plan, or the best one known when the search was stopped (allocation.md A4). */
export interface PlanOptimal {
  /** PLAN: see `prouve`. IMPOSSIBLE: proven that no plan keeps to the constraints. INCONNU: stopped before finding one. */
  issue: 'PLAN' | 'IMPOSSIBLE' | 'INCONNU';
  /** Selected projects, in rank order. */
  retenus: readonly string[];
  score: bigint;
  /** Sum of their needs. */
  montant: Centimes;
  /** One way to fund them, minima kept; the fair one is A6's. */
  parts: PartsDuPlan;
  /** Lines with a minimum that are on in `parts`. */
  lignesAllumees: LignesAllumees;
  /** Nothing scores more, nothing of that score funds more, and no other such plan has earlier ranks: exact. */
  prouve: boolean;
  /** What of that is proven, one step after the other. */
  preuves: { score: boolean; montant: boolean; rangs: boolean };
  /** No plan scores more, or than this when it was stopped. `null`: nothing is proven. */
  borne: bigint | null;
  /** No plan of this score funds more; `null` when nothing is proven. */
  borneMontant: Centimes | null;
  /** Proof of the score for anybody to check; `null` unless the score is proven. */
  certificat: Certificat | null;
  /** Why the search was stopped, `null` when it went to its end. */
  arret: MotifArret | null;
  noeuds: number;
  appelsSolveur: number;
}

/**
 * The plan with the highest score; among these, the one that funds most; among these, the one whose ranks come first. The
 * answer depends on the instance only, not on how it is written, nor on the solver, as long as `prouve` is true: the solver
 * is a help for hard instances, `null` does without.
 * @throws RangeError on an unknown name, or an instance that is no instance: faults of the caller
 */
export async function chercherOptimum(
  instance: Instance,
  solveur: Solveur | null,
  options: OptionsOptimum = {},
): Promise<PlanOptimal> {
  return new RechercheOptimum(preparer(instance), new Conduite(solveur, options), options).chercher();
}

class RechercheOptimum {
  private readonly probleme: Probleme;
  private readonly separateur: Separateur;
  private readonly lemmes: Lemme[] = [];
  private readonly communes: Pick<OptionsExploration, 'choisis' | 'jumeaux'>;

  constructor(
    private readonly instance: InstancePreparee,
    private readonly conduite: Conduite,
    private readonly options: OptionsOptimum,
  ) {
    this.probleme = poserProbleme(instance, options);
    this.separateur = new Separateur(instance, this.probleme.projets);
    const { projets, imposes } = this.probleme;
    const bas = Uint8Array.from(projets, (_, p) => Number(imposes.includes(p)));
    const haut = Uint8Array.from(projets, (projet, p) => Number(bas[p] === 1 || financable(projet)));
    this.communes = { choisis: { bas, haut }, jumeaux: trouverJumeaux(this.probleme) };
  }

  async chercher(): Promise<PlanOptimal> {
    const gains = this.instance.projets.map(({ score }) => score);
    const relaxation = new Relaxation(this.probleme, gains);
    const exploration = this.explorer(relaxation, {});
    for (const depart of this.options.departs ?? []) {
      exploration.proposer(depart.map((id) => indexProjet(this.instance, id)));
    }
    const acheve = (await this.conduite.mener('SCORE', exploration, relaxation)) && !exploration.indetermine;
    const { trouvaille } = exploration;
    const score = trouvaille?.valeur ?? null;
    const plan = {
      ...this.decrire(trouvaille),
      issue: trouvaille ? ('PLAN' as const) : acheve ? ('IMPOSSIBLE' as const) : ('INCONNU' as const),
      preuves: { score: acheve, montant: false, rangs: false },
      borne: acheve ? score : exploration.indetermine ? null : exploration.borne(),
      borneMontant: null,
      certificat: acheve ? etablirCertificat(this.probleme, score, exploration.preuve, this.lemmes) : null,
    };
    if (!acheve || !trouvaille) return { ...plan, ...this.bilan(plan.issue === 'IMPOSSIBLE') };
    const suite = await this.completer(trouvaille, relaxation);
    return { ...plan, ...suite, ...this.bilan(suite.preuves.rangs) };
  }

  /** At the best score: the amount, then the ranks. */
  private async completer(depart: Trouvaille, scores: Relaxation) {
    const egalite = { coefficients: scores.gains, minimum: depart.valeur, egalite: true };
    const probleme = { ...this.probleme, inegalites: [...scores.inegalites, egalite] };
    const relaxation = new Relaxation(
      probleme,
      this.instance.projets.map(({ besoin }) => besoin),
    );
    for (const { origine } of scores.rangees) if ('prix' in origine) relaxation.couper(origine.prix);
    const exploration = this.explorer(relaxation, { enProfondeur: true });
    exploration.proposer(depart.projets);
    const montantProuve = (await this.conduite.mener('MONTANT', exploration, relaxation)) && !exploration.indetermine;
    let trouvaille = exploration.trouvaille ?? depart;
    let rangsProuves = false;
    if (montantProuve) {
      const { separateur, lemmes, conduite } = this;
      const options = this.reglages(relaxation, { enProfondeur: true });
      const tarif = exploration.tarifRacine;
      const demande = { conduite, relaxation, separateur, lemmes, options, trouvaille, tarif };
      ({ trouvaille, acheve: rangsProuves } = await departagerParRang(demande));
    }
    return {
      ...this.decrire(trouvaille),
      preuves: { score: true, montant: montantProuve, rangs: rangsProuves },
      borneMontant: montantProuve ? trouvaille.valeur : exploration.borne(),
    };
  }

  private explorer(relaxation: Relaxation, autrement: Partial<OptionsExploration>): Exploration {
    return new Exploration(relaxation, this.separateur, this.lemmes, this.reglages(relaxation, autrement));
  }

  private reglages({ gains }: Relaxation, autrement: Partial<OptionsExploration>): OptionsExploration {
    const pas = gains.reduce(pgcd, 0n) || 1n;
    return { ...this.communes, pas, plancher: -pas, ...autrement };
  }

  private decrire(trouvaille: Trouvaille | null) {
    const projets = (trouvaille?.projets ?? []).map((p) => lire(this.instance.projets, p));
    const parts = trouvaille?.parts ?? {};
    return {
      retenus: projets.map(({ id }) => id),
      score: projets.reduce((total, { score }) => total + score, 0n),
      montant: projets.reduce((total, { besoin }) => total + besoin, 0n),
      parts,
      lignesAllumees: lignesAllumees(this.instance, trouvaille?.projets ?? [], parts),
    };
  }

  private bilan(prouve: boolean) {
    const { arret, noeuds, appelsSolveur } = this.conduite;
    return { prouve, arret, noeuds, appelsSolveur };
  }
}

/** Within its own caps and minima, whatever the envelopes hold. */
function financable(projet: ProjetChiffre): boolean {
  const gratuit = projet.lignes.map(() => 0n);
  return coutMinimal(projet, gratuit) !== null;
}

function lignesAllumees(instance: InstancePreparee, projets: readonly number[], parts: PartsDuPlan): LignesAllumees {
  return Object.fromEntries(
    projets.map((p) => {
      const { id } = lire(instance.projets, p);
      const allumees = lignesDe(instance, [p])
        .map(({ enveloppe, minimum }) => ({ id: lire(instance.enveloppes, enveloppe).id, minimum }))
        .filter((ligne) => ligne.minimum > 0n && (parts[id]?.[ligne.id] ?? 0n) > 0n);
      return [id, allumees.map((ligne) => ligne.id)];
    }),
  );
}

function pgcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : pgcd(b, a % b);
}
