drop function journaliser(text, text, uuid, text, uuid, uuid, jsonb);
drop table journal;
drop table journal_tete;
drop table lot;
drop table utilisateur;
drop function maintenant();
