import { verifierGrandLivre, type ConstatInvariant, type LigneFautive } from '@tdt/appels';
import pg from 'pg';
import { autreBase, type Atelier } from './atelier.js';
import { ecrireHistoire } from './histoire.js';
import { avecPool, executeur, hasard, nombre, tirer, type Bilan } from './outils.js';
import { SABOTEURS, type Sabotage, type Victimes } from './sabotages.js';

/** The control (trust.md A4): a verifier that reads balances only. */
const SOLDES_SEULS = new Set(['I1', 'I2']);

export interface ChiffresCorruption {
  corruptions: number;
  /** Reported under the name of the row that was corrupted. */
  signalees: number;
  /** Reported by the control. */
  signaleesParSoldes: number;
  /** Attempts that a CHECK or a unique index refused even to a superuser without triggers: not counted as corruptions. */
  refusees: number;
  ecritures: number;
  manquees: string[];
}

async function lireVictimes(client: pg.Client, convention: string): Promise<Victimes> {
  const lire = async <L extends pg.QueryResultRow>(sql: string) => (await client.query<L>(sql)).rows;
  return {
    ecritures: await lire('select id, enveloppe_id, rang, lot_id, debit_id, credit_id from ecriture order by id'),
    comptes: await lire('select id from compte order by id'),
    lots: await lire('select id from lot order by id'),
    journal: await lire(
      `select chaine || '#' || rang as cle, chaine, rang, donnees ->> 'ecriture' as ecriture from journal
        where donnees ? 'ecriture' order by chaine, rang`,
    ),
    enveloppes: await lire('select id from enveloppe where rang > 0 order by id'),
    actes: await lire(
      `select e.acte_id as id, min(e.id::text) as ecriture from ecriture e where e.type = 'ENGAGER' group by e.acte_id
        order by e.acte_id`,
    ),
    convention,
  };
}

function signale(constats: readonly ConstatInvariant[], { cles }: Sabotage): boolean {
  const lignes = constats.flatMap((c) => c.lignes);
  return cles.some((cle) => lignes.some((l) => l.ligne === cle || l.detail.includes(cle)));
}

/** Corrupts, verifies, and undoes: what the verifier said, or `undefined` when the database refused the corruption. */
async function essayer(client: pg.Client, { sql }: Sabotage): Promise<ConstatInvariant[] | undefined> {
  await client.query('begin');
  try {
    // Triggers and foreign keys are off: what an administrator with every right can do.
    await client.query('set local session_replication_role = replica');
    for (const instruction of sql) await client.query(instruction);
    return await verifierGrandLivre((requete) => executeur(client).query<LigneFautive>(requete));
  } catch (erreur) {
    if ((erreur as { code?: string }).code?.startsWith('23')) return undefined;
    throw erreur;
  } finally {
    await client.query('rollback');
  }
}

async function corrompre(
  client: pg.Client,
  convention: string,
  combien: number,
  graine: number,
): Promise<ChiffresCorruption> {
  const des = hasard(graine);
  const victimes = await lireVictimes(client, convention);
  const noms = Object.keys(SABOTEURS);
  const chiffres: ChiffresCorruption = {
    corruptions: 0,
    signalees: 0,
    signaleesParSoldes: 0,
    refusees: 0,
    ecritures: victimes.ecritures.length,
    manquees: [],
  };
  for (let essai = 0; chiffres.corruptions < combien && essai < combien * 5; essai += 1) {
    // Every kind in turn first, then by chance.
    const nom = noms[essai] ?? tirer(noms, des);
    const sabotage = SABOTEURS[nom]!(victimes, des);
    const constats = await essayer(client, sabotage);
    if (constats === undefined) {
      chiffres.refusees += 1;
      continue;
    }
    chiffres.corruptions += 1;
    if (signale(constats, sabotage)) chiffres.signalees += 1;
    else chiffres.manquees.push(`${nom} (${sabotage.cles.join(', ')})`);
    const parSoldes = constats.filter((c) => SOLDES_SEULS.has(c.code));
    if (parSoldes.some((c) => c.lignes.length > 0)) chiffres.signaleesParSoldes += 1;
  }
  return chiffres;
}

/** Writes a history, checks that it is sound, then corrupts it `combien` times as a superuser. */
export async function mesurerCorruption(atelier: Atelier, combien: number, graine = 2022): Promise<ChiffresCorruption> {
  const base = await atelier.nouvelleBase('corruption');
  try {
    const { conventionId } = await avecPool(base.url, 2, (pool) => ecrireHistoire(pool, 'corruption', 3, 16));
    const client = new pg.Client({
      connectionString: autreBase(atelier.urlAdmin, new URL(base.url).pathname.slice(1)),
    });
    await client.connect();
    try {
      const avant = await verifierGrandLivre((sql) => executeur(client).query<LigneFautive>(sql));
      const fautives = avant.flatMap((c) => c.lignes.map((l) => `${c.code} ${l.ligne} ${l.detail}`));
      if (fautives.length > 0) throw new Error(`le grand livre n’est pas sain avant l’épreuve : ${fautives[0]}`);
      return await corrompre(client, conventionId, combien, graine);
    } finally {
      await client.end();
    }
  } finally {
    await base.fermer();
  }
}

/** (f) Whatever a superuser changes behind the ledger's back, the verifier names the row (trust.md A4). */
export async function epreuveCorruption(atelier: Atelier, combien: number): Promise<Bilan> {
  const m = await mesurerCorruption(atelier, combien);
  return {
    reussie: m.corruptions === combien && m.signalees === combien && m.signaleesParSoldes < combien,
    ligne:
      `vérificateur : ${nombre(m.signalees)}/${nombre(m.corruptions)} corruptions de superutilisateur signalées avec leur ligne ` +
      `(${Object.keys(SABOTEURS).length} espèces, ${nombre(m.ecritures)} écritures, ${m.refusees} refusées par une contrainte)` +
      `${m.manquees.length > 0 ? `, manquées : ${m.manquees.join(' ; ')}` : ''} ; ` +
      `témoin qui ne lit que les soldes : ${m.signaleesParSoldes}/${m.corruptions}`,
  };
}
