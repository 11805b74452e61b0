import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {
  Horodatage,
  horodateurHttp,
  horodateurLocal,
  nouvelleCleScellement,
  Sceaux,
  type Horodateur,
} from '@tdt/socle';
import { verifierJeton } from '../apps/verificateur-journal/index.mjs';
import { pemPublic } from './epreuves/journal.js';
import { demarrerServeur, scellementDeTest, type Serveur } from './outillage/serveur.js';
import { lireJournal, verifier } from './outillage/verificateur.js';

const condenser = (texte: string) => createHash('sha256').update(texte).digest();

const describeOpenssl = process.env['OPENSSL'] === 'non' ? describe.skip : describe;

describeOpenssl('L’horodatage des sceaux (RFC 3161)', () => {
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'tour-de-table-autorite-'));
  const autorite = path.join(dossier, 'autorite.pem');
  const local = horodateurLocal(dossier);
  const pem = () => readFileSync(autorite, 'utf8');
  /** What the authority behind HTTP answers to a request. */
  let repondre: (requete: Buffer) => { statut: number; corps: Buffer };
  let serveurHttp: http.Server;
  let distant: Horodateur;

  const reponseLocale = (requete: Buffer) => {
    writeFileSync(path.join(dossier, 'recue.tsq'), requete);
    const args = ['ts', '-reply', '-config', 'openssl.cnf', '-queryfile', 'recue.tsq', '-out', 'donnee.tsr'];
    writeFileSync(path.join(dossier, 'recue.serie'), '01');
    const env = { ...process.env, SERIE: 'recue.serie' };
    expect(spawnSync('openssl', args, { cwd: dossier, env }).status).toBe(0);
    return { statut: 200, corps: readFileSync(path.join(dossier, 'donnee.tsr')) };
  };

  beforeAll(async () => {
    await local.horodater(condenser('première fois'));
    serveurHttp = http.createServer((requete, reponse) => {
      const morceaux: Buffer[] = [];
      requete.on('data', (m: Buffer) => morceaux.push(m));
      requete.on('end', () => {
        const { statut, corps } = repondre(Buffer.concat(morceaux));
        reponse.writeHead(statut, { 'content-type': 'application/timestamp-reply' }).end(corps);
      });
    });
    await new Promise<void>((suite) => serveurHttp.listen(0, '127.0.0.1', suite));
    distant = horodateurHttp(`http://127.0.0.1:${(serveurHttp.address() as AddressInfo).port}/`, autorite);
  }, 60_000);
  afterAll(async () => {
    await new Promise((suite) => serveurHttp?.close(suite));
    rmSync(dossier, { recursive: true, force: true });
  });

  it('donne un jeton que le vérificateur juge sans openssl', async () => {
    const avant = Date.now();
    const jeton = await local.horodater(condenser('sceau'));
    const instant = verifierJeton(jeton, condenser('sceau'), pem()).getTime();
    expect(Math.abs(instant - avant)).toBeLessThan(60_000);
  });

  it('répond à chacun quand plusieurs demandent à la fois, même la première fois', async () => {
    const autre = mkdtempSync(path.join(os.tmpdir(), 'tour-de-table-autorite-'));
    try {
      const demandes = Array.from({ length: 8 }, (_, n) => horodateurLocal(autre).horodater(condenser(`sceau ${n}`)));
      const jetons = await Promise.all(demandes);
      const certificats = readFileSync(path.join(autre, 'autorite.pem'), 'utf8');
      for (const [n, jeton] of jetons.entries()) verifierJeton(jeton, condenser(`sceau ${n}`), certificats);
    } finally {
      rmSync(autre, { recursive: true, force: true });
    }
  });

  it('refuse un jeton d’autre chose, retouché, ou d’une autorité que rien ne désigne', async () => {
    const jeton = await local.horodater(condenser('sceau'));
    expect(() => verifierJeton(jeton, condenser('autre'), pem())).toThrow('autre chose');
    const autre = mkdtempSync(path.join(os.tmpdir(), 'tour-de-table-autorite-'));
    try {
      const ailleurs = await horodateurLocal(autre).horodater(condenser('sceau'));
      expect(() => verifierJeton(ailleurs, condenser('sceau'), pem())).toThrow('ne remonte pas');
    } finally {
      rmSync(autre, { recursive: true, force: true });
    }
    // One bit anywhere in what is signed or in the signature; elsewhere a bit may mean nothing.
    const contenu = jeton.indexOf(condenser('sceau'));
    for (const place of [contenu, contenu + 40, jeton.length - 5]) {
      const retouche = Buffer.from(jeton);
      retouche.writeUInt8(retouche.readUInt8(place) ^ 1, place);
      expect(() => verifierJeton(retouche, condenser('sceau'), pem())).toThrow();
    }
  });

  it('demande à une autorité par HTTP, et n’en croit que ce qui se vérifie', async () => {
    repondre = reponseLocale;
    const jeton = await distant.horodater(condenser('sceau'));
    expect(verifierJeton(jeton, condenser('sceau'), pem())).toBeInstanceOf(Date);
    // The same answer again: its nonce is that of another request.
    repondre = () => ({ statut: 200, corps: jeton });
    await expect(distant.horodater(condenser('sceau'))).rejects.toThrow();
    repondre = () => ({ statut: 503, corps: Buffer.from('') });
    await expect(distant.horodater(condenser('sceau'))).rejects.toThrow('a répondu 503');
    repondre = () => ({ statut: 200, corps: Buffer.from('bonjour') });
    await expect(distant.horodater(condenser('sceau'))).rejects.toThrow();
  });

  describe('dans l’application', () => {
    const cle = nouvelleCleScellement();
    const options = { cles: pemPublic(cle) };
    let s: Serveur;

    beforeAll(async () => {
      s = await demarrerServeur('horodatage', {
        ...scellementDeTest(cle),
        HORODATAGE: 'local',
        HORODATAGE_DOSSIER: dossier,
      });
      await s.app.get(Sceaux).passer();
      await s.app.get(Horodatage).horodaterLeJour();
    }, 60_000);
    afterAll(() => s?.fermer());

    it('s’obtient une fois par jour pour le premier sceau, se télécharge et se vérifie', async () => {
      await s.app.get(Sceaux).scellerApres('PV', s.monde.organismes.bdt);
      expect(await s.app.get(Horodatage).horodaterLeJour()).toBe(false);
      const [{ jour, rang } = { jour: '', rang: '' }] = await s.sql<{ jour: string; rang: string }>(
        'select jour::text as jour, scellement_rang as rang from horodatage',
      );
      expect(rang).toBe('1');
      const reponse = await fetch(`${s.url}/scellement/horodatages/${jour}.tsr`);
      expect(reponse.headers.get('content-type')).toContain('application/timestamp-reply');
      const [sceau] = await s.sql<{ empreinte: Buffer }>('select empreinte from scellement where rang = 1');
      expect(verifierJeton(Buffer.from(await reponse.arrayBuffer()), sceau!.empreinte, pem())).toBeInstanceOf(Date);
      const rapport = await verifier(s.client, { ...options, autorite: pem() });
      expect(rapport).toMatchObject({ fautes: [], jetons: 1, horodates: 1 });
    });

    it('dénonce un jeton changé, et des sceaux refaits longtemps après leur date', async () => {
      const { verifierJournal } = await import('../apps/verificateur-journal/index.mjs');
      const lignes = await lireJournal(s.client);
      const avec = (changer: (l: (typeof lignes)[number]) => object) =>
        verifierJournal(
          lignes.map((l) => ({ ...l, ...changer(l) })),
          { ...options, autorite: pem() },
        );
      const autre = (await local.horodater(condenser('autre'))).toString('hex');
      const { fautes } = await avec((l) => (l.type === 'horodatage' ? { jeton: autre } : {}));
      expect(fautes).toEqual([
        {
          objet: 'horodatage',
          ligne: expect.stringMatching(/^horodatage#/),
          detail: expect.stringContaining('autre chose'),
        },
      ]);
      const vieux = '2020-01-01T00:00:00.000000Z';
      const refaits = await avec((l) => (l.type === 'sceau' ? { scelleLe: vieux, arreteLe: vieux } : {}));
      expect(refaits.fautes.map((f) => f.detail)).toContain('l’autorité ne l’a vu que plus d’un jour après');
    });
  });
});
