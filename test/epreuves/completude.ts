import { tirerDesActes } from './gestes.js';
import { ouvrirGuichet, type Guichet } from './guichet.js';
import { nombre, type Bilan, type Lieu } from './outils.js';

/**
 * Tables that are the journal itself, or that nobody’s act changes: counts of requests, keys, schema, objects of the store, queue
 * of the scanner, files on their way (the document that they become has its line).
 */
const HORS_METIER =
  /^(journal|journal_tete|scellement.*|horodatage|cle_personnelle|valeur_personnelle|debit|cle_acte|objet_provisoire|analyse_piece|televersement.*|migrations|temoin)$/;

/**
 * What counts as an act, on tables where the machine also writes: how far a calculation or a batch has gone is nobody's act. A
 * batch is launched or resumed (EN_ATTENTE) and stopped (ARRETEE) by somebody, or given back by an instance that ends, which none
 * does here; nothing ever deletes one. When a request to a provider is looked at again is nobody's act either, nor when the postman
 * takes what an act announced.
 */
const ACTES: Record<string, { quoi: string; quand?: string }> = {
  evenement: { quoi: 'insert or delete' },
  calcul: { quoi: 'insert or delete or update of arret_demande_le' },
  generation: { quoi: 'insert or update', quand: `when (new.etat in ('EN_ATTENTE', 'ARRETEE'))` },
  ligne_generation: { quoi: 'insert or delete' },
  signature_externe: { quoi: 'insert or delete or update of etat' },
};

/**
 * Has the database itself write down, in the same transaction, each change that the application makes to a table and each
 * line that it adds to the journal: triggers know what was committed, whatever the code believes it did.
 */
export async function surveiller({ sql }: Pick<Guichet, 'sql'>): Promise<void> {
  await sql('create table temoin (transaction xid8 not null, sur text not null)');
  await sql(`create function temoigner() returns trigger language plpgsql as $$
    begin
      if current_setting('application_name') = 'tour-de-table' then
        insert into temoin values (pg_current_xact_id(), 
          case tg_table_name when 'journal' then 'journal ' || (to_jsonb(new) ->> 'resultat') else tg_table_name end);
      end if;
      return null;
    end $$`);
  const tables = await sql<{ nom: string }>(
    `select relname as nom from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { nom } of tables.filter((t) => t.nom === 'journal' || !HORS_METIER.test(t.nom))) {
    const { quoi, quand = '' } = ACTES[nom] ?? { quoi: 'insert or update or delete' };
    await sql(`create trigger temoin after ${quoi} on ${nom} for each row ${quand} execute function temoigner()`);
  }
}

export interface Completude {
  /** Transactions that changed something, and those that did a line of an accepted act belongs to. */
  changements: number;
  journalises: number;
  /** Changes without a line, and lines without a change, by the tables that they touched. */
  sansLigne: string[];
  sansChangement: number;
  refusJournalises: number;
}

/** Compares, transaction by transaction, what was changed with what was journalled since `surveiller`. */
export async function comparer({ sql }: Pick<Guichet, 'sql'>): Promise<Completude> {
  const [compte] = await sql<Completude>(
    `with par_transaction as (
       select transaction, bool_or(sur not like 'journal %') as change, bool_or(sur = 'journal ACCEPTE') as ligne,
              string_agg(distinct sur, ', ') as tables from temoin group by transaction)
     select count(*) filter (where change)::int as changements, count(*) filter (where ligne)::int as journalises,
            coalesce(array_agg(tables) filter (where change and not ligne), '{}') as "sansLigne",
            count(*) filter (where ligne and not change)::int as "sansChangement",
            (select count(*)::int from temoin where sur = 'journal REFUSE') as "refusJournalises"
       from par_transaction`,
  );
  return compte!;
}

/** As many committed changes as journalled acts, transaction by transaction, whatever is asked (trust.md §5). */
export async function epreuveCompletude(lieu: Lieu, combien: number): Promise<Bilan> {
  const base = await lieu.nouvelleBase('completude');
  const guichet = await ouvrirGuichet(base.url);
  try {
    await surveiller(guichet);
    const t = await tirerDesActes(guichet, combien);
    const m = await comparer(guichet);
    const complet = m.sansLigne.length === 0 && m.sansChangement === 0 && m.changements === t.acceptes;
    return {
      reussie: complet && m.refusJournalises === t.refusSensibles && t.acceptes > combien / 5,
      ligne:
        `complétude : ${nombre(combien)} actes tirés au sort par l’API, ${nombre(t.acceptes)} acceptés, ` +
        `${nombre(m.changements)} transactions ont changé quelque chose, ${nombre(m.journalises)} ont leur ligne, ` +
        `${m.sansLigne.length} sans ligne, ${m.sansChangement} ligne sans changement ; ` +
        `${nombre(m.refusJournalises)} refus inscrits pour ${nombre(t.refusSensibles)} refus d’actes sensibles`,
    };
  } finally {
    await guichet.fermer();
    await base.fermer();
  }
}
