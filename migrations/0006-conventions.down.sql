alter table ecriture drop constraint ecriture_convention_fk;
drop table convention;
drop function refuser_convention_figee();
