-- The ledger (trust.md §4): one double-entry ledger per funder envelope. Money is never pooled: every guard that can be a
-- declared constraint is one, because sums checked by code or by a deferred trigger overspend under concurrency (finding 1).

create table enveloppe (
  id uuid constraint enveloppe_pk primary key,
  financeur_id uuid not null constraint enveloppe_financeur_fk references organisme (id),
  appel_id uuid constraint enveloppe_appel_fk references appel_a_projets (id),
  libelle text not null,
  dispositif text not null,
  exercice integer not null,
  type_credit text not null default 'UNIQUE',
  statut text not null default 'OUVERTE',
  rang bigint not null default 0,
  creee_le timestamptz not null,
  constraint enveloppe_type_credit_liste check (type_credit in ('UNIQUE', 'AE', 'CP')),
  constraint enveloppe_statut_liste check (statut in ('OUVERTE', 'GELEE', 'CLOSE')),
  constraint enveloppe_exercice_bornes check (exercice between 2000 and 2100),
  constraint enveloppe_rang_positif check (rang >= 0)
) with (fillfactor = 70);
create unique index enveloppe_financeur_cle on enveloppe (id, financeur_id);
create index enveloppe_financeur_idx on enveloppe (financeur_id);
create index enveloppe_appel_idx on enveloppe (appel_id);

-- A funder's share of one candidature. From the vote on it must hang on an envelope, so that no voted euro escapes the ledger.
create table part (
  id uuid constraint part_pk primary key,
  candidature_id uuid not null,
  financeur_id uuid not null constraint part_financeur_fk references organisme (id),
  enveloppe_id uuid,
  dispositif text not null,
  nature text not null,
  montant bigint not null,
  assiette bigint,
  condition text,
  etat text not null,
  version integer not null default 1,
  creee_le timestamptz not null,
  constraint part_enveloppe_fk foreign key (enveloppe_id, financeur_id) references enveloppe (id, financeur_id),
  constraint part_nature_liste check (nature in ('FONCTIONNEMENT', 'INVESTISSEMENT')),
  constraint part_montant_bornes check (montant between 1 and 10000000000000),
  constraint part_assiette_bornes check (assiette between 1 and 10000000000000),
  constraint part_etat_liste check (etat in (
    'PRESSENTIE', 'ANNONCEE', 'PROPOSEE', 'VOTEE', 'SOUS_RESERVE', 'ENGAGEE', 'CONVENTIONNEE', 'PARTIELLEMENT_VERSEE',
    'VERSEE', 'REVERSEE_PARTIEL', 'REFUSEE', 'RETIREE', 'REDUITE')),
  constraint part_enveloppe_exigee check (
    enveloppe_id is not null or etat in ('PRESSENTIE', 'ANNONCEE', 'PROPOSEE', 'REFUSEE', 'RETIREE', 'REDUITE'))
);
create unique index part_financeur_cle on part (id, financeur_id);
create unique index part_enveloppe_cle on part (id, enveloppe_id);
create unique index part_active_unique on part (candidature_id, financeur_id, dispositif)
  where etat not in ('REFUSEE', 'RETIREE', 'REDUITE');
create index part_enveloppe_idx on part (enveloppe_id, financeur_id);
create index part_financeur_idx on part (financeur_id);

-- The funder's own act: the second key (R24). One act per share; a withdrawn share is replaced by a new share.
create table engagement (
  id uuid constraint engagement_pk primary key,
  part_id uuid not null,
  financeur_id uuid not null,
  type_acte text not null,
  numero text not null,
  date_acte date not null,
  signataire_nom text not null,
  signataire_qualite text not null,
  transmis_le date,
  montant bigint not null,
  enregistre_par uuid not null constraint engagement_enregistre_par_fk references utilisateur (id),
  enregistre_le timestamptz not null,
  constraint engagement_part_fk foreign key (part_id, financeur_id) references part (id, financeur_id),
  constraint engagement_montant_bornes check (montant between 1 and 10000000000000),
  constraint engagement_transmission check (transmis_le >= date_acte)
);
create unique index engagement_part_unique on engagement (part_id);
create unique index engagement_financeur_cle on engagement (id, financeur_id);
create unique index engagement_acte_cle on engagement (id, financeur_id, part_id);
create index engagement_financeur_idx on engagement (part_id, financeur_id);

