-- All the conventions of a session in one act. The row is the only thing that the instances share: claimed under SKIP LOCKED,
-- held as long as its heartbeat. One line a file: what it became is written in the transaction that made its convention.
create table generation (
  id uuid constraint generation_pk primary key,
  seance_id uuid not null constraint generation_seance_fk references seance (id),
  etat text not null,
  demande_le timestamptz not null,
  demande_par uuid not null constraint generation_demande_par_fk references utilisateur (id),
  -- In whose name the files left are treated: whoever launched it, or resumed it last.
  acteur_id uuid not null constraint generation_acteur_fk references utilisateur (id),
  executant uuid,
  -- Instances that have claimed it since a file was last treated.
  essai integer not null default 0,
  commence_le timestamptz,
  battement timestamptz,
  terminee_le timestamptz,
  constraint generation_etat_liste check (etat in ('EN_ATTENTE', 'EN_COURS', 'ARRETEE', 'ECHOUEE', 'TERMINEE')),
  constraint generation_essai_positif check (essai >= 0),
  constraint generation_executee check (etat <> 'EN_COURS' or num_nonnulls(executant, battement, commence_le) = 3),
  constraint generation_fin_datee check ((etat = 'TERMINEE') = (terminee_le is not null))
);
create unique index generation_une_vivante on generation (seance_id) where etat in ('EN_ATTENTE', 'EN_COURS');
create index generation_a_prendre on generation (demande_le) where etat in ('EN_ATTENTE', 'EN_COURS');
create index generation_seance_idx on generation (seance_id, demande_le);

create table ligne_generation (
  id uuid constraint ligne_generation_pk primary key,
  generation_id uuid not null constraint ligne_generation_generation_fk references generation (id),
  candidature_id uuid not null constraint ligne_generation_candidature_fk references candidature (id),
  rang integer not null,
  -- What the manager adds to the file, as he asked for it.
  complements jsonb not null default '{}',
  etat text not null default 'A_FAIRE',
  convention_id uuid constraint ligne_generation_convention_fk references convention (id),
  code text,
  message text,
  manques jsonb not null default '[]',
  traitee_le timestamptz,
  constraint ligne_generation_dossier_unique unique (generation_id, candidature_id),
  constraint ligne_generation_rang_unique unique (generation_id, rang),
  constraint ligne_generation_convention_unique unique (convention_id),
  constraint ligne_generation_rang_positif check (rang > 0),
  constraint ligne_generation_etat_liste check (etat in ('A_FAIRE', 'FAITE', 'ECARTEE')),
  constraint ligne_generation_faite check ((etat = 'FAITE') = (convention_id is not null)),
  constraint ligne_generation_ecartee check ((etat = 'ECARTEE') = (message is not null) and (code is null or message is not null)),
  constraint ligne_generation_traitee_datee check ((etat = 'A_FAIRE') = (traitee_le is null))
);

create trigger generation_terminee_definitive before update on generation
  for each row when (old.etat = 'TERMINEE') execute function refuser_apres_fin();
create trigger generation_definitive before delete on generation for each row execute function refuser_modification();
-- A file treated is treated for good: nothing makes its convention a second time.
create trigger ligne_generation_traitee_definitive before update on ligne_generation
  for each row when (old.etat <> 'A_FAIRE') execute function refuser_apres_fin();
create trigger ligne_generation_definitive before delete on ligne_generation
  for each row execute function refuser_modification();

-- Whoever follows a generation is told that it has moved, and nothing else (« generation:<id> »), at the commit.
create function signaler_generation() returns trigger language plpgsql as $$
begin
  perform pg_notify('objet_modifie', 'generation:' || (to_jsonb(new) ->> tg_argv[0]));
  return null;
end $$;
create trigger generation_signale after update on generation
  for each row when (new.etat <> old.etat) execute function signaler_generation('id');
create trigger ligne_generation_signale after update on ligne_generation
  for each row execute function signaler_generation('generation_id');
