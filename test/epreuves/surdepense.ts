import { GrandLivre, verifierGrandLivre, type LigneFautive } from '@tdt/appels';
import type { Centimes, Decision } from '@tdt/domaine';
import type pg from 'pg';
import { ajouterEnveloppe, creerMonde, doter, type MondeGrandLivre } from './monde.js';
import {
  avecPool,
  avecReprise,
  executeur,
  hasard,
  identifiant,
  nombre,
  tirer,
  type Bilan,
  type Lieu,
} from './outils.js';

/** The call of 2020: 2.3 M€, hubs at 250, 300 or 350 thousand euros. */
export const DOTATION: Centimes = 230_000_000n;
const MONTANTS: readonly Centimes[] = [25_000_000n, 30_000_000n, 35_000_000n];
const CONCURRENTS = 40;

interface Tour {
  readonly monde: MondeGrandLivre;
  readonly numero: number;
}

/** One way of allocating money: how one of the 40 asks for its part, and how much was given out in the end. */
interface Voie {
  readonly demander: (pool: pg.Pool, tour: Tour, i: number) => Promise<boolean>;
  readonly accorde: (pool: pg.Pool, tour: Tour) => Promise<Centimes>;
}

function cle(tour: Tour, i: number, acte: string) {
  return { cle: identifiant(`${tour.monde.enveloppeId} ${i} ${acte}`), acteurId: tour.monde.acteurId };
}

function exigerRefusAttendu(decision: Decision<unknown>): boolean {
  if (!decision.ok && decision.refus.code !== 'ENVELOPPE_INSUFFISANTE') throw new Error(decision.refus.message);
  return decision.ok;
}

/** Through the ledger: one in three reserves before the vote, one in two engages as soon as it is voted. */
const VOIE_GRAND_LIVRE: Voie = {
  async demander(pool, tour, i) {
    const livre = new GrandLivre(executeur(pool));
    const { enveloppeId, parts } = tour.monde;
    const { id: partId, montant, acteId } = parts[i]!;
    const ligne = { enveloppeId, partId, montant };
    const reserve = i % 3 === 0;
    if (reserve) {
      const reservation = await avecReprise(() => livre.reserver(cle(tour, i, 'reserver'), [ligne]));
      if (!exigerRefusAttendu(reservation)) return false;
    }
    const depuis = reserve ? 'RESERVE' : 'DISPONIBLE';
    const vote = await avecReprise(() => livre.voter(cle(tour, i, 'voter'), [ligne], depuis));
    if (!exigerRefusAttendu(vote)) return false;
    if (i % 2 === 0) {
      const engagement = await avecReprise(() => livre.engager(cle(tour, i, 'engager'), { ...ligne, acteId }));
      if (!engagement.ok) throw new Error(engagement.refus.message);
    }
    return true;
  },
  async accorde(pool, { monde }) {
    const { rows } = await pool.query<{ total: string }>(
      `select coalesce(sum(montant), 0)::text as total from ecriture where enveloppe_id = $1 and nature_debit = 'DISPONIBLE'`,
      [monde.enveloppeId],
    );
    return BigInt(rows[0]!.total);
  },
};

/** The control: what everybody writes first. Add up what is already given, compare, insert. */
const VOIE_NAIVE: Voie = {
  async demander(pool, { monde }, i) {
    const { id, montant } = monde.parts[i]!;
    const client = await pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ total: string }>(
        'select coalesce(sum(montant), 0)::text as total from allocation_naive where enveloppe_id = $1',
        [monde.enveloppeId],
      );
      const possible = BigInt(rows[0]!.total) + montant <= DOTATION;
      if (possible) {
        await client.query('insert into allocation_naive values ($1, $2, $3)', [monde.enveloppeId, id, montant]);
      }
      await client.query('commit');
      return possible;
    } finally {
      client.release();
    }
  },
  async accorde(pool, { monde }) {
    const { rows } = await pool.query<{ total: string }>(
      'select coalesce(sum(montant), 0)::text as total from allocation_naive where enveloppe_id = $1',
      [monde.enveloppeId],
    );
    return BigInt(rows[0]!.total);
  },
};

