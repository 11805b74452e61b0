import { accepter, premierRefus, refuser, type Decision } from '../refus.js';
import { NATURES_COMPTE, NATURES_SANS_PART, trouverFleche, type NatureCompte, type TypeEcriture } from './fleches.js';

export const STATUTS_ENVELOPPE = ['OUVERTE', 'GELEE', 'CLOSE'] as const;
export type StatutEnveloppe = (typeof STATUTS_ENVELOPPE)[number];

/** Bounds of one entry, in centimes (I15): 1 centime to 100 billion euros. */
export const MONTANT_ECRITURE_MIN = 1n;
export const MONTANT_ECRITURE_MAX = 10_000_000_000_000n;

/** One entry asked for: `montant` centimes from account `de` to account `vers`. */
export interface EcritureDemandee {
  type: TypeEcriture;
  de: NatureCompte;
  vers: NatureCompte;
  montant: bigint;
  /** `null` when both accounts belong to the envelope itself. */
  partId: string | null;
  acteId?: string;
  conventionId?: string;
  referencePaiement?: string;
  /** Rank of the entry undone (`ANNULER` only). */
  causeRang?: number;
}

/** One business act: all its entries or none. `id` is the client's idempotency key (I6). */
export interface LotEcritures {
  id: string;
  ecritures: readonly EcritureDemandee[];
}

/** An entry as posted. `rang` runs 1..n without gap inside the envelope (I8). */
export interface EcriturePassee extends EcritureDemandee {
  rang: number;
  lotId: string;
}

/** One envelope, in memory: the reference that the SQL ledger is compared with by the model-based tests. */
export interface GrandLivre {
  readonly statut: StatutEnveloppe;
  readonly ecritures: readonly EcriturePassee[];
  /** Lot → its content, to tell a repeat from a reuse of the key. */
  readonly lots: ReadonlyMap<string, string>;
  /** Account key → credit − debit, in centimes. */
  readonly soldes: ReadonlyMap<string, bigint>;
}

/** An open envelope without any entry. */
export function grandLivreVide(): GrandLivre {
  return { statut: 'OUVERTE', ecritures: [], lots: new Map(), soldes: new Map() };
}

/** Key of an account in the model: the share counts only for the natures that belong to one. */
function cleCompte(nature: NatureCompte, partId: string | null): string {
  return NATURES_SANS_PART.includes(nature) ? nature : `${nature} ${partId}`;
}

/** Balance of one account (credit − debit), in centimes. */
export function soldeCompte(livre: GrandLivre, nature: NatureCompte, partId: string | null = null): bigint {
  return livre.soldes.get(cleCompte(nature, partId)) ?? 0n;
}

/** Sum of the balances of all accounts of each nature, in centimes. */
export function soldesParNature(livre: GrandLivre): Record<NatureCompte, bigint> {
  const totaux = Object.fromEntries(NATURES_COMPTE.map((nature) => [nature, 0n])) as Record<NatureCompte, bigint>;
  for (const [cle, solde] of livre.soldes) totaux[cle.split(' ')[0] as NatureCompte] += solde;
  return totaux;
}

/**
 * Posts one lot: all entries or none (the state given is never modified). A lot already posted with the same content
 * changes nothing. Refusals, in this order: CONFLIT_IDEMPOTENCE (key reused for something else), ENTREE_INVALIDE (no entry),
 * then for each entry the rules of `verifierEcriture`.
 */
export function appliquerLot(livre: GrandLivre, lot: LotEcritures): Decision<GrandLivre> {
  const empreinte = empreinteLot(lot);
  const connue = livre.lots.get(lot.id);
  if (connue === empreinte) return accepter(livre);
  if (connue !== undefined) {
    return refuser('CONFLIT_IDEMPOTENCE', 'Cette clé a déjà servi pour une opération différente.', 'id');
  }
  if (lot.ecritures.length === 0) {
    return refuser('ENTREE_INVALIDE', 'Un lot contient au moins une écriture.', 'ecritures');
  }
  let suite: GrandLivre = { ...livre, lots: new Map(livre.lots).set(lot.id, empreinte) };
  for (const [indice, ecriture] of lot.ecritures.entries()) {
    const verdict = verifierEcriture(suite, ecriture, `ecritures[${indice}]`);
    if (!verdict.ok) return verdict;
    suite = passer(suite, lot.id, ecriture);
  }
  return accepter(suite);
}

/** Content of a lot as text, in a fixed order of fields, so that two equal lots compare equal. */
function empreinteLot(lot: LotEcritures): string {
  return JSON.stringify(
    lot.ecritures.map((e) => [
      e.type,
      e.de,
      e.vers,
      String(e.montant),
      e.partId,
      e.acteId,
      e.conventionId,
      e.referencePaiement,
      e.causeRang,
    ]),
  );
}

function passer(livre: GrandLivre, lotId: string, ecriture: EcritureDemandee): GrandLivre {
  const debit = cleCompte(ecriture.de, ecriture.partId);
  const credit = cleCompte(ecriture.vers, ecriture.partId);
  const soldes = new Map(livre.soldes);
  soldes.set(debit, (soldes.get(debit) ?? 0n) - ecriture.montant);
  soldes.set(credit, (soldes.get(credit) ?? 0n) + ecriture.montant);
  const rang = livre.ecritures.length + 1;
  return { ...livre, soldes, ecritures: [...livre.ecritures, { ...ecriture, rang, lotId }] };
}

