-- The journal as a proof (trust.md §5): who acted for whom and with what outcome, seals that attest the heads of the chains,
-- and personal values kept outside the chain, so that erasing one never breaks it.

-- `format` says which fields the hash covers: 1, the lines written before this migration; 2, every field.
alter table journal
  add column format smallint not null default 1,
  add column organisation_id uuid,
  add column role text,
  add column resultat text not null default 'ACCEPTE',
  add column motif text,
  add column requete_id uuid,
  add constraint journal_format_liste check (format in (1, 2)),
  add constraint journal_resultat_liste check (resultat in ('ACCEPTE', 'REFUSE')),
  add constraint journal_motif_du_refus check ((resultat = 'REFUSE') = (motif is not null)),
  add constraint journal_code_role check (role ~ '^[A-Z_]{1,40}$'),
  add constraint journal_code_motif check (motif ~ '^[A-Z_]{1,40}$');
alter table journal alter column format set default 2;
create trigger journal_tete_definitive before delete on journal_tete
  for each row execute function refuser_modification();
create trigger journal_tete_jamais_videe before truncate on journal_tete
  for each statement execute function refuser_modification();

-- Head of the chain of seals, locked before its rank is taken, as the head of each chain of the journal is. A single row.
create table scellement_dernier (
  seul boolean not null default true constraint scellement_dernier_pk primary key,
  rang bigint not null,
  empreinte bytea not null,
  arrete_le timestamptz not null,
  scelle_le timestamptz not null,
  constraint scellement_dernier_seul check (seul)
);
insert into scellement_dernier (rang, empreinte, arrete_le, scelle_le) values (0, '\x', 'epoch', 'epoch');
create trigger scellement_dernier_definitif before delete on scellement_dernier
  for each row execute function refuser_modification();
create trigger scellement_dernier_jamais_vide before truncate on scellement_dernier
  for each statement execute function refuser_modification();

-- Public halves of the keys that have sealed. A verifier takes its keys from elsewhere: whoever rewrites this database could
-- write this table too.
create table scellement_cle (
  kid text constraint scellement_cle_pk primary key,
  publique bytea not null,
  vue_le timestamptz not null,
  constraint scellement_cle_kid_forme check (kid ~ '^[0-9a-f]{16}$')
);

-- A seal: the Merkle root of the heads of all chains, how many lines they make, and the seal before. Every line dated
-- before `arrete_le` is under it: no transaction that could still commit one was open.
create table scellement (
  rang bigint constraint scellement_pk primary key,
  cause text not null,
  objet_id uuid,
  jour date not null,
  arrete_le timestamptz not null,
  scelle_le timestamptz not null,
  chaines bigint not null,
  lignes bigint not null,
  racine bytea not null,
  prec bytea not null,
  empreinte bytea not null,
  kid text not null constraint scellement_cle_fk references scellement_cle (kid),
  signature bytea not null,
  constraint scellement_rang_positif check (rang >= 1),
  constraint scellement_cause_liste check (cause in ('PERIODE', 'PV', 'CONVENTION')),
  constraint scellement_cause_objet check ((cause = 'PERIODE') = (objet_id is null)),
  constraint scellement_ordre_des_instants check (arrete_le <= scelle_le),
  constraint scellement_tailles check (
    octet_length(racine) = 32 and octet_length(empreinte) = 32 and octet_length(signature) = 64)
);
create index scellement_jour_idx on scellement (jour, rang);
create index scellement_kid_idx on scellement (kid);

-- The heads that changed since the seal before: with them the root of every seal can be recomputed. `position` is the leaf
-- of the chain, given at its first seal and kept.
create table scellement_tete (
  scellement_rang bigint not null constraint scellement_tete_scellement_fk references scellement (rang),
  position bigint not null,
  chaine text not null,
  rang bigint not null,
  empreinte bytea not null,
  constraint scellement_tete_pk primary key (chaine, scellement_rang),
  constraint scellement_tete_bornes check (position >= 0 and rang >= 1)
);
create unique index scellement_tete_feuille_unique on scellement_tete (scellement_rang, position);

-- The time-stamp of one seal a day by an authority (RFC 3161): the whole answer, as received and verified.
create table horodatage (
  jour date constraint horodatage_pk primary key,
  scellement_rang bigint not null constraint horodatage_scellement_fk references scellement (rang),
  autorite text not null,
  jeton bytea not null,
  obtenu_le timestamptz not null
);
create index horodatage_scellement_idx on horodatage (scellement_rang);

create trigger scellement_cle_definitive before update or delete on scellement_cle
  for each row execute function refuser_modification();
create trigger scellement_cle_jamais_videe before truncate on scellement_cle
  for each statement execute function refuser_modification();
