-- The day of the last signature starts the clock of the essential data (R43), and makes a convention public. It is set with
-- the state that it explains, once.

alter table convention add column signee_le timestamptz;
alter table convention add constraint convention_signee check ((signee_le is not null) = (etat in (
  'SIGNEE', 'NOTIFIEE', 'EN_EXECUTION', 'SOLDEE', 'CLOSE', 'RESILIEE', 'REMPLACEE')));

create function refuser_autre_signature() returns trigger language plpgsql as $$
begin
  raise exception 'convention % : la date de sa signature ne change plus', old.numero using errcode = 'TDT03';
end $$;
create trigger convention_signature_fixe before update of signee_le on convention for each row
  when (old.signee_le is not null and new.signee_le is distinct from old.signee_le)
  execute function refuser_autre_signature();

-- The public files are asked by funder: its SIRET stands in the frozen data, which are JSON, and nowhere else that is frozen.
create index convention_attribuants on convention
  using gin (jsonb_path_query_array(donnees::jsonb, '$.financeurs[*].siret')) where signee_le is not null;
