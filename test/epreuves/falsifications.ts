import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { Arbre, empreinteSceau, feuille, messageSigne } from '../../apps/verificateur-journal/index.mjs';
import { tirer } from './outils.js';

/** A line under a seal; `derniere`: rank of the last line of its chain. */
export interface LigneScellee {
  chaine: string;
  rang: number;
  derniere: number;
  /** Rank of the first sealed head at or after this line. */
  tete: number;
}

/** Changes the journal behind its back. @returns the names under which the change may be reported. */
export type Falsification = (
  client: pg.Client,
  lignes: readonly LigneScellee[],
  des: () => number,
) => Promise<string[]>;

const AUTRE = `'00000000-0000-8000-a000-000000000bad'::uuid`;

/** One change a field: everything that a line says. */
const CHANGEMENTS = [
  `acteur_id = ${AUTRE}`,
  `action = action || 'X'`,
  `objet_type = 'autre'`,
  `objet_id = ${AUTRE}`,
  `lot_id = ${AUTRE}`,
  `organisation_id = ${AUTRE}`,
  `role = 'ADMIN'`,
  `requete_id = ${AUTRE}`,
  `resultat = 'REFUSE', motif = 'INTERDIT'`,
  `donnees = donnees || '{"montant": "1"}'`,
  `fait_le = fait_le - interval '1 hour'`,
  `fait_le = fait_le + interval '1 microsecond'`,
  `format = 1`,
  `prec = sha256('faux')`,
];

const ou = ({ chaine, rang }: Pick<LigneScellee, 'chaine' | 'rang'>) => `chaine = '${chaine}' and rang = ${rang}`;
const cle = (chaine: string, rang: number) => `${chaine}#${rang}`;
const auMilieu = (lignes: readonly LigneScellee[]) => lignes.filter((l) => l.rang > 1 && l.rang < l.derniere);

/** Gives back to the lines from `rang` to `fin` the hashes that their content calls for, and moves the head after them. */
function rechainer(chaine: string, rang: number, fin = 'infini'): string {
  return `do $$
    declare l journal; v_prec bytea;
    begin
      v_prec := coalesce((select empreinte from journal where chaine = '${chaine}' and rang = ${rang} - 1), '\\x');
      for l in select * from journal where chaine = '${chaine}' and rang >= ${rang} ${fin === 'infini' ? '' : `and rang <= ${fin}`} order by rang loop
        l.prec := v_prec;
        l.empreinte := sha256(l.prec || convert_to(journal_canonique(l), 'UTF8'));
        update journal set prec = l.prec, empreinte = l.empreinte where chaine = l.chaine and rang = l.rang;
        v_prec := l.empreinte;
      end loop;
      update journal_tete t set rang = d.rang, empreinte = d.empreinte
        from (select rang, empreinte from journal where chaine = '${chaine}' order by rang desc limit 1) d
        where t.chaine = '${chaine}';
    end $$`;
}

/** A line like another, at another place, later on. */
function copier(chaine: string, modele: number, rang: number, faitLe = 'fait_le'): string {
  return `insert into journal
    select (jsonb_populate_record(j, jsonb_build_object('rang', ${rang}, 'fait_le', ${faitLe}))).*
      from journal j where ${ou({ chaine, rang: modele })}`;
}

async function decaler(client: pg.Client, chaine: string, depuis: number): Promise<void> {
  await client.query(`update journal set rang = rang + 1000001 where chaine = '${chaine}' and rang >= ${depuis}`);
  await client.query(`update journal set rang = rang - 1000000 where chaine = '${chaine}' and rang > 1000000`);
}

