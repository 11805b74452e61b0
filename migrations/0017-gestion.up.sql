-- Four eyes (trust.md §3.2): everybody who has rewritten a draft call is kept with it, since none of them may publish it.
alter table appel_a_projets add column modifie_par uuid[] not null default '{}';

-- A file received by post or e-mail (trust.md §10): how, when, and who registered it. The deadline (R1) is judged on that
-- instant, so nobody changes it, and another person deposits the file.
alter table candidature add column canal text;
alter table candidature add column recue_le timestamptz;
alter table candidature add column recue_par_id uuid constraint candidature_recue_par_fk references utilisateur (id);
alter table candidature add constraint candidature_canal_liste check (canal in ('COURRIER', 'COURRIEL'));
alter table candidature add constraint candidature_reception_complete
  check ((canal is null) = (recue_le is null) and (canal is null) = (recue_par_id is null));
alter table candidature add constraint candidature_reception_passee check (recue_le <= cree_le);
alter table candidature add constraint candidature_depot_a_la_reception check (recue_le is null or depose_le is null or depose_le = recue_le);
alter table candidature add constraint candidature_quatre_yeux check (depose_par <> recue_par_id);

create function refuser_reception_changee() returns trigger language plpgsql as $$
begin
  if new.canal is distinct from old.canal or new.recue_le is distinct from old.recue_le
      or new.recue_par_id is distinct from old.recue_par_id then
    raise exception 'réception de la candidature % figée', old.id using errcode = 'TDT03';
  end if;
  return new;
end $$;
create trigger candidature_reception_figee before update on candidature for each row execute function refuser_reception_changee();
