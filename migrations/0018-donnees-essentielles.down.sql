drop index convention_attribuants;
drop trigger convention_signature_fixe on convention;
drop function refuser_autre_signature();
alter table convention drop constraint convention_signee;
alter table convention drop column signee_le;
