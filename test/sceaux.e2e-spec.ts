import { createHash } from 'node:crypto';
import {
  nouvelleCleScellement,
  optionsBase,
  Scellement,
  UniteDeTravail,
  type CleScellement,
  type OptionsScellement,
} from '@tdt/socle';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { mesurerChaines } from './epreuves/chaines.js';
import { pemPublic } from './epreuves/journal.js';
import { identifiant } from './epreuves/outils.js';
import { nouvelleBase, type BaseDeTest } from './outillage/base.js';
import { verifier } from './outillage/verificateur.js';

const LIGNE = `select journaliser($1, 'essai', null, 'dossier', $2, null, '{}')`;

describe('Les sceaux du journal', () => {
  let base: BaseDeTest;
  let client: pg.Client;
  const sources: DataSource[] = [];
  const clients: pg.Client[] = [];

  const connecter = async (url = base.url) => {
    const autre = new pg.Client({ connectionString: url });
    autre.on('error', () => undefined);
    await autre.connect();
    clients.push(autre);
    return autre;
  };
  /** One more instance of the application, as far as seals are concerned. */
  const instance = async (cle: CleScellement, autrement: Partial<OptionsScellement> = {}) => {
    const source = await new DataSource(optionsBase(base.url, [], 2)).initialize();
    sources.push(source);
    return new Scellement(source, new UniteDeTravail(source), {
      cle,
      periodeMs: 600_000,
      horodateur: null,
      cachet: null,
      adresse: '',
      ...autrement,
    });
  };
  const ecrire = (chaine: string, par: pg.Client = client) => par.query(LIGNE, [chaine, identifiant(chaine)]);
  const seance = identifiant('séance');

  beforeEach(async () => {
    base = await nouvelleBase('sceaux');
    client = await connecter();
  });
  afterEach(async () => {
    await Promise.all(sources.splice(0).map((s) => s.destroy()));
    await Promise.all(clients.splice(0).map((c) => c.end()));
    await base.fermer();
  });

  it('posés par six instances à la fois se suivent sans trou, et l’horloge n’en pose qu’un par période', async () => {
    const cle = nouvelleCleScellement();
    const instances = await Promise.all(Array.from({ length: 6 }, () => instance(cle)));
    await ecrire('dossier:a');
    const periodiques = await Promise.all(instances.map((i) => i.sceller('PERIODE')));
    expect(periodiques.filter((s) => s !== null).map((s) => s.rang)).toEqual([1n]);
    const poses = await Promise.all(
      instances.flatMap((i, n) => [
        ecrire(`dossier:${n}`).then(() => i.sceller('PV', seance)),
        i.sceller('CONVENTION', seance),
      ]),
    );
    expect(poses.map((s) => Number(s?.rang)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 2),
    );
    const rapport = await verifier(client, { cles: pemPublic(cle) });
    expect(rapport).toMatchObject({ fautes: [], lignes: 7, sceaux: 13 });
  });

  it('n’attestent rien de plus récent que la plus vieille transaction ouverte', async () => {
    const cle = nouvelleCleScellement();
    const scellement = await instance(cle);
    const premier = await scellement.sceller('PV', seance);
    const lente = await connecter();
    await lente.query('begin');
    await ecrire('dossier:lent', lente);
    await ecrire('dossier:vif');
    const pendant = await scellement.sceller('PV', seance);
    expect(pendant?.lignes).toBe(1n);
    expect(pendant?.arreteLe).toEqual(premier?.arreteLe);
    await lente.query('commit');
    let apres = await scellement.sceller('PV', seance);
    expect(apres?.lignes).toBe(2n);
    // Transactions are numbered for the whole server: one that another file keeps open holds this seal back as well.
    for (let essai = 0; essai < 20 && apres?.arreteLe.getTime() === pendant?.arreteLe.getTime(); essai += 1)
      apres = await scellement.sceller('PV', seance);
    expect(apres!.arreteLe.getTime()).toBeGreaterThan(pendant!.arreteLe.getTime());
    expect((await verifier(client, { cles: pemPublic(cle) })).fautes).toEqual([]);
  });

  it('témoin : posé sans attendre, un sceau ferait passer pour antidatée la ligne d’une transaction lente', async () => {
    const nom = new URL(base.url).pathname.slice(1);
    await client.query(
      `create function pg_snapshot_xmin(pg_snapshot) returns xid8 language sql as $$ select '9223372036854775807'::xid8 $$`,
    );
    await client.query(`alter database ${nom} set search_path = public, pg_catalog`);
    const cle = nouvelleCleScellement();
    const lente = await connecter();
    await lente.query('begin');
    await ecrire('dossier:lent', lente);
    await client.query('select pg_sleep(0.01)');
    await (await instance(cle)).sceller('PV', seance);
    await lente.query('commit');
    const { fautes } = await verifier(client, { cles: pemPublic(cle) });
    expect(fautes).toEqual([
      { objet: 'journal', ligne: 'dossier:lent#1', detail: expect.stringContaining('antidatée') },
    ]);
  });

  it('se vérifient après un changement de clé, et seulement avec les clés données', async () => {
    const [ancienne, nouvelle] = [nouvelleCleScellement(), nouvelleCleScellement()];
    await ecrire('dossier:a');
    await (await instance(ancienne)).sceller('PV', seance);
    await ecrire('dossier:a');
    await (await instance(nouvelle)).sceller('PV', seance);
    expect((await verifier(client, { cles: pemPublic(ancienne, nouvelle) })).fautes).toEqual([]);
    const { fautes } = await verifier(client, { cles: pemPublic(nouvelle) });
    expect(fautes).toEqual([
      { objet: 'scellement', ligne: 'scellement#1', detail: expect.stringContaining(ancienne.kid) },
    ]);
    expect((await verifier(client)).fautes.map((f) => f.ligne)).toEqual(['scellement#1', 'scellement#2']);
  });

  it('disparus avec la fin du journal, manquent à qui en a gardé un', async () => {
    const cle = nouvelleCleScellement();
    const scellement = await instance(cle);
    await ecrire('dossier:a');
    const premier = await scellement.sceller('PV', seance);
    await ecrire('dossier:a');
    const second = await scellement.sceller('PV', seance);
    const temoin = (s: typeof premier) => ({ rang: String(s?.rang), empreinte: s!.empreinte.toString('hex') });
    const options = { cles: pemPublic(cle), temoins: [temoin(premier), temoin(second)] };
    expect((await verifier(client, options)).fautes).toEqual([]);
    // The owner of the tables can switch their triggers off: nothing inside the database stops him.
    for (const table of ['scellement', 'scellement_tete', 'journal'])
      await client.query(`alter table ${table} disable trigger user`);
    await client.query('delete from scellement_tete where scellement_rang = 2');
    await client.query('delete from scellement where rang = 2');
    await client.query(`delete from journal where rang = 2`);
    await client.query(
      `update journal_tete t set rang = 1, empreinte = j.empreinte from journal j where j.chaine = t.chaine`,
    );
    await client.query(
      `update scellement_dernier set (rang, empreinte, arrete_le) = (select rang, empreinte, arrete_le from scellement)`,
    );
    expect((await verifier(client, { cles: options.cles })).fautes).toEqual([]);
    expect((await verifier(client, options)).fautes).toEqual([
      { objet: 'scellement', ligne: 'scellement#2', detail: 'absent, et le témoin le garde' },
    ]);
  });

  it.each([
    `update scellement set lignes = lignes + 1`,
    'delete from scellement',
    'truncate scellement cascade',
    `update scellement_tete set rang = rang + 1`,
    'delete from scellement_tete',
    'truncate scellement_tete',
    `update scellement_cle set vue_le = now()`,
    'delete from scellement_cle',
    'truncate scellement_cle cascade',
    `update horodatage set autorite = 'autre'`,
    'delete from horodatage',
    'truncate horodatage',
    'delete from scellement_dernier',
    'truncate scellement_dernier',
    'delete from journal_tete',
    'truncate journal_tete',
  ])('même le propriétaire des tables ne peut : %s', async (sql) => {
    await ecrire('dossier:a');
    await (await instance(nouvelleCleScellement())).sceller('PV', seance);
    await client.query(
      `insert into horodatage select jour, rang, 'essai', '\\x00', scelle_le from scellement where rang = 1`,
    );
    await expect(client.query(sql)).rejects.toMatchObject({ code: 'TDT03' });
  });

  it('valent aussi pour les lignes écrites avant que le journal en dise davantage (format 1)', async () => {
    const ancien = JSON.stringify;
    const [id, faitLe] = [identifiant('ancienne'), '2021-01-01T00:00:00.000Z'];
    const canonique =
      `{"lot": null, "rang": 1, "objet": ${ancien(id)}, "acteur": null, "action": "essai", "chaine": "dossier:ancien", ` +
      `"faitLe": ${ancien(faitLe)}, "donnees": {"cle": "é"}, "objetType": "dossier"}`;
    const empreinte = createHash('sha256').update(canonique).digest();
    await client.query(
      `insert into journal (format, chaine, rang, action, objet_type, objet_id, donnees, fait_le, prec, empreinte)
       values (1, 'dossier:ancien', 1, 'essai', 'dossier', $1, '{"cle": "é"}', $2, '\\x', $3)`,
      [id, faitLe, empreinte],
    );
    await client.query(`insert into journal_tete values ('dossier:ancien', 1, $1)`, [empreinte]);
    await ecrire('dossier:ancien');
    const cle = nouvelleCleScellement();
    await (await instance(cle)).sceller('PV', seance);
    expect(await verifier(client, { cles: pemPublic(cle) })).toMatchObject({ fautes: [], lignes: 2, horsSceau: 0 });
  });
});

describe('Les chaînes du journal', () => {
  it('restent entières sous des écrivains simultanés ; témoin : un rang pris avant le verrou les rompt', async () => {
    const mesure = await mesurerChaines({ nouvelleBase }, 600);
    expect(mesure).toMatchObject({ lignes: 600, rompues: 0 });
    expect(mesure.naivesRompues).toBeGreaterThan(0);
  }, 60_000);
});
