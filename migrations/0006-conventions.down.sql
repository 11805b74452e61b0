drop table numerotation_convention;
drop index engagement_part_unique;
alter table engagement drop constraint engagement_sens_liste;
alter table engagement drop column avertissements;
alter table engagement drop column sens;
create unique index engagement_part_unique on engagement (part_id);
alter table ecriture drop constraint ecriture_convention_fk;
drop table convention;
drop function refuser_convention_figee();
