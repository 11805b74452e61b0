import { createHash } from 'node:crypto';
import type { EtatConvention } from '@tdt/domaine';
import pg from 'pg';
import { lireCles, type ClesDeConfiance } from './pieces.js';

/** What the register knows of a convention. */
export interface Inscription {
  etat: EtatConvention;
  suivie: boolean;
  /** The bytes are those that were registered. */
  octets: boolean;
  /** Sum of its shares as the ledger has them, in centimes. */
  total: bigint;
}

export interface Registre {
  cles: ClesDeConfiance;
  /** Null: no frozen convention has these data. */
  inscription: Inscription | null;
  /** Minutes or a receipt with these very bytes are kept. */
  garde: boolean;
}

const INSCRIPTION = `select c.etat, (select coalesce(sum(e.montant), 0)::text from ecriture e
    where e.convention_id = c.id and e.type = 'CONVENTIONNER') as total,
  $2::bytea in (c.pdf_empreinte, c.scelle_empreinte) as octets,
  exists (select 1 from convention s where s.numero = c.numero and s.version > c.version and s.figee_le is not null) as suivie
  from convention c where encode(c.empreinte, 'hex') = $1 and c.figee_le is not null`;
const CLES = `select json_build_object(
  'sceaux', (select coalesce(json_agg(json_build_object('kid', kid, 'spki', encode(publique, 'base64'))), '[]') from scellement_cle),
  'cachets', (select coalesce(json_agg(distinct encode(sha256(cachet_certificat), 'hex')), '[]')
              from convention where cachet_certificat is not null)) as cles`;

const GARDE = `select exists (select 1 from proces_verbal where empreinte = $1::bytea)
  or exists (select 1 from candidature where sha256(recu) = $1::bytea) as garde`;

/** Asks the database. Null when it is out of reach: nothing is then said of the state of the convention. */
export async function interroger(url: string, empreinte: string | null, pdf: Buffer): Promise<Registre | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const octets = createHash('sha256').update(pdf).digest();
    const { rows } = await client.query<Inscription & { total: string }>(INSCRIPTION, [empreinte, octets]);
    const lues = await client.query<{ cles: { sceaux: object[]; cachets: string[] } }>(CLES);
    const { sceaux = [], cachets = [] } = lues.rows[0]?.cles ?? {};
    const cles = lireCles(JSON.stringify({ sceaux, cachets: cachets.map((c) => ({ empreinte: c })) }));
    const [ligne] = rows;
    const gardes = await client.query<{ garde: boolean }>(GARDE, [octets]);
    return {
      cles,
      garde: gardes.rows[0]?.garde ?? false,
      inscription: ligne ? { ...ligne, total: BigInt(ligne.total) } : null,
    };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
