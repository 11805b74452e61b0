import { GrandLivre } from '@tdt/appels';
import { appliquerMigrations } from '../migrations/index.js';
import { autreBase, executerSql, ouvrirAtelier, type Atelier } from './epreuves/atelier.js';
import { mesurerCorruption } from './epreuves/corruption.js';
import { creerMonde } from './epreuves/monde.js';
import { avecPool, executeur, identifiant } from './epreuves/outils.js';
import { mesurerPannes, NON_DURABLE } from './epreuves/pannes.js';
import { SABOTEURS } from './epreuves/sabotages.js';

const TAILLES = { depots: 20, scrutins: 20, parts: 100 };

/** The short version of `npm run epreuves`, where the client is killed too, on servers of their own: these are made to be killed. */
describe('kill -9 sous charge', () => {
  it('d’une session, du serveur entier, de l’API, du facteur : rien d’acquitté ne se perd ni ne se double', async () => {
    const mesure = await mesurerPannes(['session', 'serveur', 'application', 'facteur'], 40, TAILLES);
    expect(mesure).toMatchObject({
      coups: 4,
      perdues: 0,
      doublees: 0,
      sansEffet: 0,
      refusees: 0,
      fautives: 0,
      journal: 0,
      applicationTombee: 0,
      pret: 'pret',
      avis: { perdus: 0, doubles: 0 },
    });
    expect(mesure.avis.ecrits).toBeGreaterThan(0);
    expect(mesure.acquises).toBeGreaterThanOrEqual(160);
    expect(mesure.rejouees).toBeGreaterThan(0);
    expect(Object.keys(mesure.parGenre).toSorted()).toEqual(['acte', 'brouillon', 'depot', 'dotation', 'vote']);
  }, 180_000);

  it('témoin : avec synchronous_commit=off des écritures acquittées disparaissent, et /pret dit non', async () => {
    const mesure = await mesurerPannes(['serveur', 'serveur'], 60, TAILLES, true);
    expect(mesure.perdues).toBeGreaterThan(0);
    expect(mesure.pret).toBe(NON_DURABLE);
  }, 180_000);
});

describe('Avec un superutilisateur', () => {
  let atelier: Atelier;

  beforeAll(async () => {
    atelier = await ouvrirAtelier({ fsync: 'off' });
  }, 60_000);

  afterAll(() => atelier.fermer());

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
