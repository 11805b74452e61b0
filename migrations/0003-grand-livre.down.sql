drop function tenter_poster(uuid, text, uuid, bytea, jsonb);
drop function poster(uuid, text, uuid, bytea, jsonb);
drop function suivre_reservation(uuid, uuid, timestamptz);
drop function ecriture_journal(ecriture, text, bytea);
drop function verrouiller_comptes(jsonb);
drop function verrouiller_enveloppes(jsonb);
drop function ecritures_demandees(jsonb);
drop function compte_id(uuid, text, uuid);
drop function uuid_derive(text);
drop trigger lot_jamais_vide on lot;
drop trigger lot_definitif on lot;
drop trigger lot_resultat_une_fois on lot;
drop trigger journal_jamais_vide on journal;
drop trigger journal_definitif on journal;
drop table reservation;
drop table ecriture;
drop table fleche;
drop table compte;
drop table engagement;
drop table part;
drop table enveloppe;
drop function refuser_modification_lot();
drop function refuser_modification();
-- The role belongs to the cluster and may serve another database: only what it was given here goes away.
do $$
begin
  revoke all on lot, journal, journal_tete from grand_livre;
  revoke usage on schema public from grand_livre;
exception when undefined_object or insufficient_privilege then null;
end $$;
