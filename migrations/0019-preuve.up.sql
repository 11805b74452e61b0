-- What makes a frozen convention prove itself: the address with its seal (QR code), and the cachet, added after the last byte of
-- `pdf`: the sealed file is `pdf || cachet`, and bears its own hash.

alter table convention add column sceau text;
alter table convention add column cachet bytea;
alter table convention add column cachet_niveau text;
alter table convention add column cachet_certificat bytea;
alter table convention add column scelle_empreinte bytea;
alter table convention add constraint convention_sceau_figee check (sceau is null or figee_le is not null);
alter table convention add constraint convention_cachet_entier check (
  (cachet is null) = (scelle_empreinte is null) and (cachet is null) = (cachet_niveau is null)
  and (cachet is null) = (cachet_certificat is null) and (cachet is null or figee_le is not null));
alter table convention add constraint convention_cachet_niveau_liste check (cachet_niveau in ('B-B', 'B-T'));

-- Whoever checks a convention names it by the hash of its file, sealed or not, by its data or by its number.
create index convention_pdf_empreinte on convention (pdf_empreinte) where pdf_empreinte is not null;
create index convention_scelle_empreinte on convention (scelle_empreinte) where scelle_empreinte is not null;
create index convention_debut_empreinte on convention (substring(empreinte from 1 for 16)) where figee_le is not null;

create or replace function refuser_convention_figee() returns trigger language plpgsql as $$
begin
  if old.figee_le is not null and (new.pdf is distinct from old.pdf or new.donnees is distinct from old.donnees
      or new.empreinte is distinct from old.empreinte or new.pdf_empreinte is distinct from old.pdf_empreinte
      or new.figee_le is distinct from old.figee_le or new.total is distinct from old.total
      or new.numero is distinct from old.numero or new.version is distinct from old.version
      or new.sceau is distinct from old.sceau or new.cachet is distinct from old.cachet
      or new.cachet_niveau is distinct from old.cachet_niveau
      or new.cachet_certificat is distinct from old.cachet_certificat
      or new.scelle_empreinte is distinct from old.scelle_empreinte) then
    raise exception 'convention % figée : son contenu ne change plus', old.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;
