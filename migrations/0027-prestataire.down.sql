alter table signature drop constraint signature_mode_liste;
alter table signature disable trigger signature_faite;
update signature set mode = 'ELECTRONIQUE' where mode = 'PRESTATAIRE';
alter table signature enable trigger signature_faite;
alter table signature add constraint signature_mode_liste check (mode in ('ELECTRONIQUE', 'MANUSCRITE'));
drop table signature_externe;