-- An account. solde = credit - debit. `titulaire_id` is whose money it is (a share, or the envelope itself): it lets a
-- foreign key refuse an entry between two shares. The balance checks are the guard against overspending (I2, I13).
create table compte (
  id uuid constraint compte_pk primary key,
  enveloppe_id uuid not null constraint compte_enveloppe_fk references enveloppe (id),
  nature text not null,
  part_id uuid,
  titulaire_id uuid not null generated always as (coalesce(part_id, enveloppe_id)) stored,
  debit_cumule bigint not null default 0,
  credit_cumule bigint not null default 0,
  solde bigint not null generated always as (credit_cumule - debit_cumule) stored,
  plafond bigint,
  constraint compte_nature_liste check (nature in (
    'SOURCE', 'DISPONIBLE', 'RESERVE', 'VOTE', 'ENGAGE', 'CONVENTIONNE', 'A_PAYER', 'VERSE', 'A_RECOUVRER')),
  constraint compte_part_selon_nature check ((part_id is null) = (nature in ('SOURCE', 'DISPONIBLE'))),
  constraint compte_cumules_positifs check (debit_cumule >= 0 and credit_cumule >= 0),
  constraint compte_solde_positif check (nature = 'SOURCE' or solde >= 0),
  constraint compte_source_negative check (nature <> 'SOURCE' or solde <= 0),
  constraint compte_plafond_respecte check (solde <= plafond),
  constraint compte_part_fk foreign key (part_id, enveloppe_id) references part (id, enveloppe_id)
) with (fillfactor = 70);
create unique index compte_nature_unique on compte (enveloppe_id, nature, titulaire_id);
create unique index compte_cle on compte (id, nature, enveloppe_id, titulaire_id);
create index compte_part_idx on compte (part_id, enveloppe_id);

-- The state machine as data; libs/domaine FLECHES_GRAND_LIVRE says the same and a test compares them.
create table fleche (
  type text not null,
  de text not null,
  vers text not null,
  exige_acte boolean not null default false,
  exige_convention boolean not null default false,
  exige_paiement boolean not null default false,
  enveloppe_ouverte boolean not null default true,
  constraint fleche_pk primary key (type, de, vers),
  constraint fleche_sens check (de <> vers)
);
insert into fleche (type, de, vers, exige_acte, exige_convention, exige_paiement, enveloppe_ouverte) values
  ('DOTER', 'SOURCE', 'DISPONIBLE', false, false, false, true),
  ('REPRENDRE', 'DISPONIBLE', 'SOURCE', false, false, false, true),
  ('RESERVER', 'DISPONIBLE', 'RESERVE', false, false, false, true),
  ('VOTER', 'RESERVE', 'VOTE', false, false, false, true),
  ('VOTER', 'DISPONIBLE', 'VOTE', false, false, false, true),
  ('ENGAGER', 'VOTE', 'ENGAGE', true, false, false, true),
  ('CONVENTIONNER', 'ENGAGE', 'CONVENTIONNE', false, true, false, true),
  ('LIQUIDER', 'CONVENTIONNE', 'A_PAYER', false, false, false, true),
  ('VERSER', 'A_PAYER', 'VERSE', false, false, true, false),
  ('LIBERER', 'RESERVE', 'DISPONIBLE', false, false, false, true),
  ('LIBERER', 'VOTE', 'DISPONIBLE', false, false, false, true),
  ('LIBERER', 'ENGAGE', 'DISPONIBLE', true, false, false, true),
  ('LIBERER', 'CONVENTIONNE', 'DISPONIBLE', true, false, false, true),
  ('CONSTATER_INDU', 'VERSE', 'A_RECOUVRER', false, false, false, true),
  ('RECOUVRER', 'A_RECOUVRER', 'DISPONIBLE', false, false, false, false),
  ('RECOUVRER', 'A_RECOUVRER', 'SOURCE', false, false, false, false);
