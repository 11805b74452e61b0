drop trigger journal_annonce on journal;
drop function annoncer_acte();
drop table lien_invitation;
drop table preference_avis;
drop table avis;
drop table courriel;
drop table evenement;
