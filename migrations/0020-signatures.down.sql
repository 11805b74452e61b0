drop table signature;
drop function refuser_signature_faite();
alter table convention drop constraint convention_notifiee;
alter table convention drop constraint convention_signee;
alter table convention drop constraint convention_dates_ordonnees;
alter table convention drop column motif_caducite;
alter table convention drop column notifiee_le;
alter table convention drop column signee_le;
alter table convention drop column ordre_signature;
