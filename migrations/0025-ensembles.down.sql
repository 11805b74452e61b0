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

drop trigger convention_une_forme on convention;
drop function refuser_deux_formes();
drop index convention_ensemble;
drop index convention_une_en_cours;
create unique index convention_une_en_cours on convention (candidature_id)
  where etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE') and (avenant_de_id is null or signee_le is not null);
alter table convention drop constraint convention_ensemble_sans_avenant;
alter table convention drop constraint convention_ensemble_entier;
alter table convention drop column financeur_id;
alter table convention drop column ensemble_id;
