import type { Etape, ProgresRecherche } from '@tdt/domaine';
import type { DataSource } from 'typeorm';
import type { TypeCherche } from './recherche.js';

/** A heartbeat every second: the page that follows a calculation sees it move, and a stop is obeyed at once. */
const BATTEMENT_MS = 1_000;

const ETAPES: Readonly<Record<TypeCherche, Readonly<Record<Etape, [phrase: string, avancement: number]>>>> = {
  OPTIMUM: {
    SCORE: ['Optimum : la plus forte somme des notes', 5],
    MONTANT: ['Optimum : le plus de financement à cette somme', 30],
    RANGS: ['Optimum : départage par le rang', 40],
  },
  GARANTI: {
    SCORE: ['Plan garanti : la plus forte somme des notes', 50],
    MONTANT: ['Plan garanti : le plus de financement à cette somme', 80],
    RANGS: ['Plan garanti : départage par le rang', 90],
  },
};

/** What is written of a calculation under way, and what is read of it: the claim, and the stop that somebody asks for. */
export class SuiviCalcul {
  private readonly arret = new AbortController();
  private etape = '';
  private avancement = 0;
  private meilleur: bigint | null = null;
  private borne: bigint | null = null;
  private dernier: number;
  /** Why it stops before its end. */
  private raison: 'DEMANDE' | 'PERDU' | 'RENDU' | null = null;

  constructor(
    private readonly source: DataSource,
    private readonly calculId: string,
    private readonly executant: string,
    private readonly horloge: () => number,
  ) {
    this.dernier = horloge();
  }

  get signal(): AbortSignal {
    return this.arret.signal;
  }

  /** Listens to the search of this kind. */
  suivre(type: TypeCherche): (progres: ProgresRecherche) => void {
    return ({ etape, meilleur, borne }) => {
      [this.etape, this.avancement] = ETAPES[type][etape];
      if (type === 'OPTIMUM' && etape === 'SCORE') [this.meilleur, this.borne] = [meilleur, borne];
    };
  }

  /** Between two slices of work: the other requests are served, and every second the row is written and read. */
  async pause(): Promise<void> {
    await new Promise((suite) => setImmediate(suite));
    if (this.raison !== null || this.horloge() - this.dernier < BATTEMENT_MS) return;
    this.dernier = this.horloge();
    const [lignes] = await this.source.query<[{ arret: boolean }[], number]>(
      `update calcul set battement = maintenant(), etape = $3, avancement = $4, meilleur_score = $5, borne = $6
       where id = $1 and executant = $2 and etat = 'EN_COURS' returning arret_demande_le is not null as arret`,
      [this.calculId, this.executant, this.etape, this.avancement, this.meilleur, this.borne],
    );
    if (!lignes[0]) this.arreter('PERDU');
    else if (lignes[0].arret) this.arreter('DEMANDE');
  }

  /** The application is closing: the calculation goes back to those that wait. */
  rendre(): void {
    this.arreter('RENDU');
  }

  private arreter(raison: 'DEMANDE' | 'PERDU' | 'RENDU'): void {
    this.raison ??= raison;
    this.arret.abort();
  }

  /** Keeps what was found. Stopped, it is the best plan so far, with its gap; lost to another instance, it is nothing. */
  async finir(resultat: string, { score, borne }: { score: bigint; borne: bigint | null }): Promise<void> {
    if (this.raison === 'PERDU') return;
    if (this.raison === 'RENDU') return this.ecrire(`etat = 'EN_ATTENTE', executant = null, essai = essai - 1`, []);
    const etat = this.raison === 'DEMANDE' ? 'ARRETE' : 'TERMINE';
    const fin = `etat = '${etat}', termine_le = maintenant(), battement = maintenant(), resultat = $3,
      avancement = ${etat === 'TERMINE' ? 100 : 'avancement'}, borne = $4, meilleur_score = $5`;
    await this.ecrire(fin, [resultat, borne, score]);
  }

  async echouer(erreur: string): Promise<void> {
    await this.ecrire(`etat = 'ECHOUE', termine_le = maintenant(), erreur = $3`, [erreur]);
  }

  private async ecrire(affectations: string, valeurs: unknown[]): Promise<void> {
    await this.source.query(
      `update calcul set ${affectations} where id = $1 and executant = $2 and etat = 'EN_COURS'`,
      [this.calculId, this.executant, ...valeurs],
    );
  }
}
