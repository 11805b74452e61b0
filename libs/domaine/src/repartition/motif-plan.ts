import { ecrireMotif, motifDe, type MotifPart } from './motif.js';
import type { LignePesee, PartExacte, Tour } from './parts-exactes.js';
import { comparer, fois, ratio, type Rationnel } from './rationnel.js';
import { niveauDe, type Niveaux } from './remplissage.js';

/** Why a line of a plan stops where it does (A6). */
export type MotifPartPlan =
  | MotifPart
  /** From this level on, the money left is what these later projects of the plan cannot do without. */
  | { nature: 'RESERVE'; projets: readonly string[]; niveau: Rationnel }
  /** It has a minimum, and the plan leaves it out. */
  | { nature: 'ETEINTE' };

export function motifPartPlan(tour: Tour, ligne: LignePesee, { exacte, arret }: PartExacte): MotifPartPlan {
  if (ligne.eteinte) return { nature: 'ETEINTE' };
  if (arret.nature === 'REMPLI') return motifRempli(tour, ligne, arret.niveaux);
  const auNiveau = fois(arret.niveau, ratio(ligne.poids || 1n));
  return comparer(exacte, auNiveau) > 0 ? { nature: 'MINIMUM' } : arret;
}

/** The motif of A2, where an envelope is also spent once it only holds the minima of later projects. */
function motifRempli(tour: Tour, ligne: LignePesee, niveaux: Niveaux): MotifPartPlan {
  const { plafond: montant, minimum, poids, classe } = ligne;
  const { code = 'PLAFOND', source = null, plafond } = ligne.ligne;
  const parEnveloppe = montant < plafond;
  const motif = motifDe(
    {
      contributeur: { poids: poids || 1n, minimum, plafond: montant, classe },
      plafond: parEnveloppe
        ? { code: 'ENVELOPPE', montant, regle: null, source: null }
        : { code, montant, regle: null, source },
    },
    niveaux,
    tour,
    tour.ids.map((id) => ({ id, regle: null, source: null })),
  );
  if (motif.nature !== 'PLAFOND' || !parEnveloppe || ligne.minimaReserves.length === 0) return motif;
  return { nature: 'RESERVE', projets: ligne.minimaReserves, niveau: niveauDe(classe, tour.classes, niveaux) };
}

/** « RESERVE:P5+P7 », « PLAFOND:TAUX », « CLASSE:PUBLIC », « MINIMUM », « PRORATA » or « ETEINTE »: for tables and snapshots. */
export function etiquetteMotif(motif: MotifPartPlan): string {
  switch (motif.nature) {
    case 'PLAFOND':
      return `PLAFOND:${motif.plafond.code}`;
    case 'CLASSE':
      return `CLASSE:${motif.classe}`;
    case 'RESERVE':
      return `RESERVE:${motif.projets.join('+')}`;
    case 'MINIMUM':
    case 'PRORATA':
    case 'ETEINTE':
      return motif.nature;
  }
}

/** The motif as a person reads it. `nommer`: the name of a project from its id. */
export function ecrireMotifPlan(motif: MotifPartPlan, centime = false, nommer = (id: string) => id): string {
  if (motif.nature === 'ETEINTE') return 'Minimum de participation non retenu dans ce plan.';
  if (motif.nature !== 'RESERVE') return ecrireMotif(motif, centime);
  const noms = motif.projets.map((id) => `« ${nommer(id)} »`);
  const suite = `${noms.join(', ')} ${noms.length > 1 ? 'ne peuvent' : 'ne peut'} s’en passer`;
  return `Le reste de l’enveloppe est réservé : ${suite}${centime ? ', centime d’arrondi compris' : ''}.`;
}
