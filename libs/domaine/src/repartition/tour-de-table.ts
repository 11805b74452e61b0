import { somme, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { validerArbre } from './arbre.js';
import { exigerPositifs } from './controles.js';
import { parRang, type ClassePlafonnee, type LignePartage } from './lignes.js';
import { margeDe, placesDesClasses, type Marge, type MontantsParLigne } from './marges.js';
import { partager, type Partage } from './partage.js';

/** What a funder has announced on a project, under the caps of the rules (the announcement itself is not one of them). */
export interface LigneAnnoncee extends Omit<LignePartage, 'poids'> {
  annonce: Centimes;
}

export interface DemandeTour {
  besoin: Centimes;
  /** Least need with which the project still makes sense, in cents; `null`: funded whole or not at all. */
  besoinMinViable: Centimes | null;
  lignes: readonly LigneAnnoncee[];
  classes: readonly ClassePlafonnee[];
  /** Funders have already been asked for more: nothing is counted on beyond what they announced. */
  dernierTour: boolean;
}

/** How a round ends: in balance, reduced in proportion, asking for more, with a smaller project, or on the waiting list. */
export const ISSUES_TOUR = [
  'EQUILIBRE',
  'REDUCTION',
  'APPEL_COMPLEMENTAIRE',
  'RECALIBRAGE',
  'LISTE_COMPLEMENTAIRE',
] as const;
export type IssueTour = (typeof ISSUES_TOUR)[number];

export interface TourDeTable {
  issue: IssueTour;
  /** Sum of what was announced, before any cap. */
  annonce: Centimes;
  /** What the announcements bring, in proportion to them when they exceed the need. */
  partage: Partage;
  /** How much further each funder may go, in the order of ranks. */
  marges: Marge[];
  /** The complementary call: the missing money split over the margins, in proportion to them; `null` when none is missing. */
  complement: Partage | null;
  /** What the project would have in the end by this issue; for LISTE_COMPLEMENTAIRE what has been brought. */
  vise: Centimes;
}

/**
 * Balances the announcements on one project (A3). More than the need: reduced in proportion, under the same caps. Less: the
 * margin of each funder and the complementary call; failing that a smaller project, if it stays viable; else the waiting
 * list. Refusals, in this order: ENTREE_INVALIDE (negative announcement, least viable need negative or above the need),
 * then those of `partager`.
 */
export function equilibrer(demande: DemandeTour): Decision<TourDeTable> {
  const verdict = controlerDemande(demande);
  if (!verdict.ok) return verdict;
  const arbre = validerArbre(demande.classes);
  if (!arbre.ok) return arbre;
  const partage = partager({ ...demande, lignes: demande.lignes.map(ligneDeTour) });
  if (!partage.ok) return partage;
  const lignes = [...demande.lignes].sort(parRang);
  const montants = new Map(partage.fait.parts.map(({ id, montant }) => [id, montant]));
  const places = placesDesClasses(demande.classes, lignes, montants, arbre.fait);
  const marges = lignes.map((ligne) => margeDe(ligne, montants, places, arbre.fait));
  const complement = partagerComplement(lignes, { partage: partage.fait, montants, places, marges });
  if (!complement.ok) return complement;
  return accepter({
    annonce: somme(demande.lignes.map(({ annonce }) => annonce)),
    partage: partage.fait,
    marges,
    complement: complement.fait,
    ...conclure(demande, partage.fait, complement.fait),
  });
}

function controlerDemande({ besoin, besoinMinViable, lignes }: DemandeTour): Decision {
  return premierRefus(
    () => exigerPositifs(lignes.map(({ annonce }, i) => [annonce, `lignes[${i}].annonce`] as const)),
    () => exigerPositifs([[besoinMinViable, 'besoinMinViable']]),
    () => {
      if ((besoinMinViable ?? besoin) <= besoin) return accepter();
      return refuser('ENTREE_INVALIDE', 'Le besoin minimal viable dépasse le besoin.', 'besoinMinViable');
    },
  );
}

function ligneDeTour({ annonce, ...ligne }: LigneAnnoncee): LignePartage {
  const plafond = { code: 'ANNONCE', montant: annonce, regle: null, source: null };
  return { ...ligne, poids: annonce, plafonds: [...ligne.plafonds, plafond] };
}

interface EtatDuTour {
  partage: Partage;
  montants: MontantsParLigne;
  places: readonly ClassePlafonnee[];
  marges: readonly Marge[];
}

/** The missing money over the margins that are left. A funder that already brings something has passed its minimum. */
function partagerComplement(
  lignes: readonly LigneAnnoncee[],
  { partage: { manque }, montants, places, marges }: EtatDuTour,
): Decision<Partage | null> {
  if (manque === 0n) return accepter(null);
  const complements = lignes.flatMap((ligne, i): LignePartage[] => {
    const poids = marges[i]?.montant ?? manque;
    if (poids === 0n) return [];
    const part = montants.get(ligne.id) ?? 0n;
    const plafonds = ligne.plafonds.map((plafond) => ({ ...plafond, montant: plafond.montant - part }));
    return [{ ...ligne, poids, minimum: part > 0n ? 0n : ligne.minimum, plafonds }];
  });
  return partager({ besoin: manque, lignes: complements, classes: places });
}

function conclure(
  { besoin, besoinMinViable, dernierTour, lignes }: DemandeTour,
  { finance, manque }: Partage,
  complement: Partage | null,
): Pick<TourDeTable, 'issue' | 'vise'> {
  const viable = besoinMinViable ?? besoin;
  const atteignable = finance + (complement?.finance ?? 0n);
  if (manque === 0n) {
    const annonce = somme(lignes.map((ligne) => ligne.annonce));
    return { issue: annonce > besoin ? 'REDUCTION' : 'EQUILIBRE', vise: besoin };
  }
  // Asking again is worth it when it funds the project whole, or makes viable what is not.
  const utile = atteignable === besoin || (finance < viable && atteignable >= viable);
  if (utile && !dernierTour) return { issue: 'APPEL_COMPLEMENTAIRE', vise: atteignable };
  return { issue: finance >= viable ? 'RECALIBRAGE' : 'LISTE_COMPLEMENTAIRE', vise: finance };
}
