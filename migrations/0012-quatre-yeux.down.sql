-- A role that nobody has confirmed yet must not come into force by going back.
update habilitation set fin = greatest(debut, maintenant()) where attend_confirmation and (fin is null or fin > maintenant());
alter table habilitation drop constraint habilitation_quatre_yeux;
alter table habilitation drop constraint habilitation_confirmation_complete;
alter table habilitation drop column confirmee_le;
alter table habilitation drop column confirmee_par;
alter table habilitation drop column attend_confirmation;
alter table appel_a_projets drop column regles_definies_par;
alter table enveloppe drop column creee_par;