insert into fleche (type, de, vers, enveloppe_ouverte) select 'ANNULER', vers, de, false from fleche;

-- An entry: `montant` leaves the debited account and enters the credited one. Never updated, never deleted (I4).
-- PostgreSQL evaluates CHECKs by name: the names below follow the refusal order of the domain (bornes, coherence,
-- enveloppe, piece), so that both sides give the same first refusal.
create table ecriture (
  enveloppe_id uuid not null,
  rang bigint not null,
  id uuid not null,
  lot_id uuid not null constraint ecriture_lot_fk references lot (id),
  financeur_id uuid not null,
  type text not null,
  type_annulable text generated always as (nullif(type, 'ANNULER')) stored,
  part_id uuid,
  debit_id uuid not null,
  nature_debit text not null,
  titulaire_debit uuid not null generated always as (
    case when nature_debit in ('SOURCE', 'DISPONIBLE') then enveloppe_id else part_id end) stored,
  credit_id uuid not null,
  nature_credit text not null,
  titulaire_credit uuid not null generated always as (
    case when nature_credit in ('SOURCE', 'DISPONIBLE') then enveloppe_id else part_id end) stored,
  montant bigint not null,
  plafond bigint,
  acte_id uuid,
  convention_id uuid,
  paiement_id uuid,
  reference_paiement text,
  cause_id uuid,
  cause_type text,
  motif text,
  statut_enveloppe text not null,
  acteur_id uuid constraint ecriture_acteur_fk references utilisateur (id),
  fait_le timestamptz not null,
  constraint ecriture_pk primary key (enveloppe_id, rang),
  constraint ecriture_bornes_montant check (montant between 1 and 10000000000000),
  constraint ecriture_bornes_rang check (rang >= 1),
  constraint ecriture_coherence_comptes check (debit_id <> credit_id),
  constraint ecriture_coherence_part check (
    (part_id is null) = (nature_debit in ('SOURCE', 'DISPONIBLE') and nature_credit in ('SOURCE', 'DISPONIBLE'))),
  constraint ecriture_enveloppe_ouverte check (
    statut_enveloppe = 'OUVERTE' or type in ('VERSER', 'RECOUVRER', 'ANNULER')),
  constraint ecriture_piece_acte check (
    acte_id is not null
    or not (type = 'ENGAGER' or type = 'LIBERER' and nature_debit in ('ENGAGE', 'CONVENTIONNE'))),
  constraint ecriture_piece_cause check (
    (type = 'ANNULER') = (cause_id is not null) and (cause_id is null) = (cause_type is null)),
  constraint ecriture_piece_convention check (type <> 'CONVENTIONNER' or convention_id is not null),
  constraint ecriture_piece_motif check (type <> 'LIBERER' or coalesce(btrim(motif), '') <> ''),
  constraint ecriture_piece_reference check ((type = 'VERSER') = (reference_paiement is not null)),
  constraint ecriture_fleche_fk foreign key (type, nature_debit, nature_credit) references fleche (type, de, vers),
  constraint ecriture_enveloppe_fk foreign key (enveloppe_id, financeur_id) references enveloppe (id, financeur_id),
  constraint ecriture_debit_fk foreign key (debit_id, nature_debit, enveloppe_id, titulaire_debit)
    references compte (id, nature, enveloppe_id, titulaire_id),
  constraint ecriture_credit_fk foreign key (credit_id, nature_credit, enveloppe_id, titulaire_credit)
    references compte (id, nature, enveloppe_id, titulaire_id),
  constraint ecriture_acte_fk foreign key (acte_id, financeur_id, part_id)
    references engagement (id, financeur_id, part_id)
);
create unique index ecriture_id_unique on ecriture (id);
create unique index ecriture_cause_unique on ecriture (cause_id);
create unique index ecriture_reference_unique on ecriture (financeur_id, reference_paiement);
create unique index ecriture_inverse_cle on ecriture (id, type_annulable, enveloppe_id, credit_id, debit_id, montant);
create index ecriture_lot_idx on ecriture (lot_id);
create index ecriture_part_idx on ecriture (part_id);
create index ecriture_convention_idx on ecriture (convention_id);
create index ecriture_acte_idx on ecriture (acte_id);
-- A reversal is the exact inverse of its cause: same envelope, same amount, accounts swapped (I7). It matches no other
-- reversal, whose `type_annulable` is null.
alter table ecriture add constraint ecriture_cause_fk
  foreign key (cause_id, cause_type, enveloppe_id, debit_id, credit_id, montant)
  references ecriture (id, type_annulable, enveloppe_id, credit_id, debit_id, montant);

