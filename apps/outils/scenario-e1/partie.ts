import type { CleOrganisme } from '../../../test/monde-donnees.js';
import type { Calendrier } from './calendrier.js';
import type { Client } from './client.js';

/** One run of the scenario: what it has made so far. */
export interface Partie {
  client: Client;
  cal: Calendrier;
  /** Code of this run's own call: the scenario can be played again and again on one instance. */
  code: string;
  /** Says one verified step. */
  dire(etape: string): void;
  conferenceId: string;
  appelId: string;
  candidatureId: string;
  seanceId: string;
  conventionId: string;
  /** Seat of each member organisation. */
  sieges: Map<CleOrganisme, string>;
  enveloppes: Map<CleOrganisme, string>;
  parts: Map<CleOrganisme, string>;
}

export function nouvellePartie(client: Client, cal: Calendrier, code: string, dire: Partie['dire']): Partie {
  const vides = { conferenceId: '', appelId: '', candidatureId: '', seanceId: '', conventionId: '' };
  return { client, cal, code, dire, ...vides, sieges: new Map(), enveloppes: new Map(), parts: new Map() };
}
