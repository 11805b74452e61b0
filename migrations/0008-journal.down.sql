drop function journaliser(text, text, uuid, text, uuid, uuid, jsonb, text, text);
drop function journal_canonique(journal);
drop table valeur_personnelle;
drop table cle_personnelle;
drop table horodatage;
drop table scellement_tete;
drop table scellement;
drop table scellement_cle;
drop table scellement_dernier;
drop trigger journal_tete_jamais_videe on journal_tete;
drop trigger journal_tete_definitive on journal_tete;
alter table journal
  drop column format,
  drop column organisation_id,
  drop column role,
  drop column resultat,
  drop column motif,
  drop column requete_id;

create function journaliser(
  p_chaine text, p_action text, p_acteur uuid, p_objet_type text, p_objet_id uuid, p_lot uuid, p_donnees jsonb
) returns bigint language plpgsql as $$
declare
  v_tete journal_tete;
  v_rang bigint;
  v_instant timestamptz;
  v_empreinte bytea;
begin
  insert into journal_tete (chaine, rang, empreinte) values (p_chaine, 0, '\x')
    on conflict (chaine) do nothing;
  select * into v_tete from journal_tete where chaine = p_chaine for no key update;
  v_instant := maintenant();
  v_rang := v_tete.rang + 1;
  v_empreinte := sha256(v_tete.empreinte || convert_to(jsonb_build_object(
    'chaine', p_chaine, 'rang', v_rang, 'action', p_action, 'acteur', p_acteur, 'objetType', p_objet_type,
    'objet', p_objet_id, 'lot', p_lot, 'donnees', coalesce(p_donnees, '{}'::jsonb),
    'faitLe', to_char(v_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text, 'UTF8'));
  insert into journal (chaine, rang, action, acteur_id, objet_type, objet_id, lot_id, donnees, fait_le, prec, empreinte)
    values (p_chaine, v_rang, p_action, p_acteur, p_objet_type, p_objet_id, p_lot, coalesce(p_donnees, '{}'::jsonb),
            v_instant, v_tete.empreinte, v_empreinte);
  update journal_tete set rang = v_rang, empreinte = v_empreinte where chaine = p_chaine;
  return v_rang;
end $$;