/** Makes the last seal say what the journal says now, under a key of the forger's own. */
async function resceller(client: pg.Client, privee: KeyObject, publique: Buffer, kid: string): Promise<string> {
  const { rows: tetes } = await client.query<{ chaine: string; rang: string; empreinte: string; position: string }>(
    `select distinct on (s.position) s.position::text, s.chaine, t.rang::text, encode(t.empreinte, 'hex') as empreinte
       from scellement_tete s join journal_tete t on t.chaine = s.chaine order by s.position, s.scellement_rang desc`,
  );
  const arbre = new Arbre();
  for (const tete of tetes) arbre.poser(Number(tete.position), feuille(tete));
  const lignes = tetes.reduce((somme, t) => somme + BigInt(t.rang), 0n).toString();
  const instant = (colonne: string) => `to_char(${colonne} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const { rows } = await client.query<Record<string, string>>(
    `select rang::text, cause, objet_id::text as objet, jour::text, ${instant('arrete_le')} as "arreteLe",
            ${instant('scelle_le')} as "scelleLe", chaines::text, encode(prec, 'hex') as prec
       from scellement s order by s.rang desc limit 1`,
  );
  const sceau = { ...rows[0]!, lignes, racine: arbre.racine(), kid };
  const empreinte = empreinteSceau(sceau);
  const signature = sign(null, messageSigne(empreinte), privee);
  const rang = rows[0]!['rang']!;
  await client.query('insert into scellement_cle values ($1, $2, now())', [kid, publique]);
  await client.query(
    `update scellement set lignes = $2, racine = decode($3, 'hex'), kid = $4, empreinte = decode($5, 'hex'), signature = $6
      where rang = $1`,
    [rang, lignes, arbre.racine(), kid, empreinte, signature],
  );
  await client.query(`update scellement_dernier set empreinte = decode($1, 'hex')`, [empreinte]);
  await client.query(
    `update scellement_tete s set rang = t.rang, empreinte = t.empreinte from journal_tete t
      where t.chaine = s.chaine and s.scellement_rang = (
        select max(d.scellement_rang) from scellement_tete d where d.chaine = s.chaine)`,
  );
  return rang;
}

/** The nine kinds of trust.md A5, each made with every right that a superuser has. */
export const FALSIFICATIONS: Record<string, Falsification> = {
  'champ modifié': async (client, lignes, des) => {
    const l = tirer(lignes, des);
    await client.query(`update journal set ${tirer(CHANGEMENTS, des)} where ${ou(l)}`);
    return [cle(l.chaine, l.rang)];
  },
  'champ modifié, empreinte recalculée': async (client, lignes, des) => {
    const l = tirer(lignes, des);
    await client.query(`update journal set ${tirer(CHANGEMENTS.slice(0, -4), des)} where ${ou(l)}`);
    await client.query(rechainer(l.chaine, l.rang, String(l.rang)));
    return [cle(l.chaine, l.rang)];
  },
  'ligne du milieu supprimée': async (client, lignes, des) => {
    const l = tirer(auMilieu(lignes), des);
    await client.query(`delete from journal where ${ou(l)}`);
    return [cle(l.chaine, l.rang)];
  },
  'dernière ligne supprimée': async (client, lignes, des) => {
    const l = tirer(lignes, des);
    await client.query(`delete from journal where chaine = '${l.chaine}' and rang = ${l.derniere}`);
    await client.query(rechainer(l.chaine, l.derniere));
    await viderTete(client, l.chaine);
    return [cle(l.chaine, l.derniere)];
  },
  'ligne insérée': async (client, lignes, des) => {
    const l = tirer(auMilieu(lignes), des);
    const aLaFin = des() < 0.5;
    const rang = aLaFin ? l.derniere + 1 : l.rang;
    if (!aLaFin) await decaler(client, l.chaine, l.rang);
    await client.query(copier(l.chaine, l.rang - 1, rang));
    await client.query(rechainer(l.chaine, rang, String(rang)));
    return [cle(l.chaine, rang)];
  },
  'lignes échangées': async (client, lignes, des) => {
    const l = tirer(auMilieu(lignes), des);
    const autre = l.rang + 1;
    await client.query(`update journal set rang = 1000000 where ${ou(l)}`);
    await client.query(`update journal set rang = ${l.rang} where chaine = '${l.chaine}' and rang = ${autre}`);
    await client.query(`update journal set rang = ${autre} where chaine = '${l.chaine}' and rang = 1000000`);
    return [cle(l.chaine, l.rang)];
  },
  'fin de chaîne tronquée': async (client, lignes, des) => {
    const l = tirer(auMilieu(lignes), des);
    await client.query(`delete from journal where chaine = '${l.chaine}' and rang > ${l.rang}`);
    await client.query(rechainer(l.chaine, l.rang));
    return [cle(l.chaine, l.rang + 1)];
  },
  'chaîne réécrite jusqu’au bout': async (client, lignes, des) => {
    const l = tirer(lignes, des);
    await client.query(`update journal set ${tirer(CHANGEMENTS.slice(0, -4), des)} where ${ou(l)}`);
    await client.query(rechainer(l.chaine, l.rang));
    return [cle(l.chaine, l.tete)];
  },
  'chaîne remplacée, sceau forgé': async (client, lignes, des) => {
    const l = tirer(lignes, des);
    await client.query(`update journal set objet_id = ${AUTRE}, acteur_id = null where chaine = '${l.chaine}'`);
    await client.query(rechainer(l.chaine, 1));
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const publique = publicKey.export({ type: 'spki', format: 'der' });
    const rang = await resceller(client, privateKey, publique, '0123456789abcdef');
    return [`scellement#${rang}`];
  },
};

/** A chain that has lost its only line goes back to what its head was before it. */
async function viderTete(client: pg.Client, chaine: string): Promise<void> {
  await client.query(
    `update journal_tete set rang = 0, empreinte = '\\x'
      where chaine = '${chaine}' and not exists (select from journal where chaine = '${chaine}')`,
  );
}
