-- Signatures of a convention (R33): one row a party, awaited from the moment when the convention goes to signature, then
-- given or refused once and for all.

alter table convention add column ordre_signature text not null default 'LIBRE'
  constraint convention_ordre_signature_liste check (ordre_signature in ('LIBRE', 'SUCCESSIF'));
alter table convention add column signee_le timestamptz;
alter table convention add column notifiee_le timestamptz;
alter table convention add column motif_caducite text;
alter table convention add constraint convention_dates_ordonnees
  check ((signee_le is null or signee_le >= figee_le) and (notifiee_le is null or notifiee_le >= signee_le));
alter table convention add constraint convention_signee
  check (etat not in ('SIGNEE', 'NOTIFIEE', 'EN_EXECUTION', 'SOLDEE', 'CLOSE') or signee_le is not null);
alter table convention add constraint convention_notifiee
  check (etat not in ('NOTIFIEE', 'EN_EXECUTION', 'SOLDEE', 'CLOSE') or notifiee_le is not null);

create table signature (
  id uuid constraint signature_pk primary key,
  convention_id uuid not null constraint signature_convention_fk references convention (id),
  organisme_id uuid not null constraint signature_organisme_fk references organisme (id),
  qualite_partie text not null constraint signature_qualite_partie_liste check (qualite_partie in ('BENEFICIAIRE', 'FINANCEUR')),
  rang integer not null constraint signature_rang_positif check (rang >= 1),
  etat text not null constraint signature_etat_liste check (etat in ('ATTENDUE', 'DONNEE', 'REFUSEE')),
  nom text,
  qualite text,
  acte_type text,
  acte_numero text,
  acte_date date,
  -- SHA-256 of the file that was signed: that of the frozen convention.
  empreinte bytea,
  motif text,
  faite_par uuid constraint signature_faite_par_fk references utilisateur (id),
  faite_le timestamptz,
  constraint signature_attendue check ((etat = 'ATTENDUE') = (faite_par is null) and (faite_par is null) = (faite_le is null)),
  constraint signature_donnee check ((etat = 'DONNEE') = (nom is not null and qualite is not null and acte_type is not null
    and acte_numero is not null and acte_date is not null and empreinte is not null)),
  constraint signature_refusee check ((etat = 'REFUSEE') = (motif is not null))
);
create unique index signature_partie_unique on signature (convention_id, organisme_id);
create unique index signature_rang_unique on signature (convention_id, rang);

create function refuser_signature_faite() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.etat <> 'ATTENDUE' or new.convention_id <> old.convention_id
      or new.organisme_id <> old.organisme_id or new.rang <> old.rang then
    raise exception 'signature % : donnée ou refusée, elle ne change plus', old.id using errcode = 'TDT03';
  end if;
  return new;
end $$;
create trigger signature_faite before update or delete on signature for each row execute function refuser_signature_faite();

-- The conventions that were already in signature: their parties are those of their shares.
insert into signature (id, convention_id, organisme_id, qualite_partie, rang, etat)
select gen_random_uuid(), v.id, p.organisme_id, p.qualite,
       row_number() over (partition by v.id order by p.ordre, p.organisme_id), 'ATTENDUE'
  from convention v join lateral (
    select c.porteur_id as organisme_id, 'BENEFICIAIRE' as qualite, 1 as ordre from candidature c where c.id = v.candidature_id
    union all
    select distinct s.financeur_id, 'FINANCEUR', 2 from part s join candidature c on c.id = s.candidature_id
     where s.candidature_id = v.candidature_id and s.etat = 'CONVENTIONNEE' and s.financeur_id <> c.porteur_id) p on true
 where v.etat = 'EN_SIGNATURE';
