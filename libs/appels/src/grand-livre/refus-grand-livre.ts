import { ecrireEuros, refuser, type Decision } from '@tdt/domaine';

/** What `tenter_poster` says of a refusal: the SQLSTATE, the constraint that refused, and the account at that instant. */
export interface RefusSql {
  etat: string;
  contrainte: string | null;
  nature: string | null;
  solde: string | null;
  plafond: string | null;
}

type Refuse = Extract<Decision<never>, { ok: false }>;

const SANS_CONTRAINTE: Record<string, () => Refuse> = {
  TDT01: () => refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'cle'),
  TDT04: () => refuser('INTROUVABLE', 'L’enveloppe ou l’écriture visée n’existe pas.', 'enveloppeId'),
};

const PAR_CONTRAINTE: Record<string, (refus: RefusSql) => Refuse> = {
  compte_solde_positif: soldeInsuffisant,
  compte_plafond_respecte: ({ plafond }) =>
    refuser(
      'MONTANT_EXCESSIF',
      `Le montant dépasse le plafond de cette part (${ecrireEuros(BigInt(plafond ?? 0))}).`,
      'montant',
    ),
  compte_part_fk: () => refuser('INTROUVABLE', 'Cette part ne relève pas de cette enveloppe.', 'partId'),
  compte_part_selon_nature: () => refuser('ENTREE_INVALIDE', 'Ce mouvement concerne une part : indiquez-la.', 'partId'),
  ecriture_coherence_part: () => refuser('ENTREE_INVALIDE', 'Ce mouvement ne concerne aucune part.', 'partId'),
  ecriture_bornes_montant: () =>
    refuser('ENTREE_INVALIDE', 'Le montant d’une écriture va de 0,01 € à 100 milliards d’euros.', 'montant'),
  ecriture_enveloppe_ouverte: () =>
    refuser('ETAT_INVALIDE', 'L’enveloppe est gelée ou close : ce mouvement n’est plus possible.', 'statut'),
  ecriture_fleche_fk: () =>
    refuser('ETAT_INVALIDE', 'Ce mouvement n’est pas permis entre ces deux comptes du grand livre.', 'type'),
  ecriture_piece_acte: () => refuser('ACTE_INVALIDE', 'Ce mouvement exige l’acte du financeur.', 'acteId'),
  ecriture_acte_fk: () =>
    refuser('ACTE_INVALIDE', 'L’acte n’est pas celui du financeur de l’enveloppe pour cette part.', 'acteId'),
  ecriture_piece_convention: () => refuser('ENTREE_INVALIDE', 'Ce mouvement exige une convention.', 'conventionId'),
  ecriture_convention_fk: () => refuser('INTROUVABLE', 'Cette convention n’existe pas.', 'conventionId'),
  ecriture_piece_reference: () =>
    refuser('ENTREE_INVALIDE', 'Ce mouvement exige une référence de paiement.', 'referencePaiement'),
  ecriture_reference_unique: () => refuser('DOUBLON', 'Ce paiement est déjà enregistré.', 'referencePaiement'),
  ecriture_piece_motif: () => refuser('ENTREE_INVALIDE', 'Libérer un montant exige un motif.', 'motif'),
  ecriture_piece_cause: () =>
    refuser('ENTREE_INVALIDE', 'Une annulation, et elle seule, cite l’écriture annulée.', 'causeId'),
  ecriture_cause_fk: () =>
    refuser(
      'ENTREE_INVALIDE',
      'Une annulation est l’exact inverse d’une écriture qui n’en annule pas une autre.',
      'causeId',
    ),
  ecriture_cause_unique: () => refuser('DOUBLON', 'Cette écriture est déjà annulée.', 'causeId'),
};

function soldeInsuffisant({ nature, solde }: RefusSql): Refuse {
  const reste = ecrireEuros(BigInt(solde ?? 0));
  if (nature === 'DISPONIBLE') {
    return refuser(
      'ENVELOPPE_INSUFFISANTE',
      `Le disponible de l’enveloppe ne couvre pas ce montant : il reste ${reste}.`,
      'montant',
    );
  }
  return refuser(
    'MONTANT_EXCESSIF',
    `Le compte ${nature} de cette part ne couvre pas ce montant : ${reste}.`,
    'montant',
  );
}

/**
 * The typed refusal of a constraint of the ledger. A constraint that is not listed is a fault of ours (an unknown user,
 * for instance), not an answer to the person: it is thrown.
 */
export function refusDepuisSql(refus: RefusSql): Refuse {
  const traduire = refus.contrainte ? PAR_CONTRAINTE[refus.contrainte] : SANS_CONTRAINTE[refus.etat];
  if (!traduire) throw new Error(`Grand livre : refus inattendu ${refus.etat} ${refus.contrainte ?? ''}`);
  return traduire(refus);
}
