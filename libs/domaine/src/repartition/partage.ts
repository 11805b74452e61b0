import type { Centimes } from '../montant/montant.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { bornerClasses, exigerClassesConnues, validerArbre } from './arbre.js';
import type { ArbreClasses, ClassesBornees } from './arbre.js';
import { arrondir } from './arrondi.js';
import { exigerPositifs, exigerUniques } from './controles.js';
import { couper } from './coupe-partage.js';
import type { ElementCoupe } from './instance.js';
import {
  parRang,
  plafondLiant,
  type ClassePlafonnee,
  type LignePartage,
  type LigneRetenue,
  type PlafondLigne,
} from './lignes.js';
import { MINIMA_INCOMPATIBLES_MAX, retenirMinima } from './minima.js';
import { motifDe, type MotifPart } from './motif.js';
import { lire } from './preparation.js';
import type { Rationnel } from './rationnel.js';
import { partsExactes, remplir } from './remplissage.js';

export interface DemandePartage {
  besoin: Centimes;
  lignes: readonly LignePartage[];
  classes: readonly ClassePlafonnee[];
}

/** What one line brings, and why this amount. */
export interface PartLigne {
  id: string;
  montant: Centimes;
  /** Before rounding to the cent. */
  exacte: Rationnel;
  motif: MotifPart;
  /** It has received a rounding cent. */
  centime: boolean;
}

/** Why a line takes no part. MINIMUM_INTENABLE: its minimum does not fit with those of others in the need or in a class. */
export type RaisonExclusion = 'PLAFOND_NUL' | 'POIDS_NUL' | 'MINIMUM_SUR_PLAFOND' | 'MINIMUM_INTENABLE';

export interface LigneExclue {
  id: string;
  raison: RaisonExclusion;
  /** The cap that is nil, or below the minimum. */
  plafond: PlafondLigne | null;
}

export interface Partage {
  besoin: Centimes;
  finance: Centimes;
  manque: Centimes;
  /** λ, in cents per unit of weight: where the lines that nothing holds stop. */
  niveau: Rationnel;
  /** In the order of ranks. */
  parts: PartLigne[];
  exclus: LigneExclue[];
  /** When money is missing: real caps that sum to what is funded, so that nobody can do better. Empty otherwise. */
  coupe: ElementCoupe[];
}

/**
 * Splits a need between lines (A2): nested water-filling in exact fractions, then cents under the same caps. One result
 * whatever the order of the input. Refusals, in this order: those of `validerArbre`, DOUBLON (`lignes[i].id`),
 * ENTREE_INVALIDE for an unknown class (`lignes[i].classe`) or a negative value, LIMITE_DEPASSEE when too many minima do
 * not fit together.
 */
export function partager(demande: DemandePartage): Decision<Partage> {
  const arbre = validerArbre(demande.classes);
  if (!arbre.ok) return arbre;
  const verdict = controler(demande, arbre.fait);
  if (!verdict.ok) return verdict;
  return partagerLignes(demande, bornerClasses(arbre.fait, plafondsConnus(demande.classes)));
}

function plafondsConnus(classes: readonly ClassePlafonnee[]): [string, Centimes][] {
  return classes.flatMap(({ id, plafond }) => (plafond === null ? [] : [[id, plafond]]));
}

function controler({ besoin, lignes, classes }: DemandePartage, arbre: ArbreClasses): Decision {
  return premierRefus(
    () => exigerUniques(lignes, 'lignes', 'La ligne'),
    () => exigerClassesConnues(lignes, arbre, 'lignes'),
    () =>
      exigerPositifs([
        [besoin, 'besoin'],
        ...classes.map(({ plafond }, i) => [plafond, `classes[${i}].plafond`] as const),
        ...lignes.flatMap(({ poids, minimum, plafonds }, i) => [
          [poids, `lignes[${i}].poids`] as const,
          [minimum, `lignes[${i}].minimum`] as const,
          ...plafonds.map(({ montant }, k) => [montant, `lignes[${i}].plafonds[${k}].montant`] as const),
        ]),
      ]),
  );
}

function partagerLignes({ besoin, lignes, classes }: DemandePartage, bornees: ClassesBornees): Decision<Partage> {
  const { possibles, exclus } = trier(besoin, lignes, bornees);
  const indices = retenirMinima(besoin, possibles.map(versContributeur), bornees.classes);
  if (indices === null) {
    const message = `Plus de ${MINIMA_INCOMPATIBLES_MAX} financeurs ont un minimum qui ne tient pas avec les autres : levez d’abord des minima.`;
    return refuser('LIMITE_DEPASSEE', message, 'lignes');
  }
  const gardes = new Set(indices);
  const retenues = possibles.filter((_, i) => gardes.has(i));
  const intenables = possibles.filter((_, i) => !gardes.has(i)).map(({ ligne }) => ligne.id);
  const contributeurs = retenues.map(versContributeur);
  const remplissage = remplir(besoin, contributeurs, bornees.classes);
  const exactes = partsExactes(contributeurs, bornees.classes, remplissage);
  const montants = arrondir(remplissage.verse, exactes, contributeurs, bornees.classes);
  const parts = retenues.map((retenue, i): PartLigne => {
    const [exacte, montant] = [lire(exactes, i), lire(montants, i)];
    const motif = motifDe(retenue, remplissage, bornees, classes);
    return { id: retenue.ligne.id, montant, exacte, motif, centime: montant * exacte.d > exacte.n };
  });
  return accepter({
    besoin,
    finance: remplissage.verse,
    manque: besoin - remplissage.verse,
    niveau: remplissage.niveau,
    parts,
    exclus: [...exclus, ...intenables.map((id): LigneExclue => ({ id, raison: 'MINIMUM_INTENABLE', plafond: null }))],
    coupe: remplissage.verse < besoin ? couper(retenues, bornees) : [],
  });
}

const versContributeur = ({ contributeur }: LigneRetenue) => contributeur;

/** Lines in the order of ranks, those that can bring nothing set aside (A2 i). */
function trier(
  besoin: Centimes,
  lignes: readonly LignePartage[],
  bornees: ClassesBornees,
): { possibles: LigneRetenue[]; exclus: LigneExclue[] } {
  const exclus: LigneExclue[] = [];
  const possibles: LigneRetenue[] = [];
  for (const ligne of [...lignes].sort(parRang)) {
    const { id, poids, minimum, classe } = ligne;
    const plafond = plafondLiant(ligne.plafonds);
    if (plafond?.montant === 0n) exclus.push({ id, raison: 'PLAFOND_NUL', plafond });
    else if (plafond && minimum > plafond.montant) exclus.push({ id, raison: 'MINIMUM_SUR_PLAFOND', plafond });
    else if (poids === 0n) exclus.push({ id, raison: 'POIDS_NUL', plafond: null });
    else {
      // Without a cap the need alone holds: a cap just above it never binds.
      const montant = plafond?.montant ?? besoin + 1n;
      const contributeur = { poids, minimum, plafond: montant, classe: bornees.indice(classe) };
      possibles.push({ ligne, plafond, contributeur });
    }
  }
  return { possibles, exclus };
}
