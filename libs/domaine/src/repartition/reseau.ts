/** A directed graph on flat arrays. Arc `i` of the caller is arc `2i`; its reverse is `2i + 1`, so that `a ^ 1` turns back. */
export interface Graphe {
  noeuds: number;
  /** Head of every arc. */
  tete: Int32Array;
  /** Arcs that leave node `n`: `sortants[debut[n]]` to `sortants[debut[n + 1] - 1]`, in the order in which they were given. */
  debut: Int32Array;
  sortants: Int32Array;
}

/** Tail and head of an arc. */
export type Arc = readonly [de: number, vers: number];

export function tracerGraphe(noeuds: number, arcs: readonly Arc[]): Graphe {
  const tete = new Int32Array(2 * arcs.length);
  const debut = new Int32Array(noeuds + 1);
  arcs.forEach(([de, vers], i) => {
    tete[2 * i] = vers;
    tete[2 * i + 1] = de;
  });
  const queue = (arc: number) => tete[arc ^ 1] as number;
  for (let arc = 0; arc < tete.length; arc++) debut[queue(arc) + 1] = (debut[queue(arc) + 1] as number) + 1;
  for (let n = 0; n < noeuds; n++) debut[n + 1] = (debut[n + 1] as number) + (debut[n] as number);
  const libre = debut.slice();
  const sortants = new Int32Array(tete.length);
  for (let arc = 0; arc < tete.length; arc++) {
    const place = libre[queue(arc)] as number;
    sortants[place] = arc;
    libre[queue(arc)] = place + 1;
  }
  return { noeuds, tete, debut, sortants };
}

/** What every arc can still carry. The flow on arc `a` is the residue of its reverse. */
export type Residus = bigint[];

/**
 * Number of arcs from every node to `puits` in the residual graph, -1 where there is no way. The search stops once it
 * has met `source`; when it never meets it, the nodes that reach `puits` are the minimum cut closest to it.
 */
export function distances(graphe: Graphe, residus: Residus, puits: number, source: number): Int32Array {
  const { tete, debut, sortants } = graphe;
  const distance = new Int32Array(graphe.noeuds).fill(-1);
  const file = new Int32Array(graphe.noeuds);
  distance[puits] = 0;
  file[0] = puits;
  for (let lu = 0, ecrit = 1; lu < ecrit; lu++) {
    const noeud = file[lu] as number;
    const suivante = (distance[noeud] as number) + 1;
    for (let i = debut[noeud] as number; i < (debut[noeud + 1] as number); i++) {
      const arc = sortants[i] as number;
      const voisin = tete[arc] as number;
      if (distance[voisin] !== -1 || residus[arc ^ 1] === 0n) continue;
      distance[voisin] = suivante;
      if (voisin === source) return distance;
      file[ecrit++] = voisin;
    }
  }
  return distance;
}

/** What was pushed on each arc: enough to take it back, where a copy of all the residues would cost more than the push. */
export interface Trace {
  arcs: number[];
  montants: bigint[];
}

/** Takes back all that `trace` says was pushed. */
export function reprendre(residus: Residus, { arcs, montants }: Trace): void {
  arcs.forEach((arc, i) => {
    const montant = montants[i] as bigint;
    residus[arc] = (residus[arc] as bigint) + montant;
    residus[arc ^ 1] = (residus[arc ^ 1] as bigint) - montant;
  });
}

/**
 * Pushes as much as possible from `source` to `puits`, `limite` at most, on top of the flow already there (Dinic). Changes
 * `residus`, and says in `trace` how.
 * @returns the amount pushed and, when it is less than `limite`, the nodes that still reach `puits`: the cut closest to it
 */
export function pousser(
  graphe: Graphe,
  residus: Residus,
  source: number,
  puits: number,
  limite: bigint,
  trace: Trace | null = null,
): { pousse: bigint; distance: Int32Array } {
  let pousse = 0n;
  let distance: Int32Array = new Int32Array(0);
  while (pousse < limite) {
    distance = distances(graphe, residus, puits, source);
    if (distance[source] === -1) break;
    pousse += bloquer(graphe, residus, distance, { source, puits, trace }, limite - pousse);
  }
  return { pousse, distance };
}

/** A blocking flow along the shortest ways. */
function bloquer(
  graphe: Graphe,
  residus: Residus,
  distance: Int32Array,
  { source, puits, trace }: { source: number; puits: number; trace: Trace | null },
  plafond: bigint,
): bigint {
  const { tete, debut, sortants } = graphe;
  const courant = debut.slice(0, graphe.noeuds);
  const descendre = (noeud: number, limite: bigint): bigint => {
    if (noeud === puits) return limite;
    let reste = limite;
    const fin = debut[noeud + 1] as number;
    const voulue = (distance[noeud] as number) - 1;
    for (let i = courant[noeud] as number; i < fin; i++) {
      const arc = sortants[i] as number;
      const residu = residus[arc] as bigint;
      if (distance[tete[arc] as number] === voulue && residu !== 0n) {
        const passe = descendre(tete[arc] as number, residu < reste ? residu : reste);
        residus[arc] = residu - passe;
        residus[arc ^ 1] = (residus[arc ^ 1] as bigint) + passe;
        trace?.arcs.push(arc);
        trace?.montants.push(passe);
        reste -= passe;
        if (reste === 0n) {
          courant[noeud] = i;
          return limite;
        }
      }
    }
    courant[noeud] = fin;
    return limite - reste;
  };
  return descendre(source, plafond);
}
