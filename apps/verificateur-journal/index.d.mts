/** A row to verify, everything as text. `type` says which kind. */
export type LigneLue = { type: string } & Record<string, string | null>;

export interface Faute {
  objet: 'journal' | 'journal_tete' | 'scellement' | 'horodatage' | 'fichier';
  /** `chaine#rang`, `scellement#rang`, `horodatage#jour`, or the chain. */
  ligne: string;
  detail: string;
}

export interface OptionsVerification {
  cles?: string;
  temoins?: { rang: string; empreinte: string }[];
  autorite?: string;
  sansSceaux?: boolean;
}

export interface Rapport {
  fautes: Faute[];
  lignes: number;
  chaines: number;
  sceaux: number;
  horsSceau: number;
  jetons: number;
  horodates: number;
  dernier: Record<string, string> | undefined;
}

export function verifierJournal(
  lignes: AsyncIterable<LigneLue> | Iterable<LigneLue>,
  options?: OptionsVerification,
): Promise<Rapport>;
export function lireBase(client: { query: (sql: string) => Promise<{ rows: object[] }> }): AsyncGenerator<LigneLue>;
export function lireFichier(chemin: string): AsyncGenerator<LigneLue>;
export function enLignes(lignes: AsyncIterable<LigneLue> | Iterable<LigneLue>): AsyncGenerator<string>;
export function verifierJeton(reponse: Buffer, empreinte: Buffer, autorite: string): Date;
export function feuille(tete: { chaine: string; rang: string; empreinte: string }): Buffer;
export function empreinteSceau(sceau: Record<string, string | null>): string;
export function messageSigne(empreinte: string): Buffer;

export class Arbre {
  get taille(): number;
  poser(place: number, feuille: Buffer): void;
  racine(): string;
}
