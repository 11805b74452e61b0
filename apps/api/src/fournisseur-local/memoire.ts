import type { Adapter, AdapterPayload } from 'oidc-provider';

/** More than a demonstration will ever hold at once; the oldest goes first. */
const ENTREES_MAX = 2_000;

interface Entree {
  charge: AdapterPayload;
  expire: number;
}

/**
 * What the embedded provider remembers: in this process, and gone with it. Written rather than taken from the package, whose
 * own is shared by every provider of a process and warns at each start.
 */
export function creerMemoire(horloge: () => number): new (modele: string) => Adapter {
  const entrees = new Map<string, Entree>();

  return class Memoire implements Adapter {
    constructor(private readonly modele: string) {}

    private cle(id: string): string {
      return `${this.modele}:${id}`;
    }

    private chercher(predicat: (charge: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
      for (const [cle, { charge, expire }] of entrees) {
        if (cle.startsWith(`${this.modele}:`) && expire > horloge() && predicat(charge)) return Promise.resolve(charge);
      }
      return Promise.resolve(undefined);
    }

    async upsert(id: string, charge: AdapterPayload, dureeS?: number): Promise<void> {
      entrees.delete(this.cle(id));
      entrees.set(this.cle(id), { charge, expire: dureeS ? horloge() + dureeS * 1_000 : Infinity });
      for (const cle of entrees.keys()) {
        if (entrees.size <= ENTREES_MAX) break;
        entrees.delete(cle);
      }
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      const entree = entrees.get(this.cle(id));
      return entree && entree.expire > horloge() ? entree.charge : undefined;
    }

    findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return this.chercher((c) => c.userCode === userCode);
    }

    findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.chercher((c) => c.uid === uid);
    }

    async consume(id: string): Promise<void> {
      const entree = entrees.get(this.cle(id));
      if (entree) entree.charge = { ...entree.charge, consumed: Math.floor(horloge() / 1_000) };
    }

    async destroy(id: string): Promise<void> {
      entrees.delete(this.cle(id));
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [cle, { charge }] of entrees) if (charge.grantId === grantId) entrees.delete(cle);
    }
  };
}
