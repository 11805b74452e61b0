import type { Centimes } from '../montant/montant.js';
import { comparerIds } from './controles.js';
import type { ClasseFinanceur, EnveloppeOfferte, Instance, LigneOfferte, ProjetOffert } from './instance.js';
import { tracerGraphe, type Arc, type Graphe } from './reseau.js';

/** A line in its place: indexes of its project and envelope, and the arcs that its money runs through, line to need. */
export interface LignePreparee extends Pick<LigneOfferte, 'plafond' | 'minimum' | 'code' | 'source'> {
  projet: number;
  enveloppe: number;
  /** Line arc, then class arcs from leaf to root, then the need. Arc indexes of `arcs`, not of the residues. */
  chemin: readonly number[];
}

/** What an arc stands for, and the most it carries in cents. */
export interface ArcPrepare {
  nature: 'ENVELOPPE' | 'LIGNE' | 'CLASSE' | 'BESOIN';
  plafond: Centimes;
  id: string;
  /** Index of the project, -1 for an envelope. */
  projet: number;
  code?: string;
}

/**
 * An instance in its canonical order (rank, then id), indexed once so that thousands of flows need not do it again.
 * Nodes: 0 the source, 1 the sink, then the envelopes, then every project followed by its capped classes.
 */
export interface InstancePreparee {
  enveloppes: readonly EnveloppeOfferte[];
  projets: readonly ProjetOffert[];
  indexEnveloppe: ReadonlyMap<string, number>;
  indexProjet: ReadonlyMap<string, number>;
  /** By project, then by rank of the envelope. */
  lignes: readonly LignePreparee[];
  /** Lines of project `p`: `debutLignes[p]` to `debutLignes[p + 1] - 1`. */
  debutLignes: Int32Array;
  arcs: readonly ArcPrepare[];
  /** Arcs of project `p`, its need last: `debutArcs[p]` to `debutArcs[p + 1] - 1`. The arc of envelope `e` is `e`. */
  debutArcs: Int32Array;
  graphe: Graphe;
}

export const SOURCE = 0;
export const PUITS = 1;
export const noeudEnveloppe = (enveloppe: number): number => 2 + enveloppe;

/** Element `i` of an array that is known to hold it. */
export function lire<T>(tableau: ArrayLike<T>, i: number): T {
  return tableau[i] as T;
}

/** Lines of these projects, project by project. */
export function lignesDe({ lignes, debutLignes }: InstancePreparee, projets: readonly number[]): LignePreparee[] {
  return projets.flatMap((p) => lignes.slice(lire(debutLignes, p), lire(debutLignes, p + 1)));
}

export function arcDeLigne({ chemin }: LignePreparee): number {
  return lire(chemin, 0);
}

export function arcBesoin({ debutArcs }: InstancePreparee, projet: number): number {
  return lire(debutArcs, projet + 1) - 1;
}

/** The node where all that a project receives comes together. */
export function noeudProjet(instance: InstancePreparee, projet: number): number {
  return lire(instance.graphe.tete, 2 * arcBesoin(instance, projet) + 1);
}

type Rangee = { id: string; rang: number };

/** The published order: rank, then id in code units, so that no locale has a say. */
export function parRang(a: Rangee, b: Rangee): number {
  return a.rang - b.rang || comparerIds(a.id, b.id);
}

function indexer(elements: readonly { id: string }[], nom: string): Map<string, number> {
  const index = new Map(elements.map(({ id }, i) => [id, i]));
  if (index.size !== elements.length) throw new RangeError(`${nom} : un identifiant est donné deux fois.`);
  return index;
}

/** Ancestors of every class, itself first. @throws RangeError when the classes are no tree */
function lignees(classes: readonly ClasseFinanceur[]): Map<string, string[]> {
  const parents = new Map(classes.map(({ id, parent }) => [id, parent]));
  indexer(classes, 'Classes');
  return new Map(
    classes.map(({ id }) => {
      const lignee: string[] = [];
      for (let classe: string | null | undefined = id; classe !== null; classe = parents.get(classe)) {
        if (classe === undefined || lignee.includes(classe))
          throw new RangeError(`La classe ${id} n’est pas dans un arbre.`);
        lignee.push(classe);
      }
      return [id, lignee];
    }),
  );
}

/** @throws RangeError on an amount below zero, an unknown or repeated name, classes that are no tree: faults of the caller */
export function preparer(instance: Instance): InstancePreparee {
  const enveloppes = [...instance.enveloppes].sort(parRang);
  const projets = [...instance.projets].sort(parRang);
  const indexEnveloppe = indexer(enveloppes, 'Enveloppes');
  const indexProjet = indexer(projets, 'Projets');
  const parClasse = lignees(instance.classes);
  const ancetres = enveloppes.map(({ id, classe }) => {
    const lignee = classe === null ? [] : parClasse.get(classe);
    if (!lignee) throw new RangeError(`L’enveloppe ${id} est d’une classe inconnue.`);
    return lignee;
  });
  const plan = new Chantier(enveloppes, indexEnveloppe, ancetres);
  for (const projet of projets) {
    for (const classe of Object.keys(projet.plafondsClasses)) {
      if (!parClasse.has(classe)) throw new RangeError(`${projet.id} plafonne une classe inconnue : ${classe}.`);
    }
    plan.ajouter(projet);
  }
  const { lignes, arcs, debutLignes, debutArcs } = plan;
  return {
    enveloppes,
    projets,
    indexEnveloppe,
    indexProjet,
    lignes,
    debutLignes: Int32Array.from(debutLignes),
    arcs,
    debutArcs: Int32Array.from(debutArcs),
    graphe: tracerGraphe(plan.noeuds, plan.traits),
  };
}

