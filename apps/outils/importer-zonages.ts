import { readFileSync } from 'node:fs';
import pg from 'pg';
import { lireCsv } from '@tdt/domaine';

/** The columns of the two official lists: `code_qpv;code_commune;…` or `id_acv;code_commune;…`, comma or semicolon. */
interface LigneZonage {
  dispositif: 'QPV' | 'ACV';
  code: string;
  commune: string;
  libelle: string;
}

function arreter(phrase: string): never {
  console.error(phrase);
  process.exit(1);
}

function lireListe(texte: string): LigneZonage[] {
  const separateur = (/^.*/.exec(texte)?.[0] ?? '').includes(';') ? ';' : ',';
  const lue = lireCsv(texte, separateur);
  if (!lue.ok) arreter(`Ligne ${lue.refus.chemin ?? ''} : ${lue.refus.message}`);
  const [noms = [], ...rangees] = lue.fait
    .map((r) => r.cellules.map((cellule) => cellule.trim()))
    .filter((cellules) => cellules.some((cellule) => cellule !== ''));
  const rang = (nom: string) => noms.indexOf(nom);
  const dispositif = rang('code_qpv') >= 0 ? 'QPV' : rang('id_acv') >= 0 ? 'ACV' : null;
  if (!dispositif || rang('code_commune') < 0) {
    arreter(
      'Ce fichier n’est pas une liste QPV ou ACV : il faut les colonnes code_qpv (ou id_acv), code_commune et libelle_commune.',
    );
  }
  return rangees.map((c) => {
    const commune = (c[rang('code_commune')] ?? '').padStart(5, '0');
    // One Action cœur de ville programme may span two towns: the place is the town.
    const code = dispositif === 'QPV' ? (c[rang('code_qpv')] ?? '') : commune;
    return { dispositif, code, commune, libelle: c[rang('libelle_commune')] ?? code };
  });
}

const [fichier, millesime] = process.argv.slice(2);
if (!fichier || !/^20\d\d$/.test(millesime ?? '')) {
  arreter('Donnez la liste et son année : npm run importer:zonages -- qpv-2024.csv 2024');
}
const lues = lireListe(readFileSync(fichier, 'utf8'));
const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] });
await client.connect();
try {
  const { rows } = await client.query<{ code: string }>(
    `select l.commune as code from unnest($1::text[]) as l (commune)
     left join territoire t on t.nature = 'COMMUNE' and t.code = l.commune where t.code is null`,
    [lues.map((l) => l.commune)],
  );
  const inconnues = new Set(rows.map((r) => r.code));
  const bonnes = lues.filter((l) => !inconnues.has(l.commune));
  const { rowCount } = await client.query(
    `insert into zonage (dispositif, millesime, code, commune_code, libelle)
     select d, $5, c, m, l from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as u (d, c, m, l)
     on conflict (dispositif, millesime, code, commune_code) do update set libelle = excluded.libelle`,
    [
      bonnes.map((l) => l.dispositif),
      bonnes.map((l) => l.code),
      bonnes.map((l) => l.commune),
      bonnes.map((l) => l.libelle),
      Number(millesime),
    ],
  );
  console.log(`${rowCount ?? 0} lieux importés (${fichier}, ${millesime}).`);
  if (inconnues.size > 0) {
    console.log(
      `${lues.length - bonnes.length} lignes laissées de côté, communes absentes du découpage actuel : ${[...inconnues].join(', ')}.`,
    );
  }
} finally {
  await client.end();
}
