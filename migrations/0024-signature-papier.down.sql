alter table signature drop column numerisation_empreinte;
alter table signature drop column numerisation_id;
alter table signature drop column signee_le;
alter table signature drop column mode;
alter table convention drop column relancee_le;
