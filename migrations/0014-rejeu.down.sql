alter table scrutin add column cle_cloture uuid;
create unique index scrutin_cle_cloture_unique on scrutin (cle_cloture);
drop table cle_acte;
