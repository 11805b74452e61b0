// The rows to verify, from a database, as the exported file has them: everything as text, nothing rounded.

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;
const instant = (colonne) => `to_char(${colonne} at time zone 'UTC', ${INSTANT})`;
const hexa = (colonne) => `encode(${colonne}, 'hex')`;
const PAR_LOT = 5_000;

/** What is read, in the order in which it is judged. */
const LECTURES = [
  `select 'cle' as type, kid, ${hexa('publique')} as publique from scellement_cle order by kid`,
  `select 'sceau' as type, rang::text, cause, objet_id::text as objet, jour::text, ${instant('arrete_le')} as "arreteLe",
          ${instant('scelle_le')} as "scelleLe", chaines::text, lignes::text, ${hexa('racine')} as racine,
          ${hexa('prec')} as prec, ${hexa('empreinte')} as empreinte, kid, ${hexa('signature')} as signature
     from scellement order by scellement.rang`,
  `select 'teteScellee' as type, scellement_rang::text as sceau, position::text, chaine, rang::text,
          ${hexa('empreinte')} as empreinte
     from scellement_tete s order by s.scellement_rang, s.position`,
  `select 'horodatage' as type, jour::text, scellement_rang::text as sceau, autorite, ${hexa('jeton')} as jeton
     from horodatage h order by h.jour`,
  `select 'dernierSceau' as type, rang::text, ${hexa('empreinte')} as empreinte, ${instant('arrete_le')} as "arreteLe"
     from scellement_dernier`,
  `select 'tete' as type, chaine, rang::text, ${hexa('empreinte')} as empreinte from journal_tete t order by t.chaine`,
  `select 'ligne' as type, chaine, rang::text, format::text, acteur_id::text as acteur, organisation_id::text as organisation,
          role, action, objet_type as "objetType", objet_id::text as objet, lot_id::text as lot, resultat, motif,
          requete_id::text as requete, donnees::text as donnees, ${instant('fait_le')} as "faitLe", ${hexa('prec')} as prec,
          ${hexa('empreinte')} as empreinte
     from journal j order by j.chaine, j.rang`,
];

/**
 * Reads through a cursor: the journal may be larger than memory. `client` is in a transaction, so that all is of one instant.
 * @param {{query: (sql: string) => Promise<{rows: object[]}>}} client
 */
export async function* lireBase(client) {
  for (const lecture of LECTURES) {
    await client.query(`declare verification no scroll cursor for ${lecture}`);
    for (;;) {
      const { rows } = await client.query(`fetch ${PAR_LOT} from verification`);
      yield* rows;
      if (rows.length < PAR_LOT) break;
    }
    await client.query('close verification');
  }
}

/** Opens a read-only transaction at one instant on the database of this address, and hands its rows over. */
export async function* lireAdresse(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    yield* lireBase(client);
  } finally {
    await client.end();
  }
}
