import { setTimeout as attendre } from 'node:timers/promises';
import { DemandeRejetee, PrestataireInjoignable } from './prestataire.js';

const DELAI_MS = 10_000;
const ESSAIS = 3;
/** A convention weighs some hundred kilobytes: what is much larger is not one. */
const OCTETS_MAX = 32 * 1024 * 1024;

export interface Appel {
  methode: 'GET' | 'POST' | 'DELETE';
  /** Below the address of the configuration; its variable parts are encoded by whoever writes it. */
  chemin: string;
  corps?: { json: object } | { formulaire: FormData };
  /** Statuses that are an answer and not a failure, besides 2xx. */
  admis?: readonly number[];
  /** False for what would be done twice if its answer were lost. */
  rejouable: boolean;
  signal: AbortSignal;
}

export interface Reponse {
  statut: number;
  octets: Buffer;
}

const PASSAGERS = new Set([408, 425, 429]);
const CLE_REFUSEE = new Set([401, 403]);
const passager = (statut: number): boolean => statut >= 500 || PASSAGERS.has(statut);

/** Seconds that the server asks to wait, within what an attempt may last. */
function pause(reponse: Response | null, essai: number): number {
  const demandees = Number(reponse?.headers.get('retry-after') ?? Number.NaN);
  return Math.min(Number.isFinite(demandees) ? demandees * 1_000 : 200 * 2 ** essai, 2_000);
}

/** Reads an answer without ever holding more than what a document may weigh. */
async function lireOctets(reponse: Response): Promise<Buffer> {
  const morceaux: Uint8Array[] = [];
  let taille = 0;
  for await (const morceau of reponse.body ?? []) {
    taille += (morceau as Uint8Array).length;
    if (taille > OCTETS_MAX) throw new PrestataireInjoignable('la réponse du prestataire est trop lourde');
    morceaux.push(morceau as Uint8Array);
  }
  return Buffer.concat(morceaux);
}

/**
 * Speaks HTTP to one provider: to its address and to no other, whatever its answers say; redirections are failures. Neither
 * the key nor what is exchanged is in an error, which may reach a log.
 */
export class ClientHttp {
  constructor(
    private readonly base: string,
    private readonly cle: string,
  ) {}

  /** @throws PrestataireInjoignable (no answer, 408, 425, 429, 5xx after some attempts; 401, 403), DemandeRejetee (any other status) */
  async appeler(appel: Appel): Promise<Reponse> {
    for (let essai = 0; ; essai += 1) {
      const reponse = await this.tenter(appel);
      const dernier = essai + 1 >= ESSAIS;
      if (reponse && !passager(reponse.status)) return this.rendre(appel, reponse);
      // Without an answer, or with that of a gateway, nobody knows whether it was done: what must not be done twice waits to be looked for.
      if (dernier || (!appel.rejouable && reponse?.status !== 429)) {
        throw new PrestataireInjoignable(
          `${appel.methode} : ${reponse ? `statut ${reponse.status}` : 'pas de réponse'}`,
        );
      }
      await reponse?.body?.cancel();
      await attendre(pause(reponse, essai), undefined, { signal: appel.signal }).catch(() => {
        throw new PrestataireInjoignable(`${appel.methode} : délai dépassé`);
      });
    }
  }

  private async rendre({ methode, admis = [] }: Appel, reponse: Response): Promise<Reponse> {
    if (!reponse.ok && !admis.includes(reponse.status)) {
      await reponse.body?.cancel();
      const constat = `${methode} : statut ${reponse.status}`;
      // Our key is refused, and not what is asked: it will be taken once the key is right.
      throw CLE_REFUSEE.has(reponse.status) ? new PrestataireInjoignable(constat) : new DemandeRejetee(constat);
    }
    try {
      return { statut: reponse.status, octets: await lireOctets(reponse) };
    } catch (erreur) {
      if (erreur instanceof PrestataireInjoignable) throw erreur;
      throw new PrestataireInjoignable(`${methode} : réponse interrompue`);
    }
  }

  private async tenter({ methode, chemin, corps, signal }: Appel): Promise<Response | null> {
    try {
      return await fetch(`${this.base}${chemin}`, {
        method: methode,
        headers: {
          authorization: `Bearer ${this.cle}`,
          accept: '*/*',
          ...(corps && 'json' in corps && { 'content-type': 'application/json' }),
        },
        body: corps && ('json' in corps ? JSON.stringify(corps.json) : corps.formulaire),
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(DELAI_MS)]),
      });
    } catch {
      return null;
    }
  }
}
