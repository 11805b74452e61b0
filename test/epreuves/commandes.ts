import { GrandLivre, type EcritureAPoster, type LotPoste } from '@tdt/appels';
import {
  appliquerLot,
  grandLivreVide,
  soldeCompte,
  soldesParNature,
  type Decision,
  type EcritureDemandee,
  type GrandLivre as Modele,
  type NatureCompte,
  type StatutEnveloppe,
} from '@tdt/domaine';
import fc from 'fast-check';
import type pg from 'pg';
import type { MondeGrandLivre } from './monde.js';
import { executeur, identifiant } from './outils.js';

/** The pure model of one envelope, and what is needed to speak of the same entries to both sides. */
export interface EtatModele {
  livre: Modele;
  lots: { cle: string; ecritures: EcritureDemandee[] }[];
}

/** The real ledger of one envelope: `ids` gives the id of an entry from its rank. */
export interface EtatReel {
  readonly pool: pg.Pool;
  readonly livre: GrandLivre;
  readonly monde: MondeGrandLivre;
  readonly ids: Map<number, string>;
  readonly compter: () => void;
}

export function etatModele(): EtatModele {
  return { livre: grandLivreVide(), lots: [] };
}

export function etatReel(pool: pg.Pool, monde: MondeGrandLivre, compter: () => void): EtatReel {
  return { pool, livre: new GrandLivre(executeur(pool)), monde, ids: new Map(), compter };
}

/** The same entry in the words of the database; the pieces that a movement may cite are real rows of the world. */
function aPoster(reel: EtatReel, e: EcritureDemandee): EcritureAPoster {
  if (e.type === 'ANNULER') {
    return {
      type: e.type,
      enveloppeId: null,
      causeId: reel.ids.get(e.causeRang ?? 0) ?? identifiant('aucune écriture'),
    };
  }
  const { causeRang: _causeRang, ...reste } = e;
  return { ...reste, enveloppeId: reel.monde.enveloppeId, motif: e.type === 'LIBERER' ? 'épreuve' : undefined };
}

async function poster(reel: EtatReel, cle: string, ecritures: EcritureDemandee[]): Promise<Decision<LotPoste>> {
  reel.compter();
  const decision = await reel.livre.poster(
    { cle, acteurId: reel.monde.acteurId },
    ecritures.map((e) => aPoster(reel, e)),
  );
  if (decision.ok) for (const e of decision.fait.ecritures) reel.ids.set(Number(e.rang), e.id);
  return decision;
}

function egal(quoi: string, reel: unknown, modele: unknown): void {
  if (reel !== modele) throw new Error(`${quoi} : la base dit ${String(reel)}, le modèle ${String(modele)}`);
}

/** Every balance of both sides, nature by nature, then share by share. */
async function comparerSoldes({ livre }: EtatModele, reel: EtatReel): Promise<void> {
  const soldes = await reel.livre.soldes(reel.monde.enveloppeId);
  for (const [nature, solde] of Object.entries(soldesParNature(livre))) {
    egal(`solde ${nature}`, soldes[nature as NatureCompte], solde);
  }
  const { rows } = await reel.pool.query<{ nature: NatureCompte; part_id: string | null; solde: string }>(
    'select nature, part_id, solde::text from compte where enveloppe_id = $1',
    [reel.monde.enveloppeId],
  );
  for (const { nature, part_id, solde } of rows) {
    egal(`solde ${nature} de la part`, BigInt(solde), soldeCompte(livre, nature, part_id));
  }
}

/** Posts a lot on both sides: same verdict, same code, same balances afterwards. */
export class CommandePoster implements fc.AsyncCommand<EtatModele, EtatReel> {
  constructor(
    private readonly nom: string,
    private readonly fabriquer: (modele: EtatModele, monde: MondeGrandLivre | null) => EcritureDemandee[],
  ) {}

  check(modele: Readonly<EtatModele>): boolean {
    return this.fabriquer(modele, null).length > 0;
  }

  async run(modele: EtatModele, reel: EtatReel): Promise<void> {
    const ecritures = this.fabriquer(modele, reel.monde);
    const cle = identifiant(`${reel.monde.enveloppeId} lot ${modele.lots.length}`);
    const attendu = appliquerLot(modele.livre, { id: cle, ecritures });
    const obtenu = await poster(reel, cle, ecritures);
    egal(`${this.nom} accepté`, obtenu.ok, attendu.ok);
    if (!attendu.ok && !obtenu.ok) egal(`${this.nom} code`, obtenu.refus.code, attendu.refus.code);
    if (attendu.ok) modele.livre = attendu.fait;
    // A refused key has written nothing: it is free again, on both sides. The next lot takes another one all the same.
    modele.lots.push({ cle: attendu.ok ? cle : '', ecritures });
    await comparerSoldes(modele, reel);
  }

  toString(): string {
    return this.nom;
  }
}

/** Sends an accepted lot again, as it was or with another amount: no effect, or CONFLIT_IDEMPOTENCE (I6). */
export class CommandeRejouer implements fc.AsyncCommand<EtatModele, EtatReel> {
  constructor(
    private readonly choix: number,
    private readonly alterer: boolean,
  ) {}

  private lot(modele: Readonly<EtatModele>) {
    const postes = modele.lots.filter((l) => l.cle !== '' && l.ecritures.every((e) => e.type !== 'ANNULER'));
    return postes[this.choix % Math.max(1, postes.length)];
  }

  check(modele: Readonly<EtatModele>): boolean {
    return this.lot(modele) !== undefined;
  }

  async run(modele: EtatModele, reel: EtatReel): Promise<void> {
    const { cle, ecritures } = this.lot(modele)!;
    const renvoyees = this.alterer ? ecritures.map((e) => ({ ...e, montant: e.montant + 1n })) : ecritures;
    const attendu = appliquerLot(modele.livre, { id: cle, ecritures: renvoyees });
    const obtenu = await poster(reel, cle, renvoyees);
    egal('rejeu accepté', obtenu.ok, attendu.ok);
    if (obtenu.ok) egal('rejeu signalé', obtenu.fait.rejeu, true);
    else if (!attendu.ok) egal('rejeu code', obtenu.refus.code, attendu.refus.code);
    await comparerSoldes(modele, reel);
  }

  toString(): string {
    return `rejouer${this.alterer ? ' autrement' : ''}`;
  }
}

/** Freezes, closes or reopens the envelope on both sides (I14). */
export class CommandeStatut implements fc.AsyncCommand<EtatModele, EtatReel> {
  constructor(private readonly statut: StatutEnveloppe) {}

  check(): boolean {
    return true;
  }

  async run(modele: EtatModele, reel: EtatReel): Promise<void> {
    modele.livre = { ...modele.livre, statut: this.statut };
    await reel.pool.query('update enveloppe set statut = $2 where id = $1', [reel.monde.enveloppeId, this.statut]);
  }

  toString(): string {
    return `statut ${this.statut}`;
  }
}
