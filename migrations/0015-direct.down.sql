drop trigger journal_signale on journal;
drop function signaler_objet();
