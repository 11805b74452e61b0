import { nouvelleCleScellement, optionsBase, Scellement, UniteDeTravail, type CleScellement } from '@tdt/socle';
import pg from 'pg';
import { DataSource } from 'typeorm';
import {
  enLignes,
  lireBase,
  verifierJournal,
  type Faute,
  type LigneLue,
  type OptionsVerification,
} from '../../apps/verificateur-journal/index.mjs';
import { autreBase, type Atelier } from './atelier.js';
import { FALSIFICATIONS, type LigneScellee } from './falsifications.js';
import { ecrireHistoire } from './histoire.js';
import { avecPool, hasard, identifiant, nombre, tirer, type Bilan } from './outils.js';

export interface ChiffresFalsification {
  falsifications: number;
  /** Reported under the name of the row, from the database and from its export alike. */
  signalees: number;
  manquees: string[];
  /** Attempts that a CHECK or a unique index refused even to a superuser without triggers: not counted. */
  refusees: number;
  /** Deletions of a last line, and how many of them a verifier without seals reports. */
  dernieresSupprimees: number;
  dernieresVuesSansSceaux: number;
  lignes: number;
  sceaux: number;
}

/** Public halves of these keys, as a verifier takes them. */
export function pemPublic(...cles: readonly CleScellement[]): string {
  return cles
    .map(({ publique }) => publique.toString('base64').replace(/.{64}/g, '$&\n'))
    .map((corps) => `-----BEGIN PUBLIC KEY-----\n${corps}\n-----END PUBLIC KEY-----\n`)
    .join('');
}

/** Seals with this key, as the application does. */
export async function sceller(url: string, cle: CleScellement, fois = 1): Promise<void> {
  const source = await new DataSource(optionsBase(url, [], 2)).initialize();
  try {
    const options = { cle, periodeMs: 600_000, horodateur: null, cachet: null, adresse: '' };
    const scellement = new Scellement(source, new UniteDeTravail(source), options);
    for (let n = 0; n < fois; n += 1) await scellement.sceller('PV', identifiant(`séance ${n}`));
  } finally {
    await source.destroy();
  }
}

/** All rows of the journal as they are now on this connection, which is in a transaction. */
async function lire(client: pg.Client): Promise<LigneLue[]> {
  const lignes: LigneLue[] = [];
  for await (const ligne of lireBase(client)) lignes.push(ligne);
  return lignes;
}

/** The same rows, written to a file and read again. */
async function exporter(lignes: readonly LigneLue[]): Promise<LigneLue[]> {
  const relues: LigneLue[] = [];
  for await (const texte of enLignes(lignes)) relues.push(JSON.parse(texte) as LigneLue);
  return relues;
}

/** A ledger's history under three seals, the key changing before the last. */
async function preparer(url: string): Promise<OptionsVerification> {
  const [ancienne, cle] = [nouvelleCleScellement(), nouvelleCleScellement()];
  await avecPool(url, 2, async (pool) => {
    await ecrireHistoire(pool, 'falsifications', 3, 12);
    await sceller(url, ancienne, 2);
    await ecrireHistoire(pool, 'falsifications, suite', 3, 12);
    await pool.query(
      `select journaliser('systeme', 'ligne seule', null, 'systeme', $1, null, '{"nombre": 1.50, "texte": "é\\u0001\\\\"}')`,
      [identifiant('systeme')],
    );
    await sceller(url, cle);
  });
  return { cles: pemPublic(ancienne, cle) };
}

async function lignesScellees(client: pg.Client): Promise<LigneScellee[]> {
  const { rows } = await client.query<LigneScellee>(
    `select j.chaine, j.rang::int as rang, (select max(rang)::int from journal d where d.chaine = j.chaine) as derniere,
            (select min(s.rang)::int from scellement_tete s where s.chaine = j.chaine and s.rang >= j.rang) as tete
       from journal j order by j.chaine, j.rang`,
  );
  return rows;
}

interface Essai {
  cles: string[];
  fautes: Faute[];
  fautesExport: Faute[];
  fautesSansSceaux: Faute[];
}

