/** A PostgreSQL server whose data live in a folder. */
export interface BaseEmbarquee {
  /** Connects as the owner of the database, who is no superuser. */
  readonly url: string;
  /** Connects as superuser, to the maintenance database. */
  readonly urlAdmin: string;
  readonly pid: number;
  readonly port: number;
  /** The cluster did not exist before this call. */
  readonly creee: boolean;
  /** The server was already running (left by a killed process). */
  readonly repris: boolean;
  /** Fast shutdown; resolves when the server is gone. */
  readonly arreter: () => Promise<void>;
}

export interface OptionsBaseEmbarquee {
  readonly dossier: string;
  readonly port?: number;
  readonly journal?: string;
  readonly reglages?: Readonly<Record<string, string>>;
}

export function demarrerBase(options: OptionsBaseEmbarquee): Promise<BaseEmbarquee>;
