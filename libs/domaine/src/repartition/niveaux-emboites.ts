import type { Centimes } from '../montant/montant.js';
import { comparer, ratio, type Rationnel } from './rationnel.js';
import type { ClasseBornee, Contributeur, Remplissage } from './remplissage.js';

/** A change of slope: from level n/d on, the sum gains `constante` + `pente` × level. Not reduced, to spare divisions. */
interface Rupture {
  n: bigint;
  d: bigint;
  constante: bigint;
  pente: bigint;
}

/** What a class, or all, pays at each level: `constante` + `pente` × level, then the changes. */
interface Somme {
  constante: bigint;
  pente: bigint;
  ruptures: Rupture[];
}

const sommeVide = (): Somme => ({ constante: 0n, pente: 0n, ruptures: [] });

/** Fills under the caps of classes, with the minima: `remplir` in the general case. @throws RangeError as `remplir` does */
export function remplirEmboite(
  besoin: Centimes,
  contributeurs: readonly Contributeur[],
  classes: readonly ClasseBornee[],
): Remplissage {
  const toutes = sommeVide();
  const sommes = classes.map(sommeVide);
  const contenant = (classe: number) => sommes[classe] ?? toutes;
  for (const contributeur of contributeurs) compter(contributeur, contenant(contributeur.classe));
  const arrets = classes.map(({ plafond, parent }, c) => {
    const somme = contenant(c);
    const arret = arreter(somme, plafond);
    ajouter(somme, contenant(parent));
    return arret.verse === plafond ? arret.niveau : null;
  });
  const { verse, niveau } = arreter(toutes, besoin);
  const saturations = arrets.map((arret) => (arret && comparer(arret, niveau) <= 0 ? arret : null));
  return { verse, niveau, saturations };
}

function compter({ poids, minimum, plafond }: Contributeur, somme: Somme): void {
  if (minimum === 0n) somme.pente += poids;
  else {
    somme.constante += minimum;
    somme.ruptures.push({ n: minimum, d: poids, constante: -minimum, pente: poids });
  }
  somme.ruptures.push({ n: plafond, d: poids, constante: plafond, pente: -poids });
}

function ajouter(enfant: Somme, parent: Somme): void {
  parent.constante += enfant.constante;
  parent.pente += enfant.pente;
  for (const rupture of enfant.ruptures) parent.ruptures.push(rupture);
}

/** Fills until the cap or as far as it goes, and cuts the sum there. `niveau`: where it stops rising. */
function arreter(somme: Somme, plafond: Centimes): { verse: Centimes; niveau: Rationnel } {
  const { ruptures } = somme;
  let { constante, pente } = somme;
  if (constante > plafond) throw new RangeError('Les minima dépassent le besoin ou le plafond d’une classe.');
  ruptures.sort((a, b) => comparer(a, b));
  let [n, d] = [0n, 1n];
  let passees = 0;
  // Minima that fill everything stop it at level zero.
  for (const rupture of constante === plafond ? [] : ruptures) {
    if (constante * rupture.d + pente * rupture.n >= plafond * rupture.d) {
      [n, d] = [plafond - constante, pente];
      break;
    }
    [n, d] = [rupture.n, rupture.d];
    constante += rupture.constante;
    pente += rupture.pente;
    passees += 1;
  }
  const verse = passees < ruptures.length ? plafond : constante;
  ruptures.length = passees;
  ruptures.push({ n, d, constante: verse - constante, pente: -pente });
  return { verse, niveau: ratio(n, d) };
}