-- Until when a reserved amount is kept; after that a job posts a LIBERER lot at its own pace.
create table reservation (
  part_id uuid constraint reservation_pk primary key constraint reservation_part_fk references part (id),
  expire_le timestamptz not null
);
create index reservation_expire_idx on reservation (expire_le);

-- History is never rewritten, not even by the owner of the tables (I4).
create function refuser_modification() returns trigger language plpgsql as $$
begin
  raise exception 'les lignes de % ne se modifient ni ne se suppriment', tg_table_name using errcode = 'TDT03';
end $$;

-- A lot receives its answer once, in the transaction that opened it; everything else in it is fixed.
create function refuser_modification_lot() returns trigger language plpgsql as $$
begin
  if old.resultat is null and new.resultat is not null
     and (new.id, new.operation, new.acteur_id, new.empreinte, new.fait_le)
         is not distinct from (old.id, old.operation, old.acteur_id, old.empreinte, old.fait_le) then
    return new;
  end if;
  raise exception 'le lot % est définitif', old.id using errcode = 'TDT03';
end $$;

create trigger ecriture_definitive before update or delete on ecriture
  for each row execute function refuser_modification();
create trigger ecriture_jamais_videe before truncate on ecriture
  for each statement execute function refuser_modification();
create trigger journal_definitif before update or delete on journal
  for each row execute function refuser_modification();
create trigger journal_jamais_vide before truncate on journal
  for each statement execute function refuser_modification();
create trigger lot_resultat_une_fois before update on lot
  for each row execute function refuser_modification_lot();
create trigger lot_definitif before delete on lot
  for each row execute function refuser_modification();
create trigger lot_jamais_vide before truncate on lot
  for each statement execute function refuser_modification();
create trigger compte_definitif before delete on compte
  for each row execute function refuser_modification();
create trigger compte_jamais_vide before truncate on compte
  for each statement execute function refuser_modification();

-- An identifier that follows from what it names (UUIDv8): the posting function needs no chance, and knows the id of an
-- account, hence the order of its locks, before the account exists.
create function uuid_derive(p_graine text) returns uuid language sql immutable as $$
  select (substr(h, 1, 12) || '8' || substr(h, 14, 3) || 'a' || substr(h, 18, 15))::uuid
  from (select encode(sha256(convert_to(p_graine, 'UTF8')), 'hex') as h) as condense
$$;

create function compte_id(p_enveloppe uuid, p_nature text, p_part uuid) returns uuid language sql immutable as $$
  select uuid_derive('compte|' || p_enveloppe || '|' || p_nature || '|'
    || case when p_nature in ('SOURCE', 'DISPONIBLE') then '' else coalesce(p_part::text, '') end)
$$;

