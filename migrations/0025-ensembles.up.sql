-- A file is under one convention signed by all, or under a coordinated set of bilateral ones, one a funder (R33): never both.

alter table convention add column ensemble_id uuid;
alter table convention add column financeur_id uuid constraint convention_financeur_fk references organisme (id);
alter table convention add constraint convention_ensemble_entier check ((ensemble_id is null) = (financeur_id is null));
-- What is common to a set is not changed by an avenant to one of its conventions (R46).
alter table convention add constraint convention_ensemble_sans_avenant check (ensemble_id is null or avenant_de_id is null);

-- One that stands for a file between all its parties, or one for each funder.
drop index convention_une_en_cours;
create unique index convention_une_en_cours on convention (candidature_id, coalesce(financeur_id, candidature_id))
  where etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE') and (avenant_de_id is null or signee_le is not null);
create index convention_ensemble on convention (ensemble_id) where ensemble_id is not null;

-- The file is held while one looks: of two forms made at once, the second one sees the first.
create function refuser_deux_formes() returns trigger language plpgsql as $$
begin
  perform from candidature where id = new.candidature_id for no key update;
  if exists (select from convention v where v.candidature_id = new.candidature_id
      and v.etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE') and v.ensemble_id is distinct from new.ensemble_id) then
    raise exception 'convention % : ce dossier est déjà conventionné sous une autre forme', new.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;
create trigger convention_une_forme before insert on convention for each row execute function refuser_deux_formes();

create or replace function refuser_convention_figee() returns trigger language plpgsql as $$
begin
  if new.ensemble_id is distinct from old.ensemble_id or new.financeur_id is distinct from old.financeur_id then
    raise exception 'convention % : elle ne change pas de forme', old.numero using errcode = 'TDT03';
  end if;
  if old.figee_le is not null and (new.pdf is distinct from old.pdf or new.donnees is distinct from old.donnees
      or new.empreinte is distinct from old.empreinte or new.pdf_empreinte is distinct from old.pdf_empreinte
      or new.figee_le is distinct from old.figee_le or new.total is distinct from old.total
      or new.numero is distinct from old.numero or new.version is distinct from old.version
      or new.avenant_de_id is distinct from old.avenant_de_id or new.avenant_motif is distinct from old.avenant_motif
      or new.avenant_modifications is distinct from old.avenant_modifications) then
    raise exception 'convention % figée : son contenu ne change plus', old.numero using errcode = 'TDT03';
  end if;
  if old.resiliee_le is not null and (new.etat <> old.etat or new.resiliee_le is distinct from old.resiliee_le
      or new.mise_en_demeure_le <> old.mise_en_demeure_le or new.resiliation_effet_le <> old.resiliation_effet_le
      or new.resiliation_motif <> old.resiliation_motif or new.depenses_justifiees <> old.depenses_justifiees) then
    raise exception 'convention % résiliée : elle ne change plus', old.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;
