/** A document of the file, frozen at the deposit. */
export interface PieceRecu {
  /** What the call asked for: « Statuts », « RIB ». */
  libelle: string;
  nomFichier: string;
  /** Size in bytes. */
  taille: number;
  /** SHA-256 in hexadecimal. */
  sha256: string;
}

/** What one funder is asked for, in centimes. */
export interface DemandeRecu {
  financeur: string;
  montant: bigint;
}

/** How a file was received by post or e-mail, and who registered it. */
export interface ReceptionRecu {
  /** « courrier », « courriel ». */
  canal: string;
  enregistreeLe: Date;
  enregistreePar: string;
}

/** Everything that the receipt of a deposit prints, and nothing else: no database object reaches the template. */
export interface DonneesRecu {
  numero: string;
  /** Instant of reception as the database clock gave it (R1). */
  recueLe: Date;
  /** SHA-256 of the frozen content, in hexadecimal. */
  empreinte: string;
  appel: { type: 'AAP' | 'AMI'; titre: string; reference: string; cloture: Date | null };
  porteur: { denomination: string; siret: string | null; rna: string | null; deposant: string };
  titre: string;
  /** Total cost of the project, in centimes. */
  coutTotal: bigint;
  /** Sum asked from all funders, own resources left out, in centimes. */
  montantDemande: bigint;
  demandes: DemandeRecu[];
  pieces: PieceRecu[];
  /** Address where the service answers. */
  contact: string | null;
  /** Absent for a deposit made on the platform. */
  reception?: ReceptionRecu | null;
}
