-- SQL cannot fetch a file from the store: going back is possible only while every content is still in the table.
do $$ begin
  if exists (select 1 from piece where contenu is null) then
    raise exception 'des pièces sont dans le dépôt de fichiers : cette migration ne se défait plus sans les perdre';
  end if;
end $$;
drop table televersement_partie;
drop table televersement;
drop table analyse_piece;
drop trigger piece_objet_abandonne on piece;
drop function abandonner_objet;
drop table objet_provisoire;
drop index piece_contenu_en_base_idx;
drop index piece_cle_unique;
alter table piece
  drop constraint piece_contenu_quelque_part,
  drop constraint piece_pages_bornes,
  drop constraint piece_signature_si_infectee,
  drop constraint piece_analyse_datee,
  drop constraint piece_analyse_liste,
  drop constraint piece_type_liste,
  drop constraint piece_taille_bornes,
  drop column cle,
  drop column pages,
  drop column signature,
  drop column analysee_le,
  drop column etat_analyse,
  alter column contenu set not null,
  add constraint piece_taille_bornes check (taille between 1 and 10485760),
  add constraint piece_type_liste check (type_mime in ('application/pdf', 'image/png', 'image/jpeg'));
