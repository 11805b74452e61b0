import { acteDe, type Acte, type Cibles, type Genre } from './actes-pannes.js';
import { cleDe, type Releve, type Tentative } from './carnet.js';
import type { Grappe } from './grappe.js';

/** How many times the database holds the effect of each act, by its key. */
type Effets = Map<string, number>;

interface ActeSuivi {
  cle: string;
  objet: Acte['objet'];
}

/** Reads the effects themselves, table by table: the register of keys is not believed. */
const LECTURES: Record<Genre, (grappe: Grappe, actes: ActeSuivi[]) => Promise<Effets>> = {
  dotation: (grappe, actes) => parEcriture(grappe, actes, 'DOTER'),
  acte: (grappe, actes) => parEcriture(grappe, actes, 'ENGAGER'),
  async vote(grappe, actes) {
    return enEffets(
      await grappe.interroger(
        `select a.cle, count(v.id)::int as n from unnest($1::text[], $2::uuid[], $3::uuid[]) as a (cle, scrutin, membre)
           left join vote v on v.scrutin_id = a.scrutin and v.membre_id = a.membre group by a.cle`,
        [actes.map((a) => a.cle), actes.map((a) => a.objet.id), actes.map((a) => a.objet.siege)],
      ),
    );
  },
  depot: (grappe, actes) => parJournal(grappe, actes, 'deposerCandidature'),
  brouillon: (grappe, actes) => parJournal(grappe, actes, 'enregistrerCandidature'),
};

function enEffets(lignes: { cle: string; n: number }[]): Effets {
  return new Map(lignes.map((l) => [l.cle, l.n]));
}

async function parEcriture(grappe: Grappe, actes: ActeSuivi[], type: string): Promise<Effets> {
  return enEffets(
    await grappe.interroger(
      `select a.cle, count(e.id)::int as n from unnest($1::text[]) as a (cle)
         left join ecriture e on e.lot_id = a.cle::uuid and e.type = $2 group by a.cle`,
      [actes.map((a) => a.cle), type],
    ),
  );
}

/**
 * The journal has one line an act. Of the successive saves of a file, the n-th is there when there are more than n lines; what
 * there is beyond the last one that was sent is counted as a second effect of that one.
 */
async function parJournal(grappe: Grappe, actes: ActeSuivi[], action: string): Promise<Effets> {
  const lignes = await grappe.interroger<{ id: string; n: number }>(
    `select objet_id::text as id, count(*)::int as n from journal where objet_id = any ($1::uuid[]) and action = $2 and resultat = 'ACCEPTE'
      group by objet_id`,
    [[...new Set(actes.map((a) => a.objet.id))], action],
  );
  const parObjet = new Map(lignes.map((l) => [l.id, l.n]));
  const derniers = new Map<string, number>();
  for (const { objet } of actes) derniers.set(objet.id, Math.max(derniers.get(objet.id) ?? 0, objet.rang ?? 0));
  return new Map(
    actes.map(({ cle, objet: { id, rang = 0 } }) => {
      const reste = (parObjet.get(id) ?? 0) - rang;
      return [cle, rang === derniers.get(id) ? Math.max(0, reste) : Math.min(1, Math.max(0, reste))];
    }),
  );
}

/** The effects of these acts in the database as it stands. */
export async function effetsDe(grappe: Grappe, cibles: Cibles, tentatives: Iterable<Tentative>): Promise<Effets> {
  const parGenre = new Map<Genre, ActeSuivi[]>();
  for (const tentative of tentatives) {
    const acte = acteDe(cibles, tentative);
    if (!acte) throw new Error(`acte inconnu : ${JSON.stringify(tentative)}`);
    const suivis = parGenre.get(acte.genre) ?? [];
    suivis.push({ cle: cleDe(tentative), objet: acte.objet });
    parGenre.set(acte.genre, suivis);
  }
  const effets: Effets = new Map();
  for (const [genre, actes] of parGenre) {
    for (const [cle, n] of await LECTURES[genre](grappe, actes)) effets.set(cle, n);
  }
  return effets;
}

/** Acknowledged acts without effect. */
export async function perdues(grappe: Grappe, cibles: Cibles, { envoyees, acquises }: Releve): Promise<string[]> {
  const effets = await effetsDe(grappe, cibles, envoyees.values());
  return [...acquises].filter((cle) => (effets.get(cle) ?? 0) === 0);
}