create trigger scellement_definitif before update or delete on scellement
  for each row execute function refuser_modification();
create trigger scellement_jamais_vide before truncate on scellement
  for each statement execute function refuser_modification();
create trigger scellement_tete_definitive before update or delete on scellement_tete
  for each row execute function refuser_modification();
create trigger scellement_tete_jamais_videe before truncate on scellement_tete
  for each statement execute function refuser_modification();
create trigger horodatage_definitif before update or delete on horodatage
  for each row execute function refuser_modification();
create trigger horodatage_jamais_vide before truncate on horodatage
  for each statement execute function refuser_modification();

-- One key a person. Destroying it is the erasure: the key never comes back, and neither do the values.
create table cle_personnelle (
  personne_id uuid constraint cle_personnelle_pk primary key,
  cle bytea,
  creee_le timestamptz not null,
  detruite_le timestamptz,
  constraint cle_personnelle_taille check (octet_length(cle) = 32),
  constraint cle_personnelle_detruite check ((cle is null) = (detruite_le is not null))
);
create trigger cle_personnelle_sans_retour before update or delete on cle_personnelle
  for each row when (old.cle is null) execute function refuser_modification();

-- A personal value that a line of the journal points to: encrypted with the key of its person, together with the salt of the
-- hash that the line carries. Rows of this table may go; the journal does not need them.
create table valeur_personnelle (
  id uuid constraint valeur_personnelle_pk primary key,
  personne_id uuid not null constraint valeur_personnelle_personne_fk references cle_personnelle (personne_id),
  chiffre bytea not null,
  creee_le timestamptz not null
);
create index valeur_personnelle_personne_idx on valeur_personnelle (personne_id);

-- What the hash of a line covers. jsonb writes an object with its keys by length, then by bytes: one text for one line.
create function journal_canonique(j journal) returns text language sql stable as $$
  select jsonb_build_object(
    'format', j.format, 'chaine', j.chaine, 'rang', j.rang, 'action', j.action, 'acteur', j.acteur_id,
    'organisation', j.organisation_id, 'role', j.role, 'objetType', j.objet_type, 'objet', j.objet_id, 'lot', j.lot_id,
    'resultat', j.resultat, 'motif', j.motif, 'requete', j.requete_id, 'donnees', j.donnees,
    'faitLe', to_char(j.fait_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text
$$;

-- Appends one line to the chain of an object. The head is locked first and the rank taken under that lock: a rank taken
-- from a sequence before the lock breaks the chain under concurrency (trust.md, finding 8). The date is taken last, when the
-- transaction has its number, and never before what is already sealed. Role, organisation and request are those of the
-- transaction (settings tdt.role, tdt.organisation and tdt.requete, local to it).
drop function journaliser(text, text, uuid, text, uuid, uuid, jsonb);
create function journaliser(
  p_chaine text, p_action text, p_acteur uuid, p_objet_type text, p_objet_id uuid, p_lot uuid, p_donnees jsonb,
  p_resultat text default 'ACCEPTE', p_motif text default null
) returns bigint language plpgsql as $$
declare
  v_tete journal_tete;
  l journal;
begin
  loop
    select * into v_tete from journal_tete where chaine = p_chaine for no key update;
    exit when found;
    insert into journal_tete (chaine, rang, empreinte) values (p_chaine, 0, '\x') on conflict (chaine) do nothing;
  end loop;
  l.format := 2;
  l.chaine := p_chaine;
  l.rang := v_tete.rang + 1;
  l.action := p_action;
  l.acteur_id := p_acteur;
  l.organisation_id := nullif(current_setting('tdt.organisation', true), '')::uuid;
  l.role := nullif(current_setting('tdt.role', true), '');
  l.objet_type := p_objet_type;
  l.objet_id := p_objet_id;
  l.lot_id := p_lot;
  l.resultat := p_resultat;
  l.motif := p_motif;
  l.requete_id := nullif(current_setting('tdt.requete', true), '')::uuid;
  l.donnees := coalesce(p_donnees, '{}'::jsonb);
  l.fait_le := greatest(maintenant(), (select d.arrete_le from scellement_dernier d));
  l.prec := v_tete.empreinte;
  l.empreinte := sha256(l.prec || convert_to(journal_canonique(l), 'UTF8'));
  insert into journal select l.*;
  update journal_tete set rang = l.rang, empreinte = l.empreinte where chaine = p_chaine;
  return l.rang;
end $$;

do $$
begin
  grant select on scellement_dernier to grand_livre;
exception when undefined_object or insufficient_privilege then
  raise notice 'rôle grand_livre absent : les fonctions du grand livre restent au rôle qui migre';
end $$;
