import fs from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { buildSchema } from 'graphql';
import type { Plateforme } from '../monde-client.js';
import { jouerHistoire } from '../monde-histoire.js';
import { fuite } from './fuites.js';
import { ouvrirGuichet } from './guichet.js';
import { Fabrique, type OperationHostile } from './operations-hostiles.js';
import { hasard, nombre, tirer, type Bilan, type Lieu } from './outils.js';

const CLIENTS = 8;
const MEGA = 1_048_576;
/** No answer says this but for a fault of ours. */
const PANNE = 'ERREUR_INTERNE';

export interface MesureHostile {
  envoyees: number;
  acceptees: number;
  /** Answers 5xx, or that say that something broke here. */
  pannes: string[];
  /** Texts of refusals that show something internal. */
  fuites: string[];
  /** Milliseconds within which 99 answers in 100 came. */
  p99: number;
}

interface Corps {
  data?: { r?: { __typename?: string; code?: string; message?: string } | null } | null;
  errors?: { message: string; extensions?: { code?: string; chemin?: string } }[];
}

/** What an answer says in words: refusals and errors, not what it was asked to show. */
function paroles({ data, errors = [] }: Corps): string[] {
  const refus = data?.r?.__typename === 'Refus' ? [data.r.message ?? ''] : [];
  return [
    ...refus,
    ...errors.map(({ message, extensions }) => `${message} ${JSON.stringify({ ...extensions, chemin: '' })}`),
  ];
}

class Assaut {
  readonly mesure: MesureHostile = { envoyees: 0, acceptees: 0, pannes: [], fuites: [], p99: 0 };
  private readonly durees: number[] = [];

  constructor(private readonly url: string) {}

  async envoyer({ champ, requete, variables }: OperationHostile, jeton: string | null): Promise<void> {
    const debut = performance.now();
    const reponse = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(jeton ? { authorization: `Bearer ${jeton}` } : {}) },
      body: `{"query":${JSON.stringify(requete)},"variables":${variables}}`,
    });
    const texte = await reponse.text();
    this.durees.push(performance.now() - debut);
    this.juger(champ, reponse.status, texte);
  }

  private juger(champ: string, statut: number, texte: string): void {
    const { mesure } = this;
    mesure.envoyees += 1;
    const corps = JSON.parse(texte) as Corps;
    const code = corps.errors?.find(({ extensions }) => extensions?.code === PANNE)?.extensions?.code;
    if (statut >= 500 || code) mesure.pannes.push(`${champ} : ${statut} ${texte.slice(0, 300)}`);
    for (const parole of code ? [] : paroles(corps)) {
      const motif = fuite(parole);
      if (motif !== undefined) mesure.fuites.push(`${champ} : ${motif} dans « ${parole.slice(0, 300)} »`);
    }
    const { r } = corps.data ?? {};
    if (r && r.__typename !== 'Refus') mesure.acceptees += 1;
  }

  bilan(): MesureHostile {
    const triees = this.durees.toSorted((a, b) => a - b);
    return { ...this.mesure, p99: triees[Math.floor(triees.length * 0.99)] ?? 0 };
  }
}

/** Ids of everything that there is, whoever may see it. */
async function identifiants({ sql }: Pick<Plateforme, 'sql'>): Promise<string[]> {
  const tables = await sql<{ nom: string }>(
    `select table_name as nom from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' order by 1`,
  );
  const un = ({ nom }: { nom: string }) => `(select id from ${nom} order by id limit 12)`;
  return (await sql<{ id: string }>(tables.map(un).join(' union all '))).map(({ id }) => id);
}

/** Sends operations of a valid shape with hostile values, in everybody's name and in nobody's, `tant` is true. */
export async function assaillir(
  p: Pick<Plateforme, 'url' | 'sql' | 'monde'>,
  tant: (envoyees: number) => boolean,
  graine = 23,
): Promise<MesureHostile> {
  const des = hasard(graine);
  const schema = buildSchema(fs.readFileSync(new URL('../../apps/api/schema.graphql', import.meta.url), 'utf8'));
  const fabrique = new Fabrique(schema, await identifiants(p), des);
  const jetons = [...Object.values(p.monde.jetons), null, 'x'.repeat(43)];
  const assaut = new Assaut(p.url);
  let lancees = 0;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (tant(lancees)) {
        lancees += 1;
        await assaut.envoyer(fabrique.suivante(), tirer(jetons, des));
      }
    }),
  );
  return assaut.bilan();
}

/** Bytes in use once everything that can be thrown away has been. */
function tasUtile(): number {
  setFlagsFromString('--expose-gc');
  const ramasser = runInNewContext('gc') as () => void;
  ramasser();
  ramasser();
  return process.memoryUsage().heapUsed;
}

/**
 * Generated operations with hostile values (trust.md A6): no 5xx, no internal text, and no memory kept after `dureeMs` of it.
 * Control: with a column renamed under the application, the same generator must find failures.
 */
export async function epreuveHostilites(lieu: Lieu, combien: number, dureeMs: number): Promise<Bilan> {
  const base = await lieu.nouvelleBase('hostilites');
  const guichet = await ouvrirGuichet(base.url);
  try {
    await jouerHistoire(guichet, new Date());
    // What the first requests make for good (plans, caches) is not growth.
    await assaillir(guichet, (n) => n < 2_000, 1);
    const avant = tasUtile();
    const debut = performance.now();
    const m = await assaillir(guichet, (n) => n < combien || performance.now() - debut < dureeMs);
    const minutes = (performance.now() - debut) / 60_000;
    const croissance = (tasUtile() - avant) / MEGA;
    await guichet.sql('alter table candidature rename column titre to titre_cache');
    const temoin = await assaillir(guichet, (n) => n < 300, 5);
    return {
      reussie:
        m.pannes.length === 0 && m.fuites.length === 0 && m.p99 < 1_000 && croissance < 64 && temoin.pannes.length > 0,
      ligne:
        `hostilités : ${nombre(m.envoyees)} opérations en ${minutes.toFixed(1)} min, ${nombre(m.acceptees)} acceptées, ` +
        `${m.pannes.length} panne, ${m.fuites.length} fuite, 99 % en moins de ${nombre(Math.ceil(m.p99))} ms, ` +
        `tas ${croissance >= 0 ? '+' : ''}${croissance.toFixed(1)} Mio ; témoin, une colonne renommée : ` +
        `${nombre(temoin.pannes.length)} pannes vues sur ${nombre(temoin.envoyees)}` +
        [...new Set([...m.pannes, ...m.fuites])]
          .slice(0, 5)
          .map((vu) => `\n    ${vu}`)
          .join(''),
    };
  } finally {
    await guichet.fermer();
    await base.fermer();
  }
}
