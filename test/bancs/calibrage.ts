/**
 * Milliseconds of processor that `travail` takes on the two-core machine on which the figures of allocation.md, 11, can be
 * reached (measured there: 158 to 165 over 180 runs). It puts these figures to the scale of the machine that runs the bench.
 */
const REFERENCE_MS = 160;

const TOURS = 600_000;

/** A fixed amount of whole-number work, of the kind that the engine does. @returns a value that depends on all of it */
export function travail(): bigint {
  let [a, b] = [1n, 1_000_000_007n];
  for (let i = 0; i < TOURS; i += 1) {
    a = (a * 1_103_515_245n + 12_345n) % 2_305_843_009_213_693_951n;
    b = a > b ? a - b : b - a;
  }
  return a ^ b;
}

/** Milliseconds of an action. `processeur`: all the threads of this process, so that a loaded machine changes little. */
export interface Duree {
  processeur: number;
  horloge: number;
}

export async function chronometrer(action: () => unknown): Promise<Duree> {
  const [debut, depart] = [performance.now(), process.cpuUsage()];
  await action();
  const { user, system } = process.cpuUsage(depart);
  return { processeur: (user + system) / 1000, horloge: performance.now() - debut };
}

/** How many times slower than the reference this machine is. */
export async function lenteur(): Promise<number> {
  const durees: Duree[] = [];
  for (let i = 0; i < 7; i += 1) durees.push(await chronometrer(travail));
  return meilleure(durees).processeur / REFERENCE_MS;
}

/** The least disturbed run: compiler, collector and neighbours only ever add to a duration. */
export function meilleure([premiere, ...suivantes]: readonly Duree[]): Duree {
  const depart = premiere ?? { processeur: 0, horloge: 0 };
  return suivantes.reduce((a, b) => (b.processeur < a.processeur ? b : a), depart);
}
