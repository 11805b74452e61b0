drop index engagement_avenant_unique;
drop index engagement_part_unique;
create unique index engagement_part_unique on engagement (part_id, sens);
alter table engagement drop constraint engagement_avenant_cite;
alter table engagement drop constraint engagement_sens_liste;
alter table engagement add constraint engagement_sens_liste check (sens in ('ENGAGEMENT', 'RETRAIT'));
alter table engagement drop column avenant_id;

create or replace function refuser_convention_figee() returns trigger language plpgsql as $$
begin
  if old.figee_le is not null and (new.pdf is distinct from old.pdf or new.donnees is distinct from old.donnees
      or new.empreinte is distinct from old.empreinte or new.pdf_empreinte is distinct from old.pdf_empreinte
      or new.figee_le is distinct from old.figee_le or new.total is distinct from old.total
      or new.numero is distinct from old.numero or new.version is distinct from old.version) then
    raise exception 'convention % figée : son contenu ne change plus', old.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;

drop index convention_un_avenant_ouvert;
drop index convention_une_en_cours;
create unique index convention_une_en_cours on convention (candidature_id)
  where etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE');
alter table convention drop constraint convention_preavis;
alter table convention drop constraint convention_resiliation_entiere;
alter table convention drop column resiliee_le;
alter table convention drop column depenses_justifiees;
alter table convention drop column resiliation_motif;
alter table convention drop column resiliation_effet_le;
alter table convention drop column mise_en_demeure_le;
alter table convention drop constraint convention_avenant_fige;
alter table convention drop constraint convention_avenant_entier;
alter table convention drop column avenant_modifications;
alter table convention drop column avenant_motif;
alter table convention drop column avenant_de_id;
