import { GrandLivre } from '@tdt/appels';
import { appliquerMigrations } from '../migrations/index.js';
import { autreBase, executerSql, ouvrirAtelier, type Atelier } from './epreuves/atelier.js';
import { mesurerCorruption } from './epreuves/corruption.js';
import { FALSIFICATIONS } from './epreuves/falsifications.js';
import { mesurerFalsifications } from './epreuves/journal.js';
import { creerMonde } from './epreuves/monde.js';
import { avecPool, executeur, identifiant } from './epreuves/outils.js';
import { SABOTEURS } from './epreuves/sabotages.js';

/** The short versions of `npm run epreuves -- journal corruption`, on a server of their own: they take a superuser. */
describe('Avec un superutilisateur', () => {
  let atelier: Atelier;

  beforeAll(async () => {
    atelier = await ouvrirAtelier({ fsync: 'off' });
  }, 60_000);
  afterAll(() => atelier?.fermer());

  it('chaque espèce de falsification du journal est signalée avec sa ligne, par le vérificateur seul', async () => {
    const especes = Object.keys(FALSIFICATIONS);
    expect(especes).toHaveLength(9);
    const mesure = await mesurerFalsifications(atelier, especes.length * 2);
    expect(mesure.manquees).toEqual([]);
    expect(mesure).toMatchObject({ falsifications: 18, signalees: 18 });
    // The control: without the seals, a last line that goes is not missed by anybody.
    expect(mesure.dernieresSupprimees).toBeGreaterThan(0);
    expect(mesure.dernieresVuesSansSceaux).toBe(0);
  }, 120_000);

  it('chaque espèce de corruption est signalée avec sa ligne ; ne lire que les soldes ne suffit pas', async () => {
    const especes = Object.keys(SABOTEURS).length;
    const mesure = await mesurerCorruption(atelier, especes);
    expect(mesure.manquees).toEqual([]);
    expect(mesure).toMatchObject({ corruptions: especes, signalees: especes });
    expect(mesure.signaleesParSoldes).toBeLessThan(especes);
  }, 120_000);

  it('forme déployée : le rôle applicatif passe par la fonction du rôle grand_livre, et par elle seule', async () => {
    await executerSql(atelier.urlAdmin, 'create database deployee', `create role guichet login password 'guichet'`);
    const admin = autreBase(atelier.urlAdmin, 'deployee');
    await appliquerMigrations(admin);
    const { acteurId, enveloppeId } = await avecPool(admin, 1, (pool) => creerMonde(pool, 'deployee', []));
    const fonction = 'tenter_poster(uuid, text, uuid, bytea, jsonb)';
    await executerSql(admin, `grant execute on function ${fonction} to guichet`);
    await executerSql(admin, 'grant select on all tables in schema public to guichet');
    const url = new URL(admin);
    [url.username, url.password] = ['guichet', 'guichet'];
    await avecPool(url.href, 1, async (pool) => {
      const livre = new GrandLivre(executeur(pool));
      const dote = await livre.doter({ cle: identifiant('par le guichet'), acteurId }, enveloppeId, 100n);
      expect(dote.ok).toBe(true);
      expect((await livre.soldes(enveloppeId)).DISPONIBLE).toBe(100n);
      for (const sql of [
        'update compte set credit_cumule = 1000000',
        'insert into ecriture (rang) values (1)',
        'delete from lot',
        'truncate journal',
        'update enveloppe set rang = 0',
      ]) {
        await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
      }
    });
  }, 60_000);
});
