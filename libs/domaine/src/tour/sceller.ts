import { canoniser } from '../candidature/contenu-fige.js';
import { avancer } from '../cycle.js';
import { estPublique, type CategorieOrganisme } from '../identifiants/categories.js';
import { ecrireEuros, type Centimes } from '../montant/index.js';
import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import type { EtatSeance } from '../seance/index.js';
import { CYCLE_TOUR, type EtatTour } from './cycle-tour.js';
import { exigerSeanceDeTour, type BaremePoints } from './ouvrir-tour.js';

/** What a funder is ready to bring to one project. */
export interface LigneScellee {
  candidatureId: string;
  /** Its agreement up to this amount. */
  maximum: Centimes;
  /** It brings nothing, or at least this. */
  minimum: Centimes;
  /** Whole points, when the round counts them. */
  points: number | null;
  condition: string | null;
}

/** A project of the round, as the rules of sealing look at it. */
export interface ProjetAnnonce {
  candidatureId: string;
  appelId: string;
  titre: string;
  categoriePorteur: CategorieOrganisme;
  coutTotal: Centimes;
  /** The funder's seat is in déport on its item (R23). */
  deporte: boolean;
  /** Another envelope of this funder already offers it money under the same programme. */
  memeDispositif: boolean;
}

export interface DemandeAnnonce {
  etatSeance: EtatSeance;
  etatTour: EtatTour;
  bareme: BaremePoints;
  financeur: { categorie: CategorieOrganisme };
  /** The funder has a seat in this session. */
  siege: boolean;
  enveloppe: {
    appelId: string | null;
    statut: string;
    /** What it may still give, in cents: available, or kept for the very projects of this round. */
    mobilisable: Centimes;
  };
  projets: readonly ProjetAnnonce[];
  plafond: Centimes;
  lignes: readonly LigneScellee[];
}

/**
 * May this bid be sealed? Everything it looks at is the funder's own or already public, so that a refusal tells nothing of
 * the others. Refusals, in this order: ETAT_INVALIDE (round, session), INTERDIT (no seat), ETAT_INVALIDE (envelope),
 * INCOMPLET (nothing announced), then line by line DOUBLON, INTROUVABLE, DEPORT, INELIGIBLE, DOUBLON (same programme),
 * ENTREE_INVALIDE, PLAN_DESEQUILIBRE, then LIMITE_DEPASSEE (points) and ENVELOPPE_INSUFFISANTE.
 */
export function scellerAnnonce(demande: DemandeAnnonce): Decision {
  const { etatTour, etatSeance, siege, enveloppe, lignes, plafond } = demande;
  return premierRefus(
    () => avancer(CYCLE_TOUR, etatTour, 'sceller'),
    // A session is often suspended for its funders to consult: they may seal meanwhile.
    () => (etatSeance === 'SUSPENDUE' ? accepter() : exigerSeanceDeTour(etatSeance)),
    () =>
      siege ? accepter() : refuser('INTERDIT', 'Seul un membre de la conférence annonce dans un tour.', 'enveloppeId'),
    () =>
      enveloppe.statut === 'OUVERTE'
        ? accepter()
        : refuser('ETAT_INVALIDE', 'Cette enveloppe est gelée ou close.', 'enveloppeId'),
    () =>
      lignes.length > 0
        ? accepter()
        : refuser('INCOMPLET', 'Une annonce porte sur un projet au moins ; sans apport, n’annoncez rien.', 'lignes'),
    ...lignes.map((ligne, rang) => () => controlerLigne(demande, ligne, rang)),
    () => controlerPoints(demande),
    () => (plafond > 0n ? accepter() : refuser('ENTREE_INVALIDE', 'Le plafond du tour dépasse zéro.', 'plafond')),
    () =>
      plafond <= enveloppe.mobilisable
        ? accepter()
        : refuser(
            'ENVELOPPE_INSUFFISANTE',
            `Votre enveloppe peut encore donner ${ecrireEuros(enveloppe.mobilisable)} : le plafond ne va pas au-delà.`,
            'plafond',
          ),
  );
}

