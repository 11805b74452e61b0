import { lireBase, verifierJournal } from '../../apps/verificateur-journal/index.mjs';
import type pg from 'pg';
import { avecPool, identifiant, nombre, type Bilan, type Lieu } from './outils.js';

const CLIENTS = 8;
const CHAINES = 4;

/** The control (trust.md, finding 8): one chain for all, its rank taken from a sequence before the lock. */
const NAIF = `
  create sequence naif_rang;
  create table naif_tete (empreinte bytea not null);
  insert into naif_tete values ('\\x');
  create table naif (rang bigint primary key, contenu text not null, prec bytea not null, empreinte bytea not null);
  create function journaliser_naif(p_contenu text) returns void language plpgsql as $$
  declare
    v_rang bigint := nextval('naif_rang');
    v_prec bytea;
    v_empreinte bytea;
  begin
    select empreinte into v_prec from naif_tete for no key update;
    v_empreinte := sha256(v_prec || convert_to(p_contenu, 'UTF8'));
    insert into naif values (v_rang, p_contenu, v_prec, v_empreinte);
    update naif_tete set empreinte = v_empreinte;
  end $$`;

export interface ChiffresChaines {
  lignes: number;
  rompues: number;
  parSeconde: number;
  naivesRompues: number;
  naivesParSeconde: number;
}

/** Has `CLIENTS` connections write `combien` lines in all, one transaction each. @returns lines a second */
async function ecrire(pool: pg.Pool, combien: number, ligne: (n: number) => [string, unknown[]]): Promise<number> {
  const debut = performance.now();
  let suivante = 0;
  const ecrivain = async () => {
    for (let n = suivante++; n < combien; n = suivante++) await pool.query(...ligne(n));
  };
  await Promise.all(Array.from({ length: CLIENTS }, ecrivain));
  return (combien * 1000) / (performance.now() - debut);
}

async function rompues(pool: pg.Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    return (await verifierJournal(lireBase(client))).fautes.length;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

export async function mesurerChaines(lieu: Lieu, lignes: number): Promise<ChiffresChaines> {
  const base = await lieu.nouvelleBase('chaines');
  try {
    return await avecPool(base.url, CLIENTS, async (pool) => {
      const parSeconde = await ecrire(pool, lignes, (n) => [
        `select journaliser($1, 'epreuve', null, 'dossier', $2, null, '{"montant": "35000000"}')`,
        [`dossier:${n % CHAINES}`, identifiant(`dossier ${n % CHAINES}`)],
      ]);
      await pool.query(NAIF);
      const naivesParSeconde = await ecrire(pool, lignes, (n) => ['select journaliser_naif($1)', [`ligne ${n}`]]);
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from (select prec, lag(empreinte, 1, '\\x') over (order by rang) as avant from naif) c
          where prec <> avant`,
      );
      return { lignes, rompues: await rompues(pool), parSeconde, naivesRompues: rows[0]!.n, naivesParSeconde };
    });
  } finally {
    await base.fermer();
  }
}

/** A chain for each object, its head locked before the rank is taken, stays whole under concurrent writers. */
export async function epreuveChaines(lieu: Lieu, lignes: number): Promise<Bilan> {
  const m = await mesurerChaines(lieu, lignes);
  return {
    reussie: m.rompues === 0 && m.naivesRompues > 0,
    ligne:
      `chaînes : ${nombre(m.lignes)} lignes écrites par ${CLIENTS} clients dans ${CHAINES} chaînes, ${m.rompues} maillon rompu, ` +
      `${nombre(Math.round(m.parSeconde))} lignes par seconde ; témoin (rang pris avant le verrou) : ` +
      `${nombre(m.naivesRompues)} maillons rompus, ${nombre(Math.round(m.naivesParSeconde))} lignes par seconde`,
  };
}
