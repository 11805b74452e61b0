-- Four eyes (trust.md §3.2): who did the first act of a pair is kept with the row, so that the same person is refused the second.

alter table enveloppe add column creee_par uuid constraint enveloppe_creee_par_fk references utilisateur (id);
update enveloppe e set creee_par = j.acteur_id from journal j
  where j.objet_id = e.id and j.action = 'creerEnveloppe';

alter table appel_a_projets add column regles_definies_par uuid
  constraint appel_a_projets_regles_definies_par_fk references utilisateur (id);
update appel_a_projets a set regles_definies_par = (
  select j.acteur_id from journal j where j.objet_id = a.id and j.action = 'definirReglesFinancement'
  order by j.rang desc limit 1);

-- A role of the staff or of those who govern gives nothing until a second person has confirmed it.
alter table habilitation add column attend_confirmation boolean not null default false;
alter table habilitation add column confirmee_par uuid constraint habilitation_confirmee_par_fk references utilisateur (id);
alter table habilitation add column confirmee_le timestamptz;
alter table habilitation add constraint habilitation_confirmation_complete
  check ((confirmee_par is null) = (confirmee_le is null) and not (attend_confirmation and confirmee_par is not null));
alter table habilitation add constraint habilitation_quatre_yeux
  check (confirmee_par <> utilisateur_id and confirmee_par is distinct from accordee_par or confirmee_par is null);