export interface ChiffresSurdepense {
  tours: number;
  demandes: number;
  accordees: number;
  /** Rounds in which more than the dotation was given out. */
  depasses: number;
  /** Largest overspend seen, in centimes. */
  pire: Centimes;
  /** Refusals of an amount that the envelope could still have paid. */
  refusAbusifs: number;
  secondes: number;
}

async function jouer(
  pool: pg.Pool,
  voie: Voie,
  tours: number,
  nom: string,
  graine: number,
): Promise<ChiffresSurdepense> {
  const des = hasard(graine);
  const chiffres = { tours, demandes: 0, accordees: 0, depasses: 0, pire: 0n, refusAbusifs: 0, secondes: 0 };
  const base = await creerMonde(pool, nom, []);
  const debut = performance.now();
  for (let numero = 0; numero < tours; numero += 1) {
    const racine = `${nom} tour ${numero}`;
    const parts = Array.from({ length: CONCURRENTS }, (_, i) => ({
      id: identifiant(`${racine} part ${i}`),
      montant: tirer(MONTANTS, des),
      acteId: identifiant(`${racine} acte ${i}`),
    }));
    const tour = { numero, monde: { ...base, enveloppeId: identifiant(racine), parts } };
    await ajouterEnveloppe(pool, tour.monde);
    await doter(pool, tour.monde, DOTATION);
    const reponses = await Promise.all(parts.map((_, i) => voie.demander(pool, tour, i)));
    const accorde = await voie.accorde(pool, tour);
    chiffres.demandes += CONCURRENTS;
    chiffres.accordees += reponses.filter(Boolean).length;
    if (accorde > DOTATION) chiffres.depasses += 1;
    if (accorde - DOTATION > chiffres.pire) chiffres.pire = accorde - DOTATION;
    chiffres.refusAbusifs += parts.filter((p, i) => !reponses[i] && p.montant <= DOTATION - accorde).length;
  }
  chiffres.secondes = (performance.now() - debut) / 1000;
  return chiffres;
}

/** Runs the rounds through the ledger, then the control through the naive route, each on a database of its own. */
export async function mesurerSurdepense(lieu: Lieu, tours: number, toursTemoin: number, graine = 2020) {
  const base = await lieu.nouvelleBase('surdepense');
  try {
    return await avecPool(base.url, CONCURRENTS, async (pool) => {
      const livre = await jouer(pool, VOIE_GRAND_LIVRE, tours, 'grand livre', graine);
      const constats = await verifierGrandLivre((sql) => executeur(pool).query<LigneFautive>(sql));
      await pool.query('create table allocation_naive (enveloppe_id uuid, part_id uuid, montant bigint)');
      const temoin = await jouer(pool, VOIE_NAIVE, toursTemoin, 'voie naive', graine);
      return { livre, temoin, fautives: constats.flatMap((c) => c.lignes) };
    });
  } finally {
    await base.fermer();
  }
}

/** (a) No envelope is ever over-committed, whatever the concurrency (trust.md A1). */
export async function epreuveSurdepense(lieu: Lieu, tours: number): Promise<Bilan> {
  const { livre, temoin, fautives } = await mesurerSurdepense(lieu, tours, Math.max(10, Math.round(tours / 10)));
  const sain = livre.depasses === 0 && livre.refusAbusifs === 0 && fautives.length === 0;
  return {
    reussie: sain && temoin.depasses > 0,
    ligne:
      `surdépense : ${nombre(livre.tours)} tours × ${CONCURRENTS} demandes simultanées sur 2,3 M€, ` +
      `${nombre(livre.depasses)} dépassement, ${nombre(livre.accordees)} accordées sur ${nombre(livre.demandes)}, ` +
      `${nombre(livre.refusAbusifs)} refus abusif, ${livre.secondes.toFixed(1)} s ; ` +
      `témoin lire-puis-insérer : ${temoin.depasses}/${temoin.tours} tours dépassés, pire ${nombre(Number(temoin.pire / 100n))} €`,
  };
}
