/*
 * Thread of the bench of conventions: composes documents as the platform does (`notre`), or makes pdfkit's own calls for the
 * same documents again, with nothing around them (`brut`). It says how long that took, and the hash of each document.
 */
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { composerConvention, EMIS_LE_EXEMPLE } from '../../libs/conventions/essais/convention-scellee.js';
import { enregistrer, rejouer, type Bande } from './bande.js';
import { conventionNumero } from './conventions-a-composer.js';

export type Genre = 'notre' | 'brut';

export type Ordre = { preparer: { debut: number; nombre: number } } | { composer: true } | { peser: true };

export interface Compte {
  /** Milliseconds, for all the documents of the order. */
  horloge: number;
  empreintes: string[];
  octets: number;
  /** Heap of this thread after a collection, in octets. */
  tas: number;
}

const VIDE: Compte = { horloge: 0, empreintes: [], octets: 0, tas: 0 };
const OPTIONS = { projet: true, empreinte: '9f'.repeat(32), emisLe: EMIS_LE_EXEMPLE };

const composer = (n: number): Promise<Buffer> => composerConvention(conventionNumero(n), OPTIONS);
let aFaire: (() => Promise<Buffer>)[] = [];

async function preparer(debut: number, nombre: number): Promise<void> {
  const numeros = Array.from({ length: nombre }, (_, rang) => debut + rang);
  if ((workerData as Genre) === 'notre') {
    aFaire = numeros.map((n) => () => composer(n));
    return;
  }
  const bandes: Bande[] = [];
  for (const n of numeros) bandes.push((await enregistrer(() => composer(n))).bande);
  aFaire = bandes.map((bande) => () => rejouer(bande));
}

async function executer(): Promise<Compte> {
  const documents: Buffer[] = [];
  const depart = performance.now();
  for (const faire of aFaire) documents.push(await faire());
  const horloge = performance.now() - depart;
  return {
    ...VIDE,
    horloge,
    octets: documents.reduce((somme, pdf) => somme + pdf.length, 0),
    empreintes: documents.map((pdf) => createHash('sha256').update(pdf).digest('hex')),
  };
}

function peser(): Compte {
  aFaire = [];
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return { ...VIDE, tas: process.memoryUsage().heapUsed };
}

parentPort?.on('message', (ordre: Ordre) => {
  const suite = async (): Promise<Compte> => {
    if ('preparer' in ordre) await preparer(ordre.preparer.debut, ordre.preparer.nombre);
    if ('composer' in ordre) return executer();
    return 'peser' in ordre ? peser() : VIDE;
  };
  void suite().then((compte) => parentPort?.postMessage(compte));
});
