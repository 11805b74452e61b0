import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compile } from '../epreuves/processus.js';
import type { Compte, Genre, Ordre } from './ouvrier-conventions.js';

/** Documents a second of one of our threads, over those of raw pdfkit: less, and the bench fails. */
const RAPPORT_MIN = 0.8;
/** Memory at the end over memory at the beginning, after a collection: more, and it is not flat. */
const CROISSANCE_MAX = 1.1;
/** Two threads may share one core: the median of a few rounds moves more than what it has to show. */
const TOURS = 15;
const PAR_TOUR = 8;
/** Enough for the compiler: threads of the platform stay. */
const CHAUFFE = 40;
/** Documents between two weighings. */
const PESEE = 100;

const nombre = (valeur: number, decimales = 0) =>
  valeur.toLocaleString('fr-FR', { minimumFractionDigits: decimales, maximumFractionDigits: decimales });
const mo = (octets: number) => `${nombre(octets / 2 ** 20, 1)} Mo`;

async function demander(ouvrier: Worker, ordre: Ordre): Promise<Compte> {
  const reponse = once(ouvrier, 'message');
  ouvrier.postMessage(ordre);
  return ((await reponse) as [Compte])[0];
}

const embaucher = (genre: Genre, combien: number): Worker[] =>
  Array.from(
    { length: combien },
    () => new Worker(compile('test/bancs/ouvrier-conventions.js'), { workerData: genre }),
  );

/** Documents number `debut` and after, shared out; every thread starts at the same instant. */
async function faire(ouvriers: readonly Worker[], debut: number, chacun: number): Promise<Compte[]> {
  for (const [rang, ouvrier] of ouvriers.entries()) {
    await demander(ouvrier, { preparer: { debut: debut + rang * chacun, nombre: chacun } });
  }
  return Promise.all(ouvriers.map((ouvrier) => demander(ouvrier, { composer: true })));
}

/** Documents a second, of each thread. */
const debitDe = (comptes: readonly Compte[]): number =>
  (1000 * comptes.reduce((n, { empreintes }) => n + empreintes.length, 0)) /
  comptes.reduce((somme, { horloge }) => somme + horloge, 0);

const mediane = (valeurs: readonly number[]): number => [...valeurs].sort((a, b) => a - b)[valeurs.length >> 1] ?? 0;

/** Both kinds in turn, on documents that none of them has seen; the median of the turns. */
async function comparer(combien: number, dire: (ligne: string) => void): Promise<boolean> {
  const notres = embaucher('notre', combien);
  const bruts = embaucher('brut', combien);
  const rapports: number[] = [];
  const [debitsNotres, debitsBruts]: [number[], number[]] = [[], []];
  let memes = true;
  try {
    let debut = 0;
    for (let tour = -1; tour < TOURS; tour += 1) {
      const chacun = tour < 0 ? CHAUFFE : PAR_TOUR;
      const a = await faire(notres, debut, chacun);
      const b = await faire(bruts, debut, chacun);
      debut += chacun * combien;
      const empreintes = (comptes: Compte[]) => comptes.flatMap((compte) => compte.empreintes).join();
      memes &&= empreintes(a) === empreintes(b);
      if (tour < 0) continue;
      debitsNotres.push(debitDe(a));
      debitsBruts.push(debitDe(b));
      rapports.push(debitDe(a) / debitDe(b));
    }
  } finally {
    await Promise.all([...notres, ...bruts].map((ouvrier) => ouvrier.terminate()));
  }
  const rapport = mediane(rapports);
  const [nous, brut] = [mediane(debitsNotres), mediane(debitsBruts)];
  dire(
    `${combien} fil${combien > 1 ? 's' : ''} : ${nombre(nous, 2)} documents/s par fil (${nombre(nous * combien, 2)} en tout), ` +
      `pdfkit seul ${nombre(brut, 2)} ; rapport ${nombre(rapport, 2)} (min. ${nombre(Math.min(...rapports), 2)}, max. ` +
      `${nombre(Math.max(...rapports), 2)}) pour ${nombre(RAPPORT_MIN, 2)} voulu ; ${memes ? 'mêmes octets' : 'OCTETS DIFFÉRENTS'}`,
  );
  return memes && rapport >= RAPPORT_MIN;
}

interface Pesee {
  documents: number;
  tas: number;
  rss: number;
}

/** Two threads make that many documents, all different, and are weighed on the way. */
async function peserLongtemps(documents: number, dire: (ligne: string) => void): Promise<boolean> {
  const ouvriers = embaucher('notre', 2);
  const pesees: Pesee[] = [];
  try {
    for (let faits = 0; faits < documents; faits += PESEE) {
      await faire(ouvriers, faits, PESEE / ouvriers.length);
      const comptes = [];
      for (const ouvrier of ouvriers) comptes.push(await demander(ouvrier, { peser: true }));
      const tas = comptes.reduce((somme, compte) => somme + compte.tas, 0);
      pesees.push({ documents: faits + PESEE, tas, rss: process.memoryUsage().rss });
    }
  } finally {
    await Promise.all(ouvriers.map((ouvrier) => ouvrier.terminate()));
  }
  for (const { documents: n, tas, rss } of pesees) dire(`  ${nombre(n)} documents : tas ${mo(tas)}, rss ${mo(rss)}`);
  return ['tas' as const, 'rss' as const].map((quoi) => estPlate(pesees, quoi, dire)).every(Boolean);
}

/** The last fifth beside the second: the first one fills the memories of words and of lines. */
function estPlate(pesees: readonly Pesee[], quoi: 'tas' | 'rss', dire: (ligne: string) => void): boolean {
  const cinquieme = Math.max(1, Math.floor(pesees.length / 5));
  const moyenne = (part: readonly Pesee[]) => part.reduce((somme, pesee) => somme + pesee[quoi], 0) / part.length;
  const debut = moyenne(pesees.slice(cinquieme, 2 * cinquieme));
  const fin = moyenne(pesees.slice(-cinquieme));
  const plate = pesees.length >= 5 && fin <= debut * CROISSANCE_MAX;
  dire(`${quoi} : ${mo(debut)} au deuxième cinquième, ${mo(fin)} au dernier : ${plate ? 'plat' : 'IL CROÎT'}`);
  return plate;
}

/**
 * How many conventions a second one thread composes, beside pdfkit alone, in the same run, with one thread then two; then the
 * memory over many documents. @returns whether every target is met
 */
export async function lancerBanc(documents: number, dire: (ligne: string) => void): Promise<boolean> {
  dire('Projets de convention de l’exemple E1, un organisme par document, tous différents ; aucun n’est vu deux fois.');
  dire(
    'pdfkit seul : les mêmes appels à pdfkit (pages, textes déjà coupés en lignes, polices lues une fois, filets, balises, signets,\n' +
      'données jointes), rejoués sans rien écrire, couper ni mesurer ; il rend les mêmes octets, ce qui est vérifié.\n',
  );
  const verdicts = [await comparer(1, dire), await comparer(2, dire)];
  dire(`\nMémoire de deux fils, ramassée, tous les ${PESEE} documents :`);
  verdicts.push(await peserLongtemps(documents, dire));
  const tenus = verdicts.every(Boolean);
  dire(tenus ? '\nToutes les cibles sont tenues.' : '\nUNE CIBLE EST MANQUÉE.');
  return tenus;
}