/** The rules of one entry, in refusal order: amount (I15), arrow (I5), share, envelope (I14), proof, reversal (I7), balance (I2). */
function verifierEcriture(livre: GrandLivre, ecriture: EcritureDemandee, chemin: string): Decision {
  return premierRefus(
    () => verifierMontant(ecriture, chemin),
    () => verifierFleche(livre, ecriture, chemin),
    () => verifierPieces(livre, ecriture, chemin),
    () => verifierAnnulation(livre, ecriture, chemin),
    () => verifierSolde(livre, ecriture, chemin),
  );
}

function verifierMontant({ montant }: EcritureDemandee, chemin: string): Decision {
  if (montant >= MONTANT_ECRITURE_MIN && montant <= MONTANT_ECRITURE_MAX) return accepter();
  return refuser(
    'ENTREE_INVALIDE',
    'Le montant d’une écriture va de 0,01 € à 100 milliards d’euros.',
    `${chemin}.montant`,
  );
}

function verifierFleche(livre: GrandLivre, { type, de, vers, partId }: EcritureDemandee, chemin: string): Decision {
  const fleche = trouverFleche(type, de, vers);
  if (!fleche) {
    return refuser('ETAT_INVALIDE', `Aucun mouvement ${type} ne va de ${de} à ${vers}.`, `${chemin}.type`);
  }
  const sansPart = NATURES_SANS_PART.includes(de) && NATURES_SANS_PART.includes(vers);
  if (sansPart !== (partId === null)) {
    const message = sansPart
      ? 'Ce mouvement ne concerne aucune part.'
      : 'Ce mouvement concerne une part : indiquez-la.';
    return refuser('ENTREE_INVALIDE', message, `${chemin}.partId`);
  }
  if (fleche.enveloppeOuverte && livre.statut !== 'OUVERTE') {
    return refuser('ETAT_INVALIDE', 'L’enveloppe est gelée ou close : ce mouvement n’est plus possible.', 'statut');
  }
  return accepter();
}

function verifierPieces(livre: GrandLivre, ecriture: EcritureDemandee, chemin: string): Decision {
  const fleche = trouverFleche(ecriture.type, ecriture.de, ecriture.vers);
  if (fleche?.exigeActe && !ecriture.acteId) {
    return refuser('ACTE_INVALIDE', 'Ce mouvement exige l’acte du financeur.', `${chemin}.acteId`);
  }
  if (fleche?.exigeConvention && !ecriture.conventionId) {
    return refuser('ENTREE_INVALIDE', 'Ce mouvement exige une convention.', `${chemin}.conventionId`);
  }
  const reference = ecriture.referencePaiement;
  if (fleche?.exigePaiement && !reference) {
    return refuser('ENTREE_INVALIDE', 'Ce mouvement exige une référence de paiement.', `${chemin}.referencePaiement`);
  }
  if (reference && livre.ecritures.some((e) => e.referencePaiement === reference)) {
    return refuser('DOUBLON', `Le paiement « ${reference} » est déjà enregistré.`, `${chemin}.referencePaiement`);
  }
  return accepter();
}

function verifierAnnulation(livre: GrandLivre, ecriture: EcritureDemandee, chemin: string): Decision {
  const { causeRang } = ecriture;
  const cheminCause = `${chemin}.causeRang`;
  if (ecriture.type !== 'ANNULER') {
    if (causeRang === undefined) return accepter();
    return refuser('ENTREE_INVALIDE', 'Seule une annulation cite l’écriture annulée.', cheminCause);
  }
  const cause = livre.ecritures.find((e) => e.rang === causeRang);
  if (!cause) return refuser('INTROUVABLE', 'L’écriture à annuler n’existe pas.', cheminCause);
  const inverse =
    cause.type !== 'ANNULER' &&
    cause.de === ecriture.vers &&
    cause.vers === ecriture.de &&
    cause.partId === ecriture.partId &&
    cause.montant === ecriture.montant;
  if (!inverse) {
    return refuser('ENTREE_INVALIDE', 'Une annulation est l’exact inverse d’une écriture.', cheminCause);
  }
  if (livre.ecritures.some((e) => e.causeRang === causeRang)) {
    return refuser('DOUBLON', 'Cette écriture est déjà annulée.', cheminCause);
  }
  return accepter();
}

function verifierSolde(livre: GrandLivre, { de, partId, montant }: EcritureDemandee, chemin: string): Decision {
  if (de === 'SOURCE' || soldeCompte(livre, de, partId) >= montant) return accepter();
  if (de === 'DISPONIBLE') {
    return refuser(
      'ENVELOPPE_INSUFFISANTE',
      'Le disponible de l’enveloppe ne couvre pas ce montant.',
      `${chemin}.montant`,
    );
  }
  return refuser('MONTANT_EXCESSIF', `Le compte ${de} de cette part ne couvre pas ce montant.`, `${chemin}.montant`);
}
