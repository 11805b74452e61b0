-- The rest of a convention's life: an avenant is another version of its number, signed by the parties that it affects (R46);
-- a termination keeps its notice, its effect and what was justified (R47).

alter table convention add column avenant_de_id uuid constraint convention_avenant_de_fk references convention (id);
alter table convention add column avenant_motif text;
-- Typed differences, canonical JSON: what the avenant changes in the data of `avenant_de_id`.
alter table convention add column avenant_modifications text;
alter table convention add constraint convention_avenant_entier
  check ((avenant_de_id is null) = (avenant_motif is null) and (avenant_de_id is null) = (avenant_modifications is null));
-- An avenant is born frozen: there is no draft of it.
alter table convention add constraint convention_avenant_fige check (avenant_de_id is null or figee_le is not null);

alter table convention add column mise_en_demeure_le date;
alter table convention add column resiliation_effet_le date;
alter table convention add column resiliation_motif text;
alter table convention add column depenses_justifiees bigint
  constraint convention_depenses_justifiees_bornes check (depenses_justifiees between 0 and 10000000000000);
alter table convention add column resiliee_le timestamptz;
alter table convention add constraint convention_resiliation_entiere check (
  num_nulls(mise_en_demeure_le, resiliation_effet_le, resiliation_motif, depenses_justifiees, resiliee_le) in (0, 5)
  and (resiliee_le is null or etat = 'RESILIEE'));
alter table convention add constraint convention_preavis check (resiliation_effet_le >= mise_en_demeure_le + 30);

-- One convention stands for a file; the avenant that changes it stands beside it until its last signature, one at a time.
drop index convention_une_en_cours;
create unique index convention_une_en_cours on convention (candidature_id)
  where etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE') and (avenant_de_id is null or signee_le is not null);
create unique index convention_un_avenant_ouvert on convention (avenant_de_id) where etat in ('EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE');

create or replace function refuser_convention_figee() returns trigger language plpgsql as $$
begin
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

-- The act by which a funder changes an engaged share is the one of the person who signs the avenant for it (R24, R33).
alter table engagement add column avenant_id uuid constraint engagement_avenant_fk references convention (id);
alter table engagement drop constraint engagement_sens_liste;
alter table engagement add constraint engagement_sens_liste check (sens in ('ENGAGEMENT', 'RETRAIT', 'AVENANT'));
alter table engagement add constraint engagement_avenant_cite check ((sens = 'AVENANT') = (avenant_id is not null));
drop index engagement_part_unique;
create unique index engagement_part_unique on engagement (part_id, sens) where sens <> 'AVENANT';
create unique index engagement_avenant_unique on engagement (part_id, avenant_id);
