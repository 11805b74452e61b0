import { tirer } from './outils.js';

/** What a corruption needs to choose its victims. */
export interface Victimes {
  readonly ecritures: {
    id: string;
    enveloppe_id: string;
    rang: string;
    lot_id: string;
    debit_id: string;
    credit_id: string;
  }[];
  readonly comptes: { id: string }[];
  readonly lots: { id: string }[];
  readonly journal: { cle: string; chaine: string; rang: string; ecriture: string }[];
  readonly enveloppes: { id: string }[];
  readonly actes: { id: string; ecriture: string }[];
  readonly convention: string;
}

/** One corruption: the SQL that makes it, and the names under which the row at fault may be reported. */
export interface Sabotage {
  readonly sql: string[];
  readonly cles: string[];
}

export type Saboteur = (v: Victimes, des: () => number) => Sabotage;

const AUTRE = `'00000000-0000-8000-a000-000000000bad'`;

function modifierEcriture(champs: string): Saboteur {
  return (v, des) => {
    const { id } = tirer(v.ecritures, des);
    return { sql: [`update ecriture set ${champs} where id = '${id}'`], cles: [id] };
  };
}

function modifierLot(champs: string): Saboteur {
  return (v, des) => {
    const { id } = tirer(v.lots, des);
    return { sql: [`update lot set ${champs} where id = '${id}'`], cles: [id] };
  };
}

function modifierCompte(champs: string): Saboteur {
  return (v, des) => {
    const { id } = tirer(v.comptes, des);
    return { sql: [`update compte set ${champs} where id = '${id}'`], cles: [id] };
  };
}

function modifierJournal(champs: string): Saboteur {
  return (v, des) => {
    const { chaine, rang, cle, ecriture } = tirer(v.journal, des);
    return {
      sql: [`update journal set ${champs} where chaine = '${chaine}' and rang = ${rang}`],
      cles: [cle, ecriture],
    };
  };
}

/** Exchanges a value between two rows of one table, through a value that nothing else has. */
function echanger(table: string, champ: string, a: string, b: string, provisoire: string): string[] {
  const valeur = (ligne: string) => `(select ${champ} from ${table} where ${ligne})`;
  return [
    `create temporary table echange on commit drop as select ${valeur(a)} as a, ${valeur(b)} as b`,
    `update ${table} set ${champ} = ${provisoire} where ${a}`,
    `update ${table} set ${champ} = (select a from echange) where ${b}`,
    `update ${table} set ${champ} = (select b from echange) where ${champ} = ${provisoire}`,
  ];
}

