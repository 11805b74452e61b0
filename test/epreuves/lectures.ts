import { GrandLivre } from '@tdt/appels';
import type { Centimes } from '@tdt/domaine';
import type pg from 'pg';
import { creerMonde, doter, type MondeGrandLivre } from './monde.js';
import { DOTATION } from './surdepense.js';
import {
  avecPool,
  avecReprise,
  executeur,
  hasard,
  identifiant,
  nombre,
  tirer,
  type Bilan,
  type Lieu,
} from './outils.js';

const PARTS = 12;
const ECRIVAINS = 4;
const LECTEURS = 4;
const MONTANT: Centimes = 10_000_000n;

type Lecture = (pool: pg.Pool, monde: MondeGrandLivre) => Promise<Centimes>;

/** What the application does: the balances of an envelope in one statement, hence of one instant. */
const enUneFois: Lecture = async (pool, { enveloppeId }) => {
  const soldes = await new GrandLivre(executeur(pool)).soldes(enveloppeId);
  return Object.entries(soldes).reduce((total, [nature, solde]) => (nature === 'SOURCE' ? total : total + solde), 0n);
};

/** The control: what is left, then what is given, in two statements. Money moves in between. */
const enDeuxFois: Lecture = async (pool, { enveloppeId }) => {
  const lire = async (condition: string) => {
    const { rows } = await pool.query<{ total: string }>(
      `select coalesce(sum(solde), 0)::text as total from compte where enveloppe_id = $1 and ${condition}`,
      [enveloppeId],
    );
    return BigInt(rows[0]!.total);
  };
  return (await lire(`nature = 'DISPONIBLE'`)) + (await lire(`nature not in ('DISPONIBLE', 'SOURCE')`));
};

/** Votes and releases shares until told to stop; a refusal for lack of money is part of the game. */
async function ecrire(pool: pg.Pool, monde: MondeGrandLivre, nom: string, arret: () => boolean): Promise<number> {
  const livre = new GrandLivre(executeur(pool));
  const des = hasard(nom.length * 7919 + nom.charCodeAt(nom.length - 1));
  const votees: string[] = [];
  let ecrits = 0;
  while (!arret()) {
    const liberer = votees.length > 0 && des() < 0.5;
    const partId = liberer ? votees.pop()! : tirer(monde.parts, des).id;
    const acte = { cle: identifiant(`${nom} ${ecrits}`), acteurId: monde.acteurId };
    const ligne = { enveloppeId: monde.enveloppeId, partId, montant: MONTANT };
    const decision = await avecReprise(() =>
      liberer ? livre.liberer(acte, 'VOTE', 'épreuve de lecture', [ligne]) : livre.voter(acte, [ligne]),
    );
    ecrits += 1;
    if (decision.ok && !liberer) votees.push(partId);
  }
  return ecrits;
}

async function jouer(url: string, lecture: Lecture, lectures: number, nom: string) {
  return avecPool(url, ECRIVAINS + LECTEURS * 2, async (pool) => {
    const monde = await creerMonde(
      pool,
      nom,
      Array.from({ length: PARTS }, () => DOTATION),
    );
    await doter(pool, monde, DOTATION);
    let restantes = lectures;
    let fausses = 0;
    let pire = 0n;
    const lire = async () => {
      while (restantes > 0) {
        restantes -= 1;
        const total = await lecture(pool, monde);
        const ecart = total > DOTATION ? total - DOTATION : DOTATION - total;
        if (ecart > 0n) fausses += 1;
        if (ecart > pire) pire = ecart;
      }
    };
    const ecrivains = Array.from({ length: ECRIVAINS }, (_, i) =>
      ecrire(pool, monde, `${nom} écrivain ${i}`, () => restantes <= 0),
    );
    const lecteurs = Array.from({ length: LECTEURS }, lire);
    const [ecrits] = await Promise.all([Promise.all(ecrivains), ...lecteurs]);
    const ecritures = ecrits.reduce((somme, n) => somme + n, 0);
    return { lectures, fausses, pire, ecritures };
  });
}

/** How many reads gave another total than the dotation, through the ledger and through the control. */
export async function mesurerLectures(lieu: Lieu, lectures: number, lecturesTemoin: number) {
  const base = await lieu.nouvelleBase('lectures');
  try {
    const livre = await jouer(base.url, enUneFois, lectures, 'lectures');
    const temoin = await jouer(base.url, enDeuxFois, lecturesTemoin, 'lectures en deux fois');
    return { livre, temoin };
  } finally {
    await base.fermer();
  }
}

/** (c) Jepsen's "bank" reading: whatever is being written, every read sums to the dotation. */
export async function epreuveLectures(lieu: Lieu, lectures: number): Promise<Bilan> {
  const { livre, temoin } = await mesurerLectures(lieu, lectures, Math.max(500, Math.round(lectures / 5)));
  return {
    reussie: livre.fausses === 0 && livre.ecritures > 0 && temoin.fausses > 0,
    ligne:
      `lectures : ${nombre(livre.lectures)} lectures pendant ${nombre(livre.ecritures)} écritures, ` +
      `${livre.fausses} dont la somme n’est pas la dotation ; témoin en deux requêtes : ` +
      `${nombre(temoin.fausses)}/${nombre(temoin.lectures)} fausses, pire ${nombre(Number(temoin.pire / 100n))} €`,
  };
}
