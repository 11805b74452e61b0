import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Executeur } from '@tdt/socle';

interface Commune {
  code: string;
  nom: string;
  type: string;
  departement?: string;
  region?: string;
  collectivite?: string;
}
interface Departement {
  code: string;
  nom: string;
  region?: string;
}
interface Epci {
  code: string;
  nom: string;
  membres: { code: string }[];
}

const LOT = 5_000;
const ALLER_CHERCHER = createRequire(import.meta.url);

// Its own `require` crashes outside its folder, so its files are read as data.
function lire<T>(fichier: string): T[] {
  const paquet = path.dirname(ALLER_CHERCHER.resolve('@etalab/decoupage-administratif/package.json'));
  return JSON.parse(readFileSync(path.join(paquet, 'data', fichier), 'utf8')) as T[];
}

type Ligne = [
  nature: string,
  code: string,
  nom: string,
  region: string | null,
  departement: string | null,
  epci: string | null,
];

function lignesDuDecoupage(): Ligne[] {
  const epcis = lire<Epci>('epci.json');
  const epciDe = new Map(epcis.flatMap((e) => e.membres.map((m) => [m.code, e.code] as const)));
  const communes = lire<Commune>('communes.json').filter((c) => c.type === 'commune-actuelle');
  const regions = lire<{ code: string; nom: string }>('regions.json');
  const departements = lire<Departement>('departements.json');
  return [
    ...regions.map((r): Ligne => ['REGION', r.code, r.nom, r.code, null, null]),
    ...departements.map((d): Ligne => ['DEPARTEMENT', d.code, d.nom, d.region ?? null, d.code, null]),
    ...epcis.map((e): Ligne => ['EPCI', e.code, e.nom, null, null, e.code]),
    ...communes.map((c): Ligne => [
      'COMMUNE',
      c.code,
      c.nom,
      c.region ?? null,
      c.departement ?? null,
      epciDe.get(c.code) ?? null,
    ]),
  ];
}

/**
 * Loads the official découpage (régions, départements, EPCI, current communes), known by code. Running it again updates
 * names and links and removes nothing: files of past years keep their codes.
 * @returns the number of territories in the source.
 */
export async function chargerTerritoires(base: Executeur): Promise<number> {
  const lignes = lignesDuDecoupage();
  for (let i = 0; i < lignes.length; i += LOT) {
    const colonnes = [0, 1, 2, 3, 4, 5].map((c) => lignes.slice(i, i + LOT).map((l) => l[c as 0]));
    await base.query(
      `insert into territoire (nature, code, nom, region_code, departement_code, epci_code)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       on conflict (nature, code) do update
         set nom = excluded.nom, region_code = excluded.region_code,
             departement_code = excluded.departement_code, epci_code = excluded.epci_code`,
      colonnes,
    );
  }
  return lignes.length;
}
