alter table emargement drop column enregistre_par;

create or replace function exiger_scrutin_ouvert() returns trigger language plpgsql as $$
begin
  perform from scrutin s where s.id = new.scrutin_id and s.etat = 'OUVERT' for share;
  if not found then
    raise exception 'le scrutin n''est pas ouvert' using errcode = 'TDT05', constraint = 'vote_scrutin_ouvert';
  end if;
  return new;
end $$;

drop table suspension;
update seance set etat = 'OUVERTE' where etat = 'SUSPENDUE';
alter table seance drop constraint seance_etat_liste;
alter table seance add constraint seance_etat_liste check (etat in (
  'CONVOQUEE', 'OUVERTE', 'SANS_QUORUM', 'RECONVOQUEE', 'CLOSE', 'PV_REDIGE', 'PV_APPROUVE'));