/** Every field of an entry, of an account, of a lot and of the journal; deletions; exchanges; forged rows. */
export const SABOTEURS: Record<string, Saboteur> = {
  'montant modifié': modifierEcriture('montant = montant + 100'),
  'part changée': modifierEcriture(`part_id = ${AUTRE}`),
  'acteur changé': modifierEcriture(`acteur_id = ${AUTRE}`),
  'date changée': modifierEcriture(`fait_le = fait_le - interval '1 day'`),
  'motif changé': modifierEcriture(`motif = coalesce(motif, '') || ' (faux)'`),
  'acte changé': modifierEcriture(`acte_id = ${AUTRE}`),
  'convention changée': modifierEcriture(`convention_id = ${AUTRE}`),
  'type changé': modifierEcriture(`type = 'REPRENDRE'`),
  'lot changé': modifierEcriture(`lot_id = ${AUTRE}`),
  'financeur changé': modifierEcriture(`financeur_id = ${AUTRE}`),
  'plafond effacé ou ajouté': modifierEcriture('plafond = case when plafond is null then 1 end'),
  'compte débité changé': modifierEcriture(`debit_id = ${AUTRE}`),
  'rang changé': modifierEcriture('rang = rang + 100000'),
  'écriture supprimée': (v, des) => {
    const { id } = tirer(v.ecritures, des);
    return { sql: [`delete from ecriture where id = '${id}'`], cles: [id] };
  },
  'écritures échangées': (v, des) => {
    const a = tirer(v.ecritures, des);
    const b = tirer(
      v.ecritures.filter((e) => e.enveloppe_id === a.enveloppe_id && e.id !== a.id),
      des,
    );
    return { sql: echanger('ecriture', 'rang', `id = '${a.id}'`, `id = '${b.id}'`, '999999'), cles: [a.id] };
  },
  'écriture forgée': (v, des) => {
    const { id, enveloppe_id } = tirer(v.ecritures, des);
    const colonnes = `lot_id, financeur_id, type, part_id, debit_id, nature_debit, credit_id, nature_credit, montant,
      plafond, acte_id, convention_id, motif, statut_enveloppe, acteur_id, fait_le`;
    return {
      sql: [
        `insert into ecriture (enveloppe_id, rang, id, ${colonnes})
         select enveloppe_id, (select max(rang) + 1 from ecriture where enveloppe_id = '${enveloppe_id}'), ${AUTRE}, ${colonnes}
           from ecriture where id = '${id}'`,
      ],
      cles: [AUTRE.slice(1, -1)],
    };
  },
  'faux cohérent, journal oublié': (v, des) => {
    const { id, lot_id, debit_id, credit_id } = tirer(v.ecritures, des);
    return {
      sql: [
        `update ecriture set montant = montant + 1 where id = '${id}'`,
        `update compte set debit_cumule = debit_cumule + 1 where id = '${debit_id}'`,
        `update compte set credit_cumule = credit_cumule + 1 where id = '${credit_id}'`,
        `update lot set resultat = jsonb_set(resultat, '{ecritures}', (
           select jsonb_agg(case when a ->> 'id' = '${id}'
             then a || jsonb_build_object('montant', ((a ->> 'montant')::bigint + 1)::text) else a end)
           from jsonb_array_elements(resultat -> 'ecritures') a)) where id = '${lot_id}'`,
      ],
      cles: [id],
    };
  },
  'solde gonflé': modifierCompte('credit_cumule = credit_cumule + 100'),
  'cumuls gonflés': modifierCompte('credit_cumule = credit_cumule + 100, debit_cumule = debit_cumule + 100'),
  'plafond relevé': modifierCompte('plafond = coalesce(plafond, 0) + 10000000000'),
  'compte supprimé': (v, des) => {
    const { id } = tirer(v.comptes, des);
    return { sql: [`delete from compte where id = '${id}'`], cles: [id] };
  },
  'empreinte de lot changée': modifierLot(`empreinte = sha256('faux')`),
  'opération de lot changée': modifierLot(`operation = operation || ' faux'`),
  'acteur de lot changé': modifierLot(`acteur_id = ${AUTRE}`),
  'date de lot changée': modifierLot(`fait_le = fait_le - interval '1 second'`),
  'réponse de lot changée': modifierLot(`resultat = jsonb_set(resultat, '{ecritures,0,montant}', '"1"')`),
  'réponse de lot vidée': modifierLot(`resultat = '{}'`),
  'lot supprimé': (v, des) => {
    const { id } = tirer(v.lots, des);
    return { sql: [`delete from lot where id = '${id}'`], cles: [id] };
  },
  'journal modifié': modifierJournal(`donnees = donnees || '{"montant": "1"}'`),
  'acteur du journal changé': modifierJournal(`acteur_id = ${AUTRE}`),
  'date du journal changée': modifierJournal(`fait_le = fait_le - interval '1 hour'`),
  'action du journal changée': modifierJournal(`action = action || 'X'`),
  'empreinte du journal changée': modifierJournal(`empreinte = sha256('faux')`),
  'journal supprimé': (v, des) => {
    const { chaine, rang, cle, ecriture } = tirer(v.journal, des);
    return {
      sql: [`delete from journal where chaine = '${chaine}' and rang = ${rang}`],
      cles: [cle, ecriture],
    };
  },
  'lignes de journal échangées': (v, des) => {
    const a = tirer(v.journal, des);
    const b = tirer(
      v.journal.filter((j) => j.chaine === a.chaine && j.rang !== a.rang),
      des,
    );
    const ligne = (j: typeof a) => `chaine = '${j.chaine}' and rang = ${j.rang}`;
    return { sql: echanger('journal', 'rang', ligne(a), ligne(b), '999999'), cles: [a.cle, a.ecriture] };
  },
  'journal forgé': (v, des) => {
    const { chaine, rang } = tirer(v.journal, des);
    return {
      sql: [
        `insert into journal select chaine, rang + 50000, action, acteur_id, objet_type, objet_id, lot_id, donnees, fait_le,
           prec, empreinte from journal where chaine = '${chaine}' and rang = ${rang}`,
      ],
      cles: [`${chaine}#${Number(rang) + 50000}`],
    };
  },
  'tête de journal reculée': (v, des) => {
    const { chaine } = tirer(v.journal, des);
    return { sql: [`update journal_tete set rang = rang - 1 where chaine = '${chaine}'`], cles: [chaine] };
  },
  'rang d’enveloppe changé': (v, des) => {
    const { id } = tirer(v.enveloppes, des);
    return { sql: [`update enveloppe set rang = rang + 1 where id = '${id}'`], cles: [id] };
  },
  'enveloppe volée': (v, des) => {
    const { id } = tirer(v.enveloppes, des);
    const cles = v.ecritures.filter((e) => e.enveloppe_id === id).map((e) => e.id);
    return { sql: [`update enveloppe set financeur_id = ${AUTRE} where id = '${id}'`], cles };
  },
  'acte d’un autre financeur': (v, des) => {
    const { id, ecriture } = tirer(v.actes, des);
    return { sql: [`update engagement set financeur_id = ${AUTRE} where id = '${id}'`], cles: [id, ecriture] };
  },
  'acte diminué': (v, des) => {
    const { id } = tirer(v.actes, des);
    return { sql: [`update engagement set montant = montant - 1 where id = '${id}'`], cles: [id] };
  },
  'total de convention changé': (v) => ({
    sql: [`update convention set total = total + 100 where id = '${v.convention}'`],
    cles: [v.convention],
  }),
  'données de convention changées': (v) => ({
    sql: [`update convention set donnees = replace(donnees, '25000000', '25000001') where id = '${v.convention}'`],
    cles: [v.convention],
  }),
  'données et empreinte changées': (v) => ({
    sql: [
      `update convention set donnees = replace(donnees, '25000000', '25000001') where id = '${v.convention}'`,
      `update convention set empreinte = sha256(convert_to(donnees, 'UTF8')) where id = '${v.convention}'`,
    ],
    cles: [v.convention],
  }),
  'flèche ajoutée': () => ({
    sql: [`insert into fleche values ('ENGAGER', 'RESERVE', 'ENGAGE', false, false, false, true)`],
    cles: ['ENGAGER RESERVE ENGAGE'],
  }),
  'flèche sans acte': () => ({
    sql: [`update fleche set exige_acte = false where type = 'ENGAGER'`],
    cles: ['ENGAGER VOTE ENGAGE'],
  }),
};
