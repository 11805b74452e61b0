alter table parties_libres drop column sans_logo;
alter table organisme drop column logo;
drop table logo;
