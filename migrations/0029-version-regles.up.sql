-- Who defines the financing rules of a call says which ones he has read: two people no longer overwrite each other unseen.

alter table appel_a_projets add column version_regles integer not null default 1;
