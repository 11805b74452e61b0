-- The logos of organisations, as the documents that they sign print them. An image is named by its own hash and is never changed
-- nor deleted: a convention already frozen names it in its data, whatever the organisation has chosen since. In the database as
-- the documents themselves are, half a megabyte at most, so that an act, its line of the journal and the bytes are one transaction.
create table logo (
  empreinte text constraint logo_pk primary key,
  type_mime text not null,
  octets bytea not null,
  depose_le timestamptz not null,
  constraint logo_nomme_par_son_contenu check (empreinte = encode(sha256(octets), 'hex')),
  constraint logo_type_liste check (type_mime in ('image/png', 'image/jpeg')),
  constraint logo_borne check (length(octets) between 1 and 2000000)
);
create trigger logo_definitif before update or delete on logo for each row execute function refuser_modification();
create trigger logo_jamais_vide before truncate on logo for each statement execute function refuser_modification();

-- The logo that an organisation has now.
alter table organisme add column logo text;
alter table organisme add constraint organisme_logo_fk foreign key (logo) references logo (empreinte);

-- Parties whose logo the staff leaves out of the convention of one file.
alter table parties_libres add column sans_logo uuid[] not null default '{}';
alter table parties_libres add constraint parties_libres_sans_logo_bornees check (cardinality(sans_logo) <= 60);
