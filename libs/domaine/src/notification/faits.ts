import type { Jour } from '../calendrier/index.js';
import type { CanalReception, EtatCandidature } from '../candidature/index.js';
import type { RoleAccorde } from '../habilitation/index.js';
import type { Centimes } from '../montant/index.js';

/**
 * What a message may say of each kind of object. Nothing else reaches a mail: no announcement, no share before its vote, no
 * mark and no envelope has a place here.
 */
export interface FaitsParObjet {
  invitation: { organisme: string; role: RoleAccorde; expireLe: Date };
  candidature: {
    titre: string;
    numero: string | null;
    appel: string;
    porteur: string;
    etat: EtatCandidature;
    motif: string | null;
    deposeLe: Date | null;
    /** Received otherwise than by the platform: how, and when. */
    canal: CanalReception | null;
    recueLe: Date | null;
    cloture: Date | null;
    /** The request for complements that still waits for its answer. */
    complement: string | null;
    echeance: Jour | null;
  };
  seance: FaitsSeance & { lieu: string; points: string[]; sansQuorum: boolean };
  pouvoir: FaitsSeance & { mandant: string };
  tour: FaitsSeance & { tour: number; motif: string | null };
  scrutin: FaitsSeance & { point: string };
  /** A share once it is voted, for its own funder. */
  part: { titre: string; financeur: string; montant: Centimes };
  /** `attendueDepuis`: since when the signatures that it lacks are awaited; null when none is. */
  convention: { numero: string; titre: string; attendueDepuis: Date | null };
  appel: { titre: string; cloture: Date | null };
}

interface FaitsSeance {
  conference: string;
  intitule: string;
  numero: string;
  prevueLe: Date;
}

export type ObjetAvis = keyof FaitsParObjet;
