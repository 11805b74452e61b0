import { Logger } from '@nestjs/common';
import { Tournee } from './tournee.js';

/** A logger that keeps what it is told. */
function muet(dites: unknown[]): Logger {
  const journal = new Logger('essai');
  journal.error = (objet: unknown) => void dites.push(objet);
  return journal;
}

const unTour = () => new Promise((suite) => setImmediate(suite));

test('prend tout ce qui attend, un travail à la fois, et repart quand on la réveille', async () => {
  const attendent = ['a', 'b', 'c'];
  const [menes, dites]: [string[], unknown[]] = [[], []];
  let ensemble = 0;
  const tournee = new Tournee(async () => {
    const travail = attendent.shift();
    if (travail === undefined) return false;
    ensemble += 1;
    await unTour();
    menes.push(`${travail}${ensemble}`);
    ensemble -= 1;
    return true;
  }, muet(dites));
  tournee.reveiller();
  tournee.reveiller();
  while (menes.length < 3) await unTour();
  await unTour();
  attendent.push('d');
  tournee.reveiller();
  while (menes.length < 4) await unTour();
  await tournee.fermer();
  expect(menes).toEqual(['a1', 'b1', 'c1', 'd1']);
  expect(dites).toEqual([]);
});

test('une faute est notée, et la tournée suivante a lieu', async () => {
  const dites: unknown[] = [];
  let passes = 0;
  const tournee = new Tournee(async () => {
    passes += 1;
    if (passes === 1) throw new Error('panne');
    return false;
  }, muet(dites));
  tournee.reveiller();
  while (dites.length === 0) await unTour();
  await unTour();
  tournee.reveiller();
  await tournee.fermer();
  expect(passes).toBe(2);
  expect(dites).toEqual([{ err: new Error('panne') }]);
});

test('fermée, elle laisse finir le travail commencé, le fait rendre, et n’en prend plus', async () => {
  const vus: string[] = [];
  let rendu = false;
  const tournee = new Tournee(async () => {
    vus.push('pris');
    while (!rendu) await unTour();
    vus.push('rendu');
    return true;
  }, muet([]));
  tournee.reveiller();
  await tournee.fermer(() => (rendu = true));
  tournee.reveiller();
  await unTour();
  expect(vus).toEqual(['pris', 'rendu']);
  expect(tournee.fermee).toBe(true);
});
