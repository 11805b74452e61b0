import { spawn } from 'node:child_process';
import { Rejet } from './motifs.js';

/** qpdf gets ten seconds of processor, a minute of time on a busy machine, and a gibibyte of address space. */
const [SECONDES, DELAI_MS, MEMOIRE_KIO] = [10, 60_000, 1_048_576];
/** Status of `sh` when there is no such program; those of qpdf: 0 sound, 3 mended by warnings, 2 broken. */
const [ABSENT, SAIN, AVERTI] = [127, 0, 3];
const COMMANDE = `ulimit -v ${MEMOIRE_KIO}; ulimit -t ${SECONDES}; exec qpdf --check "$1"`;

/**
 * A second opinion, where qpdf is installed: a reader that is not ours walks the tables of the file. In a process of its own
 * and under limits, because it is given the worst files there are; whatever it does but conclude rejects the file.
 */
export async function controlerParQpdf(chemin: string): Promise<void> {
  const enfant = spawn('/bin/sh', ['-c', COMMANDE, 'sh', chemin], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
    timeout: DELAI_MS,
    killSignal: 'SIGKILL',
  });
  const statut = await new Promise<number | null>((suite) => {
    enfant.on('error', () => suite(ABSENT));
    enfant.on('close', suite);
  });
  if (statut !== SAIN && statut !== AVERTI && statut !== ABSENT) throw new Rejet('PDF_INVALIDE');
}
