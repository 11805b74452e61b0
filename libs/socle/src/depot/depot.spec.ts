import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import S3rver from 's3rver';
import { DepotDisque } from './depot-disque.js';
import { DepotS3 } from './depot-s3.js';
import { nouvelleCle, ObjetAbsent, type Depot } from './depot.js';
import { DossierTravail } from './travail.js';

let dossier: string;
let travail: DossierTravail;

beforeAll(async () => {
  dossier = await mkdtemp(path.join(tmpdir(), 'tdt-depot-'));
  travail = new DossierTravail(path.join(dossier, 'travail'));
});
afterAll(() => rm(dossier, { recursive: true, force: true }));

async function fichier(contenu: Buffer): Promise<string> {
  const chemin = travail.nouveauFichier();
  await writeFile(chemin, contenu);
  return chemin;
}

/** What every store must do, whatever is behind it. */
function tient(depot: () => Depot): void {
  test.each([1, 26_214_400])('rend les %i octets confiés, et consomme le fichier', async (taille) => {
    const contenu = Buffer.alloc(taille, 'tour de table');
    const [cle, chemin] = [nouvelleCle(), await fichier(contenu)];
    await depot().deposer(cle, chemin);
    expect((await buffer(await depot().lire(cle))).equals(contenu)).toBe(true);
    expect(await readdir(travail.chemin)).toEqual([]);
  });

  test('ne rend plus rien de ce qui est supprimé, et supprime deux fois sans se plaindre', async () => {
    const cle = nouvelleCle();
    await depot().deposer(cle, await fichier(Buffer.from('x')));
    await depot().supprimer(cle);
    await depot().supprimer(cle);
    await expect(depot().lire(cle)).rejects.toThrow(ObjetAbsent);
  });

  test.each(['../../etc/passwd', '', 'a'.repeat(47), `${'a'.repeat(47)}/`, 'A'.repeat(48)])(
    'refuse la clé %j, qu’aucun tirage ne donne',
    async (cle) => {
      const chemin = await fichier(Buffer.from('x'));
      await expect(depot().deposer(cle, chemin)).rejects.toThrow('mal formée');
      await expect(depot().lire(cle)).rejects.toThrow('mal formée');
      await expect(depot().supprimer(cle)).rejects.toThrow('mal formée');
      await rm(chemin);
    },
  );
}

describe('DepotDisque', () => {
  const racine = () => path.join(dossier, 'objets');
  tient(() => new DepotDisque(racine()));

  test('ne montre ses fichiers et ses dossiers qu’à son propre compte', async () => {
    const cle = nouvelleCle();
    await new DepotDisque(racine()).deposer(cle, await fichier(Buffer.from('x')));
    expect((await stat(path.join(racine(), cle.slice(0, 2)))).mode & 0o077).toBe(0);
  });
});

describe('DepotS3', () => {
  let s3: S3rver;
  let port: number;

  beforeAll(async () => {
    const seaux = { directory: path.join(dossier, 's3'), configureBuckets: [{ name: 'pieces', configs: [] }] };
    s3 = new S3rver({ address: '127.0.0.1', port: 0, silent: true, ...seaux });
    ({ port } = await s3.run());
  });
  afterAll(() => s3.close());

  const ouvrir = (seau = 'pieces') => {
    const cles = { cleAcces: 'S3RVER', cleSecrete: 'S3RVER' };
    return new DepotS3({ adresse: `http://127.0.0.1:${port}`, region: 'fr-par', seau, ...cles });
  };
  tient(() => ouvrir());

  test('échoue, sans perdre le fichier, quand le seau n’existe pas', async () => {
    const chemin = await fichier(Buffer.from('x'));
    await expect(ouvrir('ailleurs').deposer(nouvelleCle(), chemin)).rejects.toThrow();
    expect((await stat(chemin)).size).toBe(1);
    await rm(chemin);
  });
});

describe('DossierTravail', () => {
  test('prête un fichier et n’en garde rien, même quand l’acte échoue', async () => {
    const echec = travail.avecFichier(async (chemin) => {
      await writeFile(chemin, 'x');
      throw new Error('panne');
    });
    await expect(echec).rejects.toThrow('panne');
    expect(await readdir(travail.chemin)).toEqual([]);
  });

  test('balaie ce que personne n’a touché depuis un instant, et rien d’autre', async () => {
    const [vieux, recent] = [await fichier(Buffer.from('v')), await fichier(Buffer.from('r'))];
    await utimes(vieux, new Date('2021-01-01T00:00:00Z'), new Date('2021-01-01T00:00:00Z'));
    expect(await travail.balayer(new Date('2021-01-01T00:00:01Z'))).toBe(1);
    expect(await readdir(travail.chemin)).toEqual([path.basename(recent)]);
    await rm(recent);
  });
});
