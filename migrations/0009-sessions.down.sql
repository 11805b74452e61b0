drop table rattachement;
drop table demande_connexion;
drop table invitation;
drop trigger habilitation_renouvelle_sessions on habilitation;
drop function renouveler_sessions();
drop table session;
drop table identite;
alter table habilitation drop column gestionnaire_utilisateurs;
alter table utilisateur drop column desactive_le;
