-- Those who have not signed are reminded, and may sign on paper.

alter table convention add column relancee_le timestamptz;
alter table convention add constraint convention_relancee_en_signature check (relancee_le >= figee_le);

-- A party signs on the platform or with a pen. With a pen: the day that it wrote, the scan, and what the scan was.
alter table signature add column mode text;
alter table signature add column signee_le date;
alter table signature add column numerisation_id uuid;
alter table signature add column numerisation_empreinte bytea;
alter table signature disable trigger signature_faite;
update signature set mode = 'ELECTRONIQUE' where etat = 'DONNEE';
alter table signature enable trigger signature_faite;
alter table signature add constraint signature_numerisation_fk foreign key (numerisation_id) references piece (id);
alter table signature add constraint signature_numerisation_sha256 check (length(numerisation_empreinte) = 32);
alter table signature add constraint signature_mode_liste check (mode in ('ELECTRONIQUE', 'MANUSCRITE'));
alter table signature add constraint signature_mode_si_donnee check ((etat = 'DONNEE') = (mode is not null));
alter table signature add constraint signature_manuscrite_entiere check (
  num_nonnulls(signee_le, numerisation_id, numerisation_empreinte) = case mode when 'MANUSCRITE' then 3 else 0 end);
create unique index signature_numerisation_unique on signature (numerisation_id);
