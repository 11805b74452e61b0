import { somme, type Centimes } from '../montant/montant.js';
import { etatDesLignes, Flot } from './flot.js';
import type { Instance } from './instance.js';
import { chercherLignesAllumees } from './lignes-allumees.js';
import { lire, preparer, type InstancePreparee } from './preparation.js';

/**
 * Why the list passes over a project. HORS_DE_PORTEE: it cannot be funded whole beside those before it. INDETERMINE: more
 * choices of minima than can be searched; it is not funded without a proof. APRES_ARRET: the list stopped before it.
 */
export type RaisonListe = 'HORS_DE_PORTEE' | 'INDETERMINE' | 'APRES_ARRET';

export interface ResultatListe {
  /** In the order of the list: score, then published rank. */
  retenus: string[];
  score: bigint;
  /** Cents of all the needs funded. */
  montant: Centimes;
  /** Cents left in all the envelopes together. */
  reste: Centimes;
  ecartes: { id: string; raison: RaisonListe }[];
}

/**
 * The ranked list (A9): projects by falling score, ties by published rank, each funded when an exact flow says that it can be
 * beside those before it. `saut`: a project out of reach is passed over; without, the list stops there.
 * @throws RangeError as `preparer` does, on an instance that does not hold: a fault of the caller
 */
export function listeClassee(instance: Instance, { saut }: { saut: boolean }): ResultatListe {
  const preparee = preparer(instance);
  const { projets, enveloppes } = preparee;
  // The sort is stable: equal scores stay in rank order.
  const ordre = [...projets.keys()].sort((a, b) => Number(lire(projets, b).score - lire(projets, a).score));
  const liste = new Liste(preparee);
  const ecartes: ResultatListe['ecartes'] = [];
  for (const projet of ordre) {
    const arretee = !saut && ecartes.length > 0;
    const raison = arretee ? 'APRES_ARRET' : liste.ajouter(projet);
    if (raison !== null) ecartes.push({ id: lire(projets, projet).id, raison });
  }
  const retenus = liste.retenus.map((p) => lire(projets, p));
  const montant = somme(retenus.map(({ besoin }) => besoin));
  return {
    retenus: retenus.map(({ id }) => id),
    score: somme(retenus.map(({ score }) => score)),
    montant,
    reste: somme(enveloppes.map((enveloppe) => enveloppe.montant)) - montant,
    ecartes,
  };
}

/** Projects funded together, one after the other. */
class Liste {
  readonly retenus: number[] = [];
  /** Ignores the minima: what it refuses is out of reach. */
  private libre: Flot;
  /** Keeps to the minima, with the lines known to be on: what it accepts is funded. `null`: there is no minimum. */
  private tenu: Flot | null;

  constructor(private readonly instance: InstancePreparee) {
    this.libre = new Flot(instance);
    const sansMinima = instance.lignes.every(({ minimum }) => minimum === 0n);
    this.tenu = sansMinima ? null : new Flot(instance, etatDesLignes(instance, {}));
  }

  /** @returns `null` when the project is funded, else why not */
  ajouter(projet: number): RaisonListe | null {
    if (!this.libre.ajouter(projet)) return 'HORS_DE_PORTEE';
    const raison = this.tenu === null || this.tenu.ajouter(projet) ? null : this.chercher(projet);
    if (raison === null) this.retenus.push(projet);
    else {
      this.libre = new Flot(this.instance);
      this.libre.financer(this.retenus);
    }
    return raison;
  }

  /** Looks for lines to switch on that fund this project beside the others. */
  private chercher(projet: number): RaisonListe | null {
    const projets = [...this.retenus, projet];
    const ids = projets.map((p) => lire(this.instance.projets, p).id);
    const recherche = chercherLignesAllumees(this.instance, ids);
    if (recherche.issue === 'INFAISABLE') return 'HORS_DE_PORTEE';
    if (recherche.issue === 'INDETERMINE') return 'INDETERMINE';
    this.tenu = new Flot(this.instance, etatDesLignes(this.instance, recherche.lignesAllumees));
    this.tenu.financer(projets);
    return null;
  }
}
