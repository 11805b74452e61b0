import { somme, type Centimes } from '../montant/index.js';
import { ancetres, type ArbreClasses } from './arbre.js';
import { plafondLiant, type ClassePlafonnee, type LignePartage, type PlafondLigne } from './lignes.js';

/** What stops a funder who would bring more: one of its own caps, or a class around it. */
export type BorneMarge =
  | { nature: 'PLAFOND'; plafond: PlafondLigne }
  | { nature: 'CLASSE'; classe: string; regle: string | null; source: string | null };

/** How much more one funder may bring, in cents, and what stops it there; both `null` when nothing but the need does. */
export interface Marge {
  id: string;
  montant: Centimes | null;
  borne: BorneMarge | null;
}

/** A split already made: cents by line id, nothing for the absent. */
export type MontantsParLigne = ReadonlyMap<string, Centimes>;

/** Classes with what the split leaves of their caps. */
export function placesDesClasses(
  classes: readonly ClassePlafonnee[],
  lignes: readonly Pick<LignePartage, 'id' | 'classe'>[],
  montants: MontantsParLigne,
  arbre: ArbreClasses,
): ClassePlafonnee[] {
  return classes.map((classe) => {
    const siennes = lignes.filter((ligne) => ancetres(ligne.classe, arbre).includes(classe.id));
    const pris = somme(siennes.map(({ id }) => montants.get(id) ?? 0n));
    return { ...classe, plafond: classe.plafond === null ? null : classe.plafond - pris };
  });
}

/** Margin of one line (A3): the least of its cap less its part, and of the room in its classes; its own cap first. */
export function margeDe(
  { id, classe, plafonds }: Pick<LignePartage, 'id' | 'classe' | 'plafonds'>,
  montants: MontantsParLigne,
  places: readonly ClassePlafonnee[],
  arbre: ArbreClasses,
): Marge {
  const plafond = plafondLiant(plafonds);
  let marge: Marge = { id, montant: null, borne: null };
  if (plafond)
    marge = { id, montant: plafond.montant - (montants.get(id) ?? 0n), borne: { nature: 'PLAFOND', plafond } };
  for (const ancetre of ancetres(classe, arbre)) {
    const place = places.find((candidate) => candidate.id === ancetre);
    if (!place || place.plafond === null) continue;
    if (marge.montant !== null && marge.montant <= place.plafond) continue;
    const { regle, source } = place;
    marge = { id, montant: place.plafond, borne: { nature: 'CLASSE', classe: ancetre, regle, source } };
  }
  return marge;
}
