-- The floor: one clock, people, the register of business acts (lot) and the journal.

-- The only clock that decides. Milliseconds, so that what is compared is what is stored and what is shown.
create function maintenant() returns timestamptz
  language sql volatile
  as 'select date_trunc(''milliseconds'', clock_timestamp())';

create table utilisateur (
  id uuid constraint utilisateur_pk primary key,
  courriel text not null,
  prenom text not null,
  nom text not null,
  fictif boolean not null default false,
  cree_le timestamptz not null,
  constraint utilisateur_courriel_forme check (courriel = lower(courriel) and courriel like '%_@_%')
);
create unique index utilisateur_courriel_unique on utilisateur (courriel);

-- One business act = one lot. Its id is the client's idempotency key, so replaying an act finds its first answer.
create table lot (
  id uuid constraint lot_pk primary key,
  operation text not null,
  acteur_id uuid constraint lot_acteur_fk references utilisateur (id),
  empreinte bytea not null,
  resultat jsonb,
  fait_le timestamptz not null
);
create index lot_acteur_idx on lot (acteur_id);

create table journal_tete (
  chaine text constraint journal_tete_pk primary key,
  rang bigint not null,
  empreinte bytea not null
);

create table journal (
  chaine text not null,
  rang bigint not null,
  action text not null,
  acteur_id uuid constraint journal_acteur_fk references utilisateur (id),
  objet_type text not null,
  objet_id uuid not null,
  lot_id uuid constraint journal_lot_fk references lot (id),
  donnees jsonb not null default '{}',
  fait_le timestamptz not null,
  prec bytea not null,
  empreinte bytea not null,
  constraint journal_pk primary key (chaine, rang)
);
create index journal_lot_idx on journal (lot_id);
create index journal_objet_idx on journal (objet_id);

-- Appends one line to the chain of an object. The head is locked first and the rank taken under that lock: a rank taken
-- from a sequence before the lock breaks the chain under concurrency (trust.md, finding 8).
create function journaliser(
  p_chaine text, p_action text, p_acteur uuid, p_objet_type text, p_objet_id uuid, p_lot uuid, p_donnees jsonb
) returns bigint language plpgsql as $$
declare
  v_tete journal_tete;
  v_rang bigint;
  v_instant timestamptz;
  v_empreinte bytea;
begin
  insert into journal_tete (chaine, rang, empreinte) values (p_chaine, 0, '\x')
    on conflict (chaine) do nothing;
  select * into v_tete from journal_tete where chaine = p_chaine for no key update;
  v_instant := maintenant();
  v_rang := v_tete.rang + 1;
  v_empreinte := sha256(v_tete.empreinte || convert_to(jsonb_build_object(
    'chaine', p_chaine, 'rang', v_rang, 'action', p_action, 'acteur', p_acteur, 'objetType', p_objet_type,
    'objet', p_objet_id, 'lot', p_lot, 'donnees', coalesce(p_donnees, '{}'::jsonb),
    'faitLe', to_char(v_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text, 'UTF8'));
  insert into journal (chaine, rang, action, acteur_id, objet_type, objet_id, lot_id, donnees, fait_le, prec, empreinte)
    values (p_chaine, v_rang, p_action, p_acteur, p_objet_type, p_objet_id, p_lot, coalesce(p_donnees, '{}'::jsonb),
            v_instant, v_tete.empreinte, v_empreinte);
  update journal_tete set rang = v_rang, empreinte = v_empreinte where chaine = p_chaine;
  return v_rang;
end $$;