-- The entries asked for, completed: a reversal takes everything from its cause.
create function ecritures_demandees(p_ecritures jsonb) returns table (
  ordre bigint, type text, enveloppe_id uuid, part_id uuid, de text, vers text, montant bigint, plafond bigint,
  acte_id uuid, convention_id uuid, paiement_id uuid, reference_paiement text, cause_id uuid, cause_type text,
  motif text, expire_le timestamptz
) language sql stable as $$
  select d.ordre, x.type, coalesce(c.enveloppe_id, x.enveloppe_id), coalesce(c.part_id, x.part_id),
         coalesce(c.nature_credit, x.de), coalesce(c.nature_debit, x.vers), coalesce(c.montant, x.montant), x.plafond,
         x.acte_id, x.convention_id, x.paiement_id, x.reference_paiement, x.cause_id, c.type, x.motif, x.expire_le
  from jsonb_array_elements(p_ecritures) with ordinality as d (valeur, ordre)
  cross join lateral jsonb_to_record(d.valeur) as x (
    type text, enveloppe_id uuid, part_id uuid, de text, vers text, montant bigint, plafond bigint, acte_id uuid,
    convention_id uuid, paiement_id uuid, reference_paiement text, cause_id uuid, motif text, expire_le timestamptz)
  left join ecriture c on c.id = x.cause_id
$$;

-- Locks the envelopes in id order. FOR NO KEY UPDATE, because these rows are foreign-key targets: FOR UPDATE there is a
-- deadlock storm (finding 2). An unknown envelope or cause stops here.
create function verrouiller_enveloppes(p_ecritures jsonb) returns void language plpgsql as $$
declare
  v_manque bigint;
begin
  select min(d.ordre) into v_manque from ecritures_demandees(p_ecritures) d
    where not exists (select from enveloppe e where e.id = d.enveloppe_id);
  if v_manque is not null then
    raise exception 'enveloppe ou écriture inconnue' using errcode = 'TDT04', detail = v_manque::text;
  end if;
  perform from enveloppe e where e.id in (select d.enveloppe_id from ecritures_demandees(p_ecritures) d)
    order by e.id for no key update;
end $$;

-- Opens the accounts that do not exist yet and locks them all in id order, after their envelopes.
create function verrouiller_comptes(p_ecritures jsonb) returns void language plpgsql as $$
begin
  insert into compte (id, enveloppe_id, nature, part_id)
    select distinct compte_id(d.enveloppe_id, n.nature, d.part_id), d.enveloppe_id, n.nature,
           case when n.nature in ('SOURCE', 'DISPONIBLE') then null else d.part_id end
    from ecritures_demandees(p_ecritures) d cross join lateral (values (d.de), (d.vers)) as n (nature)
    where not exists (select from compte c where c.id = compte_id(d.enveloppe_id, n.nature, d.part_id))
    order by 1;
  perform from compte c where c.id in (
    select compte_id(d.enveloppe_id, n.nature, d.part_id)
    from ecritures_demandees(p_ecritures) d cross join lateral (values (d.de), (d.vers)) as n (nature))
    order by c.id for no key update;
end $$;

-- What the journal keeps of an entry: ids and amounts only, a free text only by its hash (trust.md §5).
create function ecriture_journal(e ecriture, p_operation text, p_empreinte bytea) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'rang', e.rang, 'ecriture', e.id, 'type', e.type, 'part', e.part_id, 'financeur', e.financeur_id,
    'debit', e.debit_id, 'de', e.nature_debit, 'credit', e.credit_id, 'vers', e.nature_credit,
    'montant', e.montant::text, 'plafond', e.plafond::text, 'acte', e.acte_id, 'convention', e.convention_id,
    'paiement', e.paiement_id, 'reference', e.reference_paiement, 'cause', e.cause_id, 'causeType', e.cause_type,
    'motif', encode(sha256(convert_to(e.motif, 'UTF8')), 'hex'), 'statut', e.statut_enveloppe,
    'faitLe', to_char(e.fait_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'operation', p_operation, 'empreinte', encode(p_empreinte, 'hex'))
