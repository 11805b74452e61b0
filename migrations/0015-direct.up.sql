-- Live screens: whoever follows a session is told that it has changed, and reads it again under his own rights. The signal is
-- made by the line of the journal, hence in the transaction of the act, and leaves at its commit: no act is missed, none that
-- rolled back is told. It names the chain (« seance:<id> ») and carries nothing else.
create function signaler_objet() returns trigger language plpgsql as $$
begin
  perform pg_notify('objet_modifie', new.chaine);
  return null;
end $$;
create trigger journal_signale after insert on journal for each row
  when (new.resultat = 'ACCEPTE' and starts_with(new.chaine, 'seance:')) execute function signaler_objet();
