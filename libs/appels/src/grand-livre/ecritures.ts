import type { Centimes, NatureCompte, TypeEcriture } from '@tdt/domaine';

/** What identifies a business act: its idempotency key, who does it, and the words it is recorded under. */
export interface ActeGrandLivre {
  /** The client's key (`cle`): it becomes the id of the lot (I6). */
  cle: string;
  acteurId: string | null;
  /** Name of the operation kept on the lot; the type of the first entry when absent. */
  operation?: string;
}

/** One movement asked of the database, already spelled out: from which account to which, and on the strength of what. */
export interface EcritureAPoster {
  type: TypeEcriture;
  /** `null` for a reversal only: everything then comes from the cause. */
  enveloppeId: string | null;
  partId?: string | null;
  de?: NatureCompte;
  vers?: NatureCompte;
  montant?: Centimes;
  /** Highest balance that the credited account may ever hold, in centimes (I13); kept from then on. */
  plafond?: Centimes;
  acteId?: string;
  conventionId?: string;
  paiementId?: string;
  referencePaiement?: string;
  /** Id of the entry undone (`ANNULER` only). */
  causeId?: string;
  /** Why the money is released: required by `LIBERER`. The journal keeps only its hash. */
  motif?: string;
  /** Until when the amount is reserved (`RESERVER` only). */
  expireLe?: Date;
}

/** An entry as the database posted it. `rang` runs 1..n without gap inside its envelope (I8). */
export interface EcriturePostee {
  id: string;
  enveloppeId: string;
  rang: bigint;
  type: TypeEcriture;
  partId: string | null;
  de: NatureCompte;
  vers: NatureCompte;
  montant: Centimes;
}

/** The answer to an act. `rejeu`: the key had already been used for exactly this, nothing was written this time. */
export interface LotPoste {
  lot: string;
  operation: string;
  rejeu: boolean;
  ecritures: EcriturePostee[];
}

/** One movement of one share. */
export interface LigneDePart {
  enveloppeId: string;
  partId: string;
  /** Centimes. */
  montant: Centimes;
}

/** The entry in the words of the posting function: snake_case, amounts as text so that no digit is ever lost. */
export function enJson(ecriture: EcritureAPoster): Record<string, string | null | undefined> {
  return {
    type: ecriture.type,
    enveloppe_id: ecriture.enveloppeId,
    part_id: ecriture.partId,
    de: ecriture.de,
    vers: ecriture.vers,
    montant: ecriture.montant?.toString(),
    plafond: ecriture.plafond?.toString(),
    acte_id: ecriture.acteId,
    convention_id: ecriture.conventionId,
    paiement_id: ecriture.paiementId,
    reference_paiement: ecriture.referencePaiement,
    cause_id: ecriture.causeId,
    motif: ecriture.motif,
    expire_le: ecriture.expireLe?.toISOString(),
  };
}