$$;

-- A reserved amount is kept until its date; once nothing is reserved, nothing expires.
create function suivre_reservation(p_enveloppe uuid, p_part uuid, p_expire_le timestamptz) returns void
language plpgsql as $$
begin
  if p_expire_le is not null then
    insert into reservation (part_id, expire_le) values (p_part, p_expire_le)
      on conflict (part_id) do update set expire_le = excluded.expire_le;
  elsif exists (select from compte c where c.id = compte_id(p_enveloppe, 'RESERVE', p_part) and c.solde = 0) then
    delete from reservation r where r.part_id = p_part;
  end if;
end $$;

-- Posts one lot, all entries or none. SQLSTATE TDT01: the key was already used for something else; TDT04: unknown envelope
-- or cause; every other refusal is a declared constraint, reported under its name. A replay returns the first answer with
-- "rejeu": true and writes nothing.
create function poster(p_lot uuid, p_operation text, p_acteur uuid, p_empreinte bytea, p_ecritures jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  v_instant timestamptz := maintenant();
  v_lot lot;
  v_enveloppe enveloppe;
  v_ecriture ecriture;
  v_passees jsonb := '[]';
  v_resultat jsonb;
  d record;
begin
  insert into lot (id, operation, acteur_id, empreinte, fait_le)
    values (p_lot, p_operation, p_acteur, p_empreinte, v_instant) on conflict (id) do nothing;
  if not found then
    select * into v_lot from lot where id = p_lot;
    if v_lot.empreinte = p_empreinte and v_lot.operation = p_operation and v_lot.resultat ? 'ecritures' then
      return v_lot.resultat || '{"rejeu": true}';
    end if;
    raise exception 'le lot % a déjà servi pour une opération différente', p_lot using errcode = 'TDT01';
  end if;
  perform verrouiller_enveloppes(p_ecritures);
  perform verrouiller_comptes(p_ecritures);
  for d in select * from ecritures_demandees(p_ecritures) order by ordre loop
    update enveloppe set rang = rang + 1 where id = d.enveloppe_id returning * into v_enveloppe;
    insert into ecriture (
      enveloppe_id, rang, id, lot_id, financeur_id, type, part_id, debit_id, nature_debit, credit_id, nature_credit,
      montant, plafond, acte_id, convention_id, paiement_id, reference_paiement, cause_id, cause_type, motif,
      statut_enveloppe, acteur_id, fait_le)
    values (
      v_enveloppe.id, v_enveloppe.rang, uuid_derive('ecriture|' || p_lot || '|' || d.ordre), p_lot,
      v_enveloppe.financeur_id, d.type, d.part_id, compte_id(v_enveloppe.id, d.de, d.part_id), d.de,
      compte_id(v_enveloppe.id, d.vers, d.part_id), d.vers, d.montant, d.plafond, d.acte_id, d.convention_id,
      d.paiement_id, d.reference_paiement, d.cause_id, d.cause_type, d.motif, v_enveloppe.statut, p_acteur, v_instant)
    returning * into v_ecriture;
    update compte set debit_cumule = debit_cumule + d.montant where id = v_ecriture.debit_id;
    update compte set credit_cumule = credit_cumule + d.montant, plafond = coalesce(d.plafond, plafond)
      where id = v_ecriture.credit_id;
    if d.de = 'RESERVE' or d.vers = 'RESERVE' then
      perform suivre_reservation(v_enveloppe.id, d.part_id, d.expire_le);
    end if;
    perform journaliser('enveloppe:' || v_enveloppe.id, d.type, p_acteur, 'enveloppe', v_enveloppe.id, p_lot,
      ecriture_journal(v_ecriture, p_operation, p_empreinte));
    v_passees := v_passees || jsonb_build_object('id', v_ecriture.id, 'enveloppeId', v_enveloppe.id,
      'rang', v_ecriture.rang, 'type', d.type, 'partId', d.part_id, 'de', d.de, 'vers', d.vers,
      'montant', d.montant::text);
  end loop;
  v_resultat := jsonb_build_object('lot', p_lot, 'operation', p_operation, 'ecritures', v_passees);
  update lot set resultat = v_resultat where id = p_lot;
  return v_resultat || '{"rejeu": false}';
end $$;

-- The same, with a refusal as an answer instead of an error: nothing is written, the caller's transaction goes on, and the
-- envelopes stay locked, so that the balance that it gives is the one that refused.
create function tenter_poster(p_lot uuid, p_operation text, p_acteur uuid, p_empreinte bytea, p_ecritures jsonb)
returns jsonb
language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '2s' as $$
declare
  v_contrainte text;
  v_detail text;
  v_etat text;
  v_compte uuid;
  v_nature text;
  v_solde bigint;
  v_plafond bigint;
begin
  perform from enveloppe e where e.id in (select d.enveloppe_id from ecritures_demandees(p_ecritures) d)
    order by e.id for no key update;
  begin
    return poster(p_lot, p_operation, p_acteur, p_empreinte, p_ecritures);
  exception
    when check_violation or foreign_key_violation or unique_violation or not_null_violation
         or sqlstate 'TDT01' or sqlstate 'TDT04' then
      get stacked diagnostics v_etat = returned_sqlstate, v_contrainte = constraint_name, v_detail = pg_exception_detail;
  end;
  -- The detail of a CHECK quotes the failing row, whose first column is the id of the account. An account that was opened
  -- for this lot is gone with it: its balance was zero.
  v_compte := case when v_contrainte like 'compte_%'
    then substring(v_detail from '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')::uuid end;
  select n.nature, d.plafond into v_nature, v_plafond from ecritures_demandees(p_ecritures) d
    cross join lateral (values (d.de), (d.vers)) as n (nature)
    where compte_id(d.enveloppe_id, n.nature, d.part_id) = v_compte limit 1;
  v_solde := (select c.solde from compte c where c.id = v_compte);
  v_plafond := coalesce(v_plafond, (select c.plafond from compte c where c.id = v_compte));
  return jsonb_build_object('refus', jsonb_build_object('etat', v_etat, 'contrainte', v_contrainte,
    'nature', v_nature, 'solde', coalesce(v_solde, 0)::text, 'plafond', v_plafond::text));
end $$;

-- In the deployed shape the two posting functions belong to a role that nobody logs in with: the application's role then
-- needs EXECUTE and SELECT only. Where the migrating role may not create roles, they stay with it.
revoke execute on function poster(uuid, text, uuid, bytea, jsonb), tenter_poster(uuid, text, uuid, bytea, jsonb)
  from public;
grant execute on function poster(uuid, text, uuid, bytea, jsonb), tenter_poster(uuid, text, uuid, bytea, jsonb)
  to current_user;
do $$
begin
  begin
    create role grand_livre nologin;
  exception when duplicate_object or unique_violation then null;
  end;
  grant usage on schema public to grand_livre;
  grant select on enveloppe, part, engagement, compte, fleche, ecriture, reservation, lot, journal, journal_tete
    to grand_livre;
  grant insert on compte, ecriture, reservation, lot, journal, journal_tete to grand_livre;
  grant update on enveloppe, compte, reservation, lot, journal_tete to grand_livre;
  grant delete on reservation to grand_livre;
  alter function poster(uuid, text, uuid, bytea, jsonb) owner to grand_livre;
  alter function tenter_poster(uuid, text, uuid, bytea, jsonb) owner to grand_livre;
exception when insufficient_privilege then
  raise notice 'rôle grand_livre non créé : les fonctions du grand livre restent au rôle qui migre';
end $$;
