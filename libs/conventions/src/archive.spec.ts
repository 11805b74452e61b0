import { PassThrough, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { ecrireArchive, type FichierArchive } from './archive.js';

const LE = new Date('2021-11-15T09:00:00Z');
const MO = 1_000_000;

/** Files made one after the other: how many were asked for, and whether their making was ended. */
class Atelier {
  faits = 0;
  fini = false;

  async *fichiers(nombre: number, panne?: Error): AsyncGenerator<FichierArchive> {
    try {
      for (let n = 1; n <= nombre; n += 1) {
        this.faits = n;
        yield { nom: `${n}.pdf`, contenu: Buffer.alloc(MO, n), le: LE };
        if (panne && n === 2) throw panne;
      }
    } finally {
      this.fini = true;
    }
  }
}

describe('L’archive des conventions d’une séance', () => {
  it('donne chaque fichier, et finit', async () => {
    const atelier = new Atelier();
    const morceaux: Buffer[] = [];
    const sortie = new PassThrough().on('data', (m: Buffer) => morceaux.push(m));
    await ecrireArchive(atelier.fichiers(3), sortie);
    const zip = Buffer.concat(morceaux);
    expect(zip.length).toBeGreaterThan(3 * MO);
    expect(['1.pdf', '2.pdf', '3.pdf'].every((nom) => zip.includes(nom))).toBe(true);
    expect(zip.lastIndexOf('PK\x05\x06')).toBeGreaterThan(3 * MO);
    expect(atelier).toEqual({ faits: 3, fini: true });
  });

  it('un lecteur lent est attendu : les fichiers ne s’accumulent pas en mémoire', async () => {
    const atelier = new Atelier();
    let lire: (() => void) | undefined;
    const sortie = new Writable({ write: (_m, _c, suite) => void (lire = suite), highWaterMark: 1 });
    const archive = ecrireArchive(atelier.fichiers(50), sortie);
    await setTimeout(50);
    expect(atelier.faits).toBeLessThan(5);
    expect(lire).toBeDefined();
    sortie.destroy();
    await archive;
  });

  it('un lecteur qui part arrête la fabrication, sans une erreur', async () => {
    const atelier = new Atelier();
    const sortie = new PassThrough();
    const archive = ecrireArchive(atelier.fichiers(50), sortie);
    sortie.once('data', () => sortie.destroy());
    await archive;
    expect(atelier.fini).toBe(true);
    expect(atelier.faits).toBeLessThan(5);
  });

  it('une panne de la fabrication coupe l’archive au lieu de la finir, et se dit', async () => {
    const atelier = new Atelier();
    const morceaux: Buffer[] = [];
    const sortie = new PassThrough().on('data', (m: Buffer) => morceaux.push(m));
    await expect(ecrireArchive(atelier.fichiers(9, new Error('base perdue')), sortie)).rejects.toThrow('base perdue');
    expect(sortie.destroyed).toBe(true);
    expect(Buffer.concat(morceaux).includes('PK\x05\x06')).toBe(false);
    expect(atelier).toEqual({ faits: 2, fini: true });
  });
});
