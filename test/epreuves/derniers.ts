import { GrandLivre } from '@tdt/appels';
import type { Centimes } from '@tdt/domaine';
import type pg from 'pg';
import { ajouterEnveloppe, creerMonde, doter, type MondeGrandLivre } from './monde.js';
import { DOTATION } from './surdepense.js';
import { avecPool, avecReprise, executeur, identifiant, nombre, transaction, type Bilan, type Lieu } from './outils.js';

const DERNIERS: Centimes = 5_000_000n;

type Concurrent = (pool: pg.Pool, monde: MondeGrandLivre, i: number) => Promise<boolean>;

/** Through the ledger: vote and engagement of the last 50 000 € in one transaction. */
const parLeLivre: Concurrent = async (pool, monde, i) => {
  const { id: partId, acteId, montant } = monde.parts[i]!;
  const ligne = { enveloppeId: monde.enveloppeId, partId, montant };
  const cle = (acte: string) => ({ cle: identifiant(`${partId} ${acte}`), acteurId: monde.acteurId });
  const decision = await avecReprise(() =>
    transaction(pool, async (tx) => {
      const livre = new GrandLivre(tx);
      const vote = await livre.voter(cle('voter'), [ligne]);
      return vote.ok ? livre.engager(cle('engager'), { ...ligne, acteId }) : vote;
    }),
  );
  if (!decision.ok && decision.refus.code !== 'ENVELOPPE_INSUFFISANTE') throw new Error(decision.refus.message);
  return decision.ok;
};

/** The control: read the balance, then write it back, without a lock nor a constraint. */
const sansVerrou: Concurrent = async (pool, monde) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ solde: string }>('select solde from solde_naif where id = $1', [
      monde.enveloppeId,
    ]);
    const possible = BigInt(rows[0]!.solde) >= DERNIERS;
    if (possible) {
      await client.query('update solde_naif set solde = solde - $2 where id = $1', [monde.enveloppeId, DERNIERS]);
    }
    await client.query('commit');
    return possible;
  } finally {
    client.release();
  }
};

async function jouer(pool: pg.Pool, concurrent: Concurrent, fois: number, nom: string): Promise<number> {
  const base = await creerMonde(pool, nom, []);
  let justes = 0;
  for (let n = 0; n < fois; n += 1) {
    const racine = `${nom} ${n}`;
    const part = (i: number, montant: Centimes) => ({
      id: identifiant(`${racine} part ${i}`),
      montant,
      acteId: identifiant(`${racine} acte ${i}`),
    });
    const parts = [part(0, DERNIERS), part(1, DERNIERS), part(2, DOTATION - DERNIERS)];
    const monde = { ...base, enveloppeId: identifiant(racine), parts };
    await ajouterEnveloppe(pool, monde);
    await doter(pool, monde, DOTATION);
    const { id: partId, montant } = parts[2]!;
    const premiers = await new GrandLivre(executeur(pool)).voter(
      { cle: identifiant(`${racine} premiers`), acteurId: monde.acteurId },
      [{ enveloppeId: monde.enveloppeId, partId, montant }],
    );
    if (!premiers.ok) throw new Error(premiers.refus.message);
    await pool.query('insert into solde_naif values ($1, $2)', [monde.enveloppeId, DERNIERS]);
    const gains = await Promise.all([concurrent(pool, monde, 0), concurrent(pool, monde, 1)]);
    if (gains.filter(Boolean).length === 1) justes += 1;
  }
  return justes;
}

/** How many times exactly one of the two won, through the ledger and through the control. */
export async function mesurerDerniers(lieu: Lieu, fois: number, foisTemoin: number) {
  const base = await lieu.nouvelleBase('derniers');
  try {
    return await avecPool(base.url, 4, async (pool) => {
      await pool.query('create table solde_naif (id uuid primary key, solde bigint)');
      const justes = await jouer(pool, parLeLivre, fois, 'derniers');
      const { rows } = await pool.query<{ faux: string }>(
        `select count(*) as faux from compte c where c.nature = 'DISPONIBLE' and c.solde <> 0`,
      );
      const justesTemoin = await jouer(pool, sansVerrou, foisTemoin, 'derniers sans verrou');
      return { fois, justes, soldesNonNuls: Number(rows[0]!.faux), foisTemoin, justesTemoin };
    });
  } finally {
    await base.fermer();
  }
}

/** (b) E2: two engagements of the last 50 000 € at the same time, exactly one succeeds. */
export async function epreuveDerniers(lieu: Lieu, fois: number): Promise<Bilan> {
  const m = await mesurerDerniers(lieu, fois, Math.max(20, Math.round(fois / 4)));
  const rates = m.foisTemoin - m.justesTemoin;
  return {
    reussie: m.justes === m.fois && m.soldesNonNuls === 0 && rates > 0,
    ligne:
      `derniers 50 000 € : exactement 1 gagnant sur 2 dans ${nombre(m.justes)}/${nombre(m.fois)} duels ; ` +
      `témoin sans verrou : deux gagnants dans ${rates}/${m.foisTemoin}`,
  };
}