/** The graph while it is being drawn. */
class Chantier {
  readonly lignes: LignePreparee[] = [];
  readonly arcs: ArcPrepare[] = [];
  readonly traits: Arc[] = [];
  readonly debutLignes: number[] = [0];
  readonly debutArcs: number[];
  noeuds: number;

  constructor(
    enveloppes: readonly EnveloppeOfferte[],
    private readonly indexEnveloppe: ReadonlyMap<string, number>,
    private readonly ancetres: readonly (readonly string[])[],
  ) {
    this.noeuds = 2 + enveloppes.length;
    enveloppes.forEach(({ id, montant }, e) => {
      this.tracer([SOURCE, noeudEnveloppe(e)], { nature: 'ENVELOPPE', plafond: montant, id, projet: -1 });
    });
    this.debutArcs = [this.arcs.length];
  }

  private tracer(trait: Arc, arc: ArcPrepare): number {
    if (arc.plafond < 0n) throw new RangeError(`Montant négatif : ${arc.nature} ${arc.id}.`);
    this.traits.push(trait);
    return this.arcs.push(arc) - 1;
  }

  ajouter(projet: ProjetOffert): void {
    const p = this.debutLignes.length - 1;
    const lignes = projet.lignes.map((ligne) => ({ ligne, enveloppe: this.indexEnveloppe.get(ligne.enveloppe) ?? -1 }));
    indexer(
      projet.lignes.map(({ enveloppe: id }) => ({ id })),
      `Lignes de ${projet.id}`,
    );
    lignes.sort((a, b) => a.enveloppe - b.enveloppe);
    const racine = this.noeuds++;
    const { noeuds, chemins } = this.tracerClasses(
      projet,
      p,
      racine,
      new Set(lignes.map(({ enveloppe }) => enveloppe)),
    );
    const arcsLignes = lignes.map(({ ligne, enveloppe }) => {
      if (enveloppe < 0) throw new RangeError(`${projet.id} compte sur une enveloppe inconnue : ${ligne.enveloppe}.`);
      if (ligne.minimum < 0n) throw new RangeError(`Minimum négatif : ${projet.id}, ${ligne.enveloppe}.`);
      const classe = this.classePlafonnee(projet, enveloppe);
      const { plafond, code, enveloppe: id } = ligne;
      const arc = this.tracer([noeudEnveloppe(enveloppe), noeuds.get(classe) ?? racine], {
        nature: 'LIGNE',
        plafond,
        id,
        projet: p,
        code,
      });
      return { ligne, enveloppe, chemin: [arc, ...(chemins.get(classe) ?? [])] };
    });
    const besoin = this.tracer([racine, PUITS], { nature: 'BESOIN', plafond: projet.besoin, id: projet.id, projet: p });
    for (const { ligne, enveloppe, chemin } of arcsLignes) {
      const { plafond, minimum, code, source } = ligne;
      this.lignes.push({ projet: p, enveloppe, chemin: [...chemin, besoin], plafond, minimum, code, source });
    }
    this.debutLignes.push(this.lignes.length);
    this.debutArcs.push(this.arcs.length);
  }

  /** The nearest class of the envelope that this project caps, '' when there is none. */
  private classePlafonnee(projet: ProjetOffert, enveloppe: number): string {
    return this.ancetres[enveloppe]?.find((classe) => Object.hasOwn(projet.plafondsClasses, classe)) ?? '';
  }

  /** One node and one arc for every capped class that one of these envelopes is under, parents first. */
  private tracerClasses(projet: ProjetOffert, p: number, racine: number, enveloppes: ReadonlySet<number>) {
    const noeuds = new Map<string, number>();
    const chemins = new Map<string, number[]>();
    for (const enveloppe of enveloppes) {
      const descente = (this.ancetres[enveloppe] ?? [])
        .filter((c) => Object.hasOwn(projet.plafondsClasses, c))
        .reverse();
      descente.forEach((classe, i) => {
        if (noeuds.has(classe)) return;
        const parent = descente[i - 1] ?? '';
        const noeud = this.noeuds++;
        const arc = this.tracer([noeud, noeuds.get(parent) ?? racine], {
          nature: 'CLASSE',
          plafond: projet.plafondsClasses[classe] ?? 0n,
          id: classe,
          projet: p,
        });
        noeuds.set(classe, noeud);
        chemins.set(classe, [arc, ...(chemins.get(parent) ?? [])]);
      });
    }
    return { noeuds, chemins };
  }
}
