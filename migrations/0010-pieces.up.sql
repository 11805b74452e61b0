-- Attachments leave the database for a store of files, and are not served before a scanner has seen them.
-- Documents received before keep their content here until the application moves it (MenagePieces). No scanner had seen them:
-- they are NON_ANALYSEE, and wait like the others for the one that the platform has, if it has one.

alter table piece
  add column etat_analyse text not null default 'NON_ANALYSEE',
  add column analysee_le timestamptz,
  add column signature text,
  add column pages integer,
  add column cle text,
  alter column contenu drop not null,
  drop constraint piece_taille_bornes,
  drop constraint piece_type_liste,
  add constraint piece_taille_bornes check (taille between 1 and 26214400),
  add constraint piece_type_liste check (type_mime in ('application/pdf', 'image/png', 'image/jpeg',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')),
  add constraint piece_analyse_liste check (etat_analyse in ('EN_QUARANTAINE', 'SAINE', 'INFECTEE', 'EN_ECHEC', 'NON_ANALYSEE')),
  add constraint piece_analyse_datee check ((etat_analyse in ('SAINE', 'INFECTEE')) = (analysee_le is not null)),
  add constraint piece_signature_si_infectee check ((etat_analyse = 'INFECTEE') = (signature is not null)),
  add constraint piece_pages_bornes check (pages >= 1),
  add constraint piece_contenu_quelque_part check ((contenu is null) <> (cle is null));
-- From now on nothing is served for want of a state.
alter table piece alter column etat_analyse set default 'EN_QUARANTAINE';
create unique index piece_cle_unique on piece (cle);
create index piece_contenu_en_base_idx on piece (id) where contenu is not null;

-- Every object of the store that no document has adopted yet, or that none needs any more: it is deleted after its instant.
-- The line is written before the object and erased by the transaction that adopts it, so a crash leaves nothing behind.
-- These instants, like those of the queue below, are of the machines and decide nothing: they follow the real clock.
create table objet_provisoire (
  cle text constraint objet_provisoire_pk primary key,
  supprimer_apres timestamptz not null
);
create index objet_provisoire_echeance_idx on objet_provisoire (supprimer_apres);

create function abandonner_objet() returns trigger language plpgsql as $$
begin
  if old.cle is not null then
    insert into objet_provisoire (cle, supprimer_apres) values (old.cle, clock_timestamp());
  end if;
  return old;
end $$;
create trigger piece_objet_abandonne after delete on piece for each row execute function abandonner_objet();

-- The queue of the scanner: a document waits here for its verdict. The instance that takes it signs and shows that it lives.
create table analyse_piece (
  piece_id uuid constraint analyse_piece_pk primary key
    constraint analyse_piece_piece_fk references piece (id) on delete cascade,
  essais integer not null default 0,
  prochain_essai timestamptz not null default clock_timestamp(),
  pris_par uuid,
  battement timestamptz,
  constraint analyse_piece_essais_bornes check (essais >= 0),
  constraint analyse_piece_prise_entiere check ((pris_par is null) = (battement is null))
);
create index analyse_piece_attente_idx on analyse_piece (prochain_essai);

-- An upload in several requests: its parts follow one another without gap nor overlap, and become at most one document.
create table televersement (
  id uuid constraint televersement_pk primary key,
  candidature_id uuid not null constraint televersement_candidature_fk references candidature (id),
  code text not null,
  nom text not null,
  taille integer not null,
  empreinte bytea,
  recu integer not null default 0,
  etat text not null default 'OUVERT',
  motif text,
  piece_id uuid constraint televersement_piece_fk references piece (id) on delete set null,
  utilisateur_id uuid not null constraint televersement_utilisateur_fk references utilisateur (id),
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  constraint televersement_etat_liste check (etat in ('OUVERT', 'JOINT', 'REFUSE')),
  constraint televersement_taille_bornes check (taille between 1 and 26214400),
  constraint televersement_recu_bornes check (recu between 0 and taille),
  constraint televersement_empreinte_sha256 check (length(empreinte) = 32),
  constraint televersement_joint_entier check (etat <> 'JOINT' or recu = taille),
  constraint televersement_piece_si_joint check (piece_id is null or etat = 'JOINT'),
  constraint televersement_motif_si_refuse check ((etat = 'REFUSE') = (motif is not null))
);
create unique index televersement_piece_unique on televersement (piece_id);
create index televersement_candidature_idx on televersement (candidature_id);
create index televersement_ouvert_idx on televersement (utilisateur_id) where etat = 'OUVERT';
create index televersement_expire_idx on televersement (expire_le);

create table televersement_partie (
  televersement_id uuid not null constraint televersement_partie_televersement_fk references televersement (id) on delete cascade,
  debut integer not null,
  taille integer not null,
  cle text not null,
  constraint televersement_partie_pk primary key (televersement_id, debut),
  constraint televersement_partie_bornes check (debut >= 0 and taille >= 1)
);
create unique index televersement_partie_cle_unique on televersement_partie (cle);

-- Documents received before the scanner wait for one like the others.
insert into analyse_piece (piece_id) select id from piece;