function controlerLigne(demande: DemandeAnnonce, ligne: LigneScellee, rang: number): Decision {
  const ici = (champ: string) => `lignes[${rang}].${champ}`;
  const { lignes, projets, enveloppe, financeur } = demande;
  const projet = projets.find((p) => p.candidatureId === ligne.candidatureId);
  if (lignes.findIndex((l) => l.candidatureId === ligne.candidatureId) < rang) {
    return refuser('DOUBLON', 'Ce projet figure deux fois dans votre annonce.', ici('candidatureId'));
  }
  if (!projet) return refuser('INTROUVABLE', 'Ce projet ne figure pas dans le tour.', ici('candidatureId'));
  const { titre, appelId, categoriePorteur, coutTotal } = projet;
  if (projet.deporte) {
    const message = `Votre organisme s’est déporté sur « ${titre} » : il n’y annonce rien.`;
    return refuser('DEPORT', message, ici('candidatureId'));
  }
  if (enveloppe.appelId !== null && enveloppe.appelId !== appelId) {
    return refuser('INELIGIBLE', `Cette enveloppe est destinée à un autre appel que « ${titre} ».`, 'enveloppeId');
  }
  if (categoriePorteur === 'FONDS_DE_DOTATION' && estPublique(financeur.categorie)) {
    const message = 'Un fonds de dotation ne peut recevoir aucun argent public (R16).';
    return refuser('INELIGIBLE', message, ici('candidatureId'));
  }
  if (projet.memeDispositif) {
    const message = `Une autre de vos enveloppes annonce déjà sur « ${titre} » au titre du même dispositif.`;
    return refuser('DOUBLON', message, ici('candidatureId'));
  }
  return controlerMontants(ligne, coutTotal, ici);
}

function controlerMontants(
  { maximum, minimum }: LigneScellee,
  coutTotal: Centimes,
  ici: (champ: string) => string,
): Decision {
  if (maximum <= 0n) return refuser('ENTREE_INVALIDE', 'Le maximum annoncé dépasse zéro.', ici('maximum'));
  if (minimum > maximum) {
    return refuser('ENTREE_INVALIDE', 'Le minimum de participation ne dépasse pas le maximum.', ici('minimum'));
  }
  if (maximum <= coutTotal) return accepter();
  return refuser('PLAN_DESEQUILIBRE', `Le projet coûte ${ecrireEuros(coutTotal)} en tout.`, ici('maximum'));
}

function controlerPoints({ bareme, lignes }: DemandeAnnonce): Decision {
  const { pointsParFinanceur, pointsMaxParProjet } = bareme;
  if (pointsParFinanceur === null || pointsMaxParProjet === null) {
    const rang = lignes.findIndex((l) => l.points !== null);
    if (rang < 0) return accepter();
    return refuser('ENTREE_INVALIDE', 'Ce tour ne compte pas de points.', `lignes[${rang}].points`);
  }
  const trop = lignes.findIndex((l) => l.points === null || l.points < 0 || l.points > pointsMaxParProjet);
  if (trop >= 0) {
    const message = `Donnez de 0 à ${pointsMaxParProjet} points à chaque projet.`;
    return refuser('LIMITE_DEPASSEE', message, `lignes[${trop}].points`);
  }
  const total = lignes.reduce((somme, l) => somme + (l.points ?? 0), 0);
  if (total <= pointsParFinanceur) return accepter();
  return refuser('LIMITE_DEPASSEE', `Vous avez ${pointsParFinanceur} points en tout, et non ${total}.`, 'lignes');
}

export interface TexteAnnonce {
  tourId: string;
  enveloppeId: string;
  financeurId: string;
  version: number;
  plafond: Centimes;
  lignes: readonly LigneScellee[];
}

/**
 * The text that a seal commits to. Its SHA-256, after the salt, is public at once; the text and the salt once the round is
 * revealed: anybody can then check that the bid is the one that was sealed.
 */
export function texteAnnonce({ tourId, enveloppeId, financeurId, version, plafond, lignes }: TexteAnnonce): string {
  const parProjet = lignes.toSorted((a, b) => (a.candidatureId < b.candidatureId ? -1 : 1));
  return canoniser({
    tourId,
    enveloppeId,
    financeurId,
    version,
    plafond,
    lignes: parProjet.map(({ candidatureId, maximum, minimum, points, condition }) => {
      return { candidatureId, maximum, minimum, points, condition };
    }),
  });
}
