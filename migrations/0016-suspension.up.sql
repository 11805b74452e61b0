-- The chair suspends a session and resumes it. A suspension is a row that says who, when and why: the minutes list them all.
alter table seance drop constraint seance_etat_liste;
alter table seance add constraint seance_etat_liste check (etat in (
  'CONVOQUEE', 'OUVERTE', 'SUSPENDUE', 'SANS_QUORUM', 'RECONVOQUEE', 'CLOSE', 'PV_REDIGE', 'PV_APPROUVE'));

create table suspension (
  id uuid constraint suspension_pk primary key,
  seance_id uuid not null constraint suspension_seance_fk references seance (id),
  motif text not null,
  suspendue_le timestamptz not null,
  suspendue_par uuid not null constraint suspension_suspendue_par_fk references utilisateur (id),
  reprise_le timestamptz,
  reprise_par uuid constraint suspension_reprise_par_fk references utilisateur (id),
  constraint suspension_motif_dit check (btrim(motif) <> ''),
  constraint suspension_reprise_complete check ((reprise_le is null) = (reprise_par is null)),
  constraint suspension_duree check (reprise_le is null or reprise_le >= suspendue_le)
);
create unique index suspension_une_a_la_fois on suspension (seance_id) where reprise_le is null;
create index suspension_seance_idx on suspension (seance_id, suspendue_le);
create trigger suspension_finie_definitive before update or delete on suspension
  for each row when (old.reprise_le is not null) execute function refuser_apres_fin();

-- The last word on a ballot belongs to the database, for the session as for the ballot: both rows are locked FOR SHARE before
-- their state is read, so that a suspension is either wholly before (the vote is refused) or wholly after (it counts).
create or replace function exiger_scrutin_ouvert() returns trigger language plpgsql as $$
begin
  perform from seance se join point p on p.seance_id = se.id join scrutin s on s.point_id = p.id
    where s.id = new.scrutin_id and se.etat <> 'SUSPENDUE' for share of se;
  if not found then
    raise exception 'la séance est suspendue' using errcode = 'TDT05', constraint = 'vote_seance_suspendue';
  end if;
  perform from scrutin s where s.id = new.scrutin_id and s.etat = 'OUVERT' for share;
  if not found then
    raise exception 'le scrutin n''est pas ouvert' using errcode = 'TDT05', constraint = 'vote_scrutin_ouvert';
  end if;
  return new;
end $$;

-- Who recorded a presence: the member himself, or the chair or the secretary who saw him in the room.
alter table emargement add column enregistre_par uuid constraint emargement_enregistre_par_fk references utilisateur (id);
update emargement set enregistre_par = utilisateur_id;
alter table emargement alter column enregistre_par set not null;