/** Falsifies, verifies, and undoes: `undefined` when the database refused the falsification. */
async function essayer(
  client: pg.Client,
  falsifier: (client: pg.Client) => Promise<string[]>,
  options: OptionsVerification,
): Promise<Essai | undefined> {
  await client.query('begin');
  try {
    // Triggers and foreign keys are off: what an administrator with every right can do.
    await client.query('set local session_replication_role = replica');
    const cles = await falsifier(client);
    const lignes = await lire(client);
    const { fautes } = await verifierJournal(lignes, options);
    const { fautes: fautesExport } = await verifierJournal(await exporter(lignes), options);
    const { fautes: fautesSansSceaux } = await verifierJournal(lignes, { ...options, sansSceaux: true });
    return { cles, fautes, fautesExport, fautesSansSceaux };
  } catch (erreur) {
    if ((erreur as { code?: string }).code?.startsWith('23')) return undefined;
    throw erreur;
  } finally {
    await client.query('rollback');
  }
}

async function falsifier(
  client: pg.Client,
  combien: number,
  graine: number,
  options: OptionsVerification,
): Promise<ChiffresFalsification> {
  const des = hasard(graine);
  const lignes = await lignesScellees(client);
  const noms = Object.keys(FALSIFICATIONS);
  const m: ChiffresFalsification = {
    falsifications: 0,
    signalees: 0,
    manquees: [],
    refusees: 0,
    dernieresSupprimees: 0,
    dernieresVuesSansSceaux: 0,
    lignes: lignes.length,
    sceaux: 3,
  };
  for (let essai = 0; m.falsifications < combien && essai < combien * 5; essai += 1) {
    // Every kind in turn first, then by chance.
    const nom = noms[essai] ?? tirer(noms, des);
    const e = await essayer(client, (c) => FALSIFICATIONS[nom]!(c, lignes, des), options);
    if (e === undefined) {
      m.refusees += 1;
      continue;
    }
    m.falsifications += 1;
    const nommee = (fautes: Faute[]) => fautes.some((f) => e.cles.includes(f.ligne));
    if (nommee(e.fautes) && nommee(e.fautesExport)) m.signalees += 1;
    else m.manquees.push(`${nom} (${e.cles.join(', ')})`);
    if (nom !== 'dernière ligne supprimée') continue;
    m.dernieresSupprimees += 1;
    if (e.fautesSansSceaux.length > 0) m.dernieresVuesSansSceaux += 1;
  }
  return m;
}

/** Writes and seals a history, checks that it is sound, then falsifies it `combien` times as a superuser. */
export async function mesurerFalsifications(
  atelier: Atelier,
  combien: number,
  graine = 2022,
): Promise<ChiffresFalsification> {
  const base = await atelier.nouvelleBase('falsifications');
  const client = new pg.Client({
    connectionString: autreBase(atelier.urlAdmin, new URL(base.url).pathname.slice(1)),
  });
  try {
    const options = await preparer(base.url);
    await client.connect();
    await client.query('begin');
    const { fautes } = await verifierJournal(await lire(client), options);
    await client.query('rollback');
    if (fautes.length > 0) throw new Error(`le journal n’est pas sain avant l’épreuve : ${JSON.stringify(fautes[0])}`);
    return await falsifier(client, combien, graine, options);
  } finally {
    await client.end();
    await base.fermer();
  }
}

/** Whatever a superuser changes in the journal, the verifier, alone, names the row (trust.md A5). */
export async function epreuveFalsifications(atelier: Atelier, combien: number): Promise<Bilan> {
  const m = await mesurerFalsifications(atelier, combien);
  return {
    reussie: m.signalees === combien && m.falsifications === combien && m.dernieresVuesSansSceaux === 0,
    ligne:
      `journal : ${nombre(m.signalees)}/${nombre(m.falsifications)} falsifications de superutilisateur signalées avec leur ligne, ` +
      `en base et sur fichier exporté (${Object.keys(FALSIFICATIONS).length} espèces, ${nombre(m.lignes)} lignes, ${m.sceaux} sceaux, ` +
      `${m.refusees} refusées par une contrainte)${m.manquees.length > 0 ? `, manquées : ${m.manquees.join(' ; ')}` : ''} ; ` +
      `témoin sans sceaux : ${m.dernieresVuesSansSceaux}/${m.dernieresSupprimees} dernières lignes supprimées vues`,
  };
}
