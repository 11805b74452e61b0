import { Readable } from 'node:stream';
import { demarrerFauxClamd, EICAR, type FauxClamd, type Humeur } from '../../essais/faux-clamd.js';
import { AnalyseInterrompue, AntivirusInjoignable, SansAntivirus } from './antivirus.js';
import { Clamd } from './clamd.js';

/** Long enough for a busy machine: only a daemon that never answers is worth less patience. */
const DELAIS = { connexion: 20_000, silence: 20_000 };
const SILENCE_COURT = 150;

/** A content of this size in pieces of 64 KiB. */
async function* octets(taille: number): AsyncGenerator<Buffer> {
  for (let reste = taille; reste > 0; reste -= 65_536) yield Buffer.alloc(Math.min(65_536, reste), 0x41);
}

describe('Clamd', () => {
  let daemon: FauxClamd;
  const clamd = (silence = DELAIS.silence) =>
    new Clamd({ host: daemon.host, port: daemon.port }, { ...DELAIS, silence });

  beforeAll(async () => {
    daemon = await demarrerFauxClamd();
  });
  beforeEach(() => {
    daemon.humeur = 'saine';
    daemon.recus.length = 0;
  });
  afterAll(() => daemon.fermer());

  test.each([0, 1, 65_536, 26_214_400])('déclare sain un contenu de %i octets, envoyé en entier', async (taille) => {
    expect(await clamd().analyser(octets(taille))).toEqual({ sain: true });
    expect(daemon.recus).toEqual([taille]);
  });

  test('reconnaît EICAR où qu’il soit, même coupé entre deux blocs', async () => {
    const coupe = [Buffer.alloc(10), EICAR.subarray(0, 20), Buffer.alloc(0), EICAR.subarray(20)];
    for (const contenu of [[EICAR], coupe]) {
      const verdict = await clamd().analyser(Readable.from(contenu));
      expect(verdict).toEqual({ sain: false, signature: 'Eicar-Test-Signature' });
    }
  });

  test.each<[Humeur, number, string]>([
    ['muette', 10, 'se tait'],
    ['plante', 1_000_000, 'clamd a'],
    ['tronquee', 10, 'raccroché sans verdict'],
    ['trop-gros', 10_000_000, 'size limit exceeded'],
    ['hative', 10_000_000, 'avant la fin'],
    ['intarissable', 10, 'sans fin'],
  ])('ne conclut rien d’un démon d’humeur %s', async (humeur, taille, motif) => {
    daemon.humeur = humeur;
    const analyse = clamd(humeur === 'muette' ? SILENCE_COURT : undefined).analyser(octets(taille));
    await expect(analyse).rejects.toThrow(AnalyseInterrompue);
    await expect(analyse).rejects.toThrow(motif);
  });

  test('dit injoignable le démon arrêté, en TCP et par sa prise locale', async () => {
    const arrete = await demarrerFauxClamd();
    await arrete.fermer();
    for (const adresse of [{ host: arrete.host, port: arrete.port }, { path: '/nulle/part/clamd.ctl' }]) {
      await expect(new Clamd(adresse, DELAIS).analyser(octets(1))).rejects.toThrow(AntivirusInjoignable);
    }
  });

  test('laisse passer la faute de la source elle-même', async () => {
    async function* casse(): AsyncGenerator<Buffer> {
      yield Buffer.from('début');
      throw new Error('disque débranché');
    }
    await expect(clamd().analyser(casse())).rejects.toThrow('disque débranché');
    expect(daemon.recus).toEqual([]);
  });
});

describe('SansAntivirus', () => {
  test.each([true, false])('ne rend jamais de verdict (dispense : %s)', async (dispense) => {
    const sans = new SansAntivirus(dispense);
    expect(sans.dispense).toBe(dispense);
    expect(sans.absence).toContain(dispense ? 'ne sont PAS analysées' : 'restent en quarantaine');
    await expect(sans.analyser()).rejects.toThrow(AntivirusInjoignable);
  });
});
