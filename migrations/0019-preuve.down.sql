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

drop index convention_debut_empreinte;
drop index convention_scelle_empreinte;
drop index convention_pdf_empreinte;
alter table convention drop constraint convention_cachet_niveau_liste;
alter table convention drop constraint convention_cachet_entier;
alter table convention drop constraint convention_sceau_figee;
alter table convention drop column scelle_empreinte;
alter table convention drop column cachet_certificat;
alter table convention drop column cachet_niveau;
alter table convention drop column cachet;
alter table convention drop column sceau;
