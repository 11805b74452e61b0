import type { Coupe } from './coupe.js';
import { Flot, indexProjet, type Financement, type LignesAllumees } from './flot.js';
import { lignesDe, lire, type InstancePreparee, type LignePreparee } from './preparation.js';

/** Flows tried before giving up: enough for a dozen lines in dispute, whatever the number of lines. */
export const FLOTS_MAXIMUM = 4096;

/** Which lines with a minimum must be on for these projects to be funded whole. */
export type RechercheLignes =
  | { issue: 'FAISABLE'; lignesAllumees: LignesAllumees; financement: Financement }
  /** `coupe`: the proof, when the projects are out of reach even with the minima ignored. */
  | { issue: 'INFAISABLE'; coupe: Coupe | null }
  /** More than `limite` flows would be needed: nothing is known. */
  | { issue: 'INDETERMINE' };

type Choix = ReadonlyMap<LignePreparee, boolean>;

/**
 * Exact search over the lines with a minimum: a flow that ignores the minima not yet decided, then two branches on the line
 * that breaks its own the most, on first. Exponential in the lines in dispute only; the same answer whatever the input order.
 */
export function chercherLignesAllumees(
  instance: InstancePreparee,
  retenus: Iterable<string>,
  limite = FLOTS_MAXIMUM,
): RechercheLignes {
  const membres = [...new Set(Array.from(retenus, (id) => indexProjet(instance, id)))].sort((a, b) => a - b);
  const aMinimum = lignesDe(instance, membres).filter(({ minimum }) => minimum > 0n);
  const inutilisables = aMinimum.filter(({ minimum, plafond }) => minimum > plafond);
  const aVoir: Choix[] = [new Map(inutilisables.map((ligne) => [ligne, false]))];
  let coupe: Coupe | null = null;
  for (let flots = 0; ; flots++) {
    const choix = aVoir.pop();
    if (!choix) return { issue: 'INFAISABLE', coupe };
    if (flots === limite) return { issue: 'INDETERMINE' };
    const essai = essayer(instance, membres, choix);
    if (flots === 0) coupe = essai.coupe;
    if (!essai.faisable) continue;
    const dispute = ligneEnDispute(instance, aMinimum, choix, essai);
    if (!dispute) return conclure(instance, membres, aMinimum, essai);
    aVoir.push(new Map([...choix, [dispute, false]]), new Map([...choix, [dispute, true]]));
  }
}

function essayer(instance: InstancePreparee, membres: readonly number[], choix: Choix): Financement {
  const etat = (ligne: LignePreparee) => {
    const allumee = choix.get(ligne);
    return { minimum: allumee ? ligne.minimum : 0n, eteinte: allumee === false };
  };
  return new Flot(instance, etat).financer(membres);
}

function part(instance: InstancePreparee, { projet, enveloppe }: LignePreparee, { parts }: Financement): bigint {
  return parts[lire(instance.projets, projet).id]?.[lire(instance.enveloppes, enveloppe).id] ?? 0n;
}

/** The undecided line whose part is the furthest below its minimum without being nothing; the first of equals. */
function ligneEnDispute(
  instance: InstancePreparee,
  aMinimum: readonly LignePreparee[],
  choix: Choix,
  essai: Financement,
): LignePreparee | null {
  let pire: LignePreparee | null = null;
  let pireEcart = 0n;
  for (const ligne of aMinimum) {
    const montant = part(instance, ligne, essai);
    const ecart = ligne.minimum - montant;
    if (choix.has(ligne) || montant === 0n || ecart <= pireEcart) continue;
    pire = ligne;
    pireEcart = ecart;
  }
  return pire;
}

function conclure(
  instance: InstancePreparee,
  membres: readonly number[],
  aMinimum: readonly LignePreparee[],
  financement: Financement,
): RechercheLignes {
  const lignesAllumees = Object.fromEntries(
    membres.map((p) => [
      lire(instance.projets, p).id,
      aMinimum
        .filter((ligne) => ligne.projet === p && part(instance, ligne, financement) > 0n)
        .map(({ enveloppe }) => lire(instance.enveloppes, enveloppe).id),
    ]),
  );
  return { issue: 'FAISABLE', lignesAllumees, financement };
}
