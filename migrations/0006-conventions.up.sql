-- A convention keeps the data it was printed from and, once it goes to signature, its bytes: never rewritten afterwards.

create table convention (
  id uuid constraint convention_pk primary key,
  candidature_id uuid not null constraint convention_candidature_fk references candidature (id),
  numero text not null,
  version integer not null default 1,
  modele text not null,
  etat text not null,
  total bigint not null,
  donnees text not null,
  empreinte bytea not null,
  emise_le timestamptz not null,
  generee_par uuid not null constraint convention_generee_par_fk references utilisateur (id),
  pdf bytea,
  pdf_empreinte bytea,
  figee_le timestamptz,
  constraint convention_etat_liste check (etat in (
    'PROJET', 'RELUE', 'EN_SIGNATURE', 'PARTIELLEMENT_SIGNEE', 'SIGNEE', 'NOTIFIEE', 'EN_EXECUTION', 'SOLDEE', 'CLOSE',
    'RESILIEE', 'CADUQUE', 'REMPLACEE')),
  constraint convention_total_bornes check (total between 1 and 10000000000000),
  constraint convention_figee check (
    etat in ('PROJET', 'RELUE', 'CADUQUE') or (pdf is not null and pdf_empreinte is not null and figee_le is not null))
);
create unique index convention_numero_unique on convention (numero, version);
create unique index convention_une_en_cours on convention (candidature_id)
  where etat not in ('RESILIEE', 'CADUQUE', 'REMPLACEE');

create function refuser_convention_figee() returns trigger language plpgsql as $$
begin
  if old.figee_le is not null and (new.pdf is distinct from old.pdf or new.donnees is distinct from old.donnees
      or new.empreinte is distinct from old.empreinte or new.pdf_empreinte is distinct from old.pdf_empreinte
      or new.figee_le is distinct from old.figee_le or new.total is distinct from old.total
      or new.numero is distinct from old.numero or new.version is distinct from old.version) then
    raise exception 'convention % figée : son contenu ne change plus', old.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;
create trigger convention_figee before update on convention for each row execute function refuser_convention_figee();

alter table ecriture add constraint ecriture_convention_fk foreign key (convention_id) references convention (id);

-- The act by which a funder gives its share up after having committed it stands beside the one that committed it: the
-- ledger asks an act for both moves. `avertissements` keeps what the person was told when recording it (R15, R34).
alter table engagement add column sens text not null default 'ENGAGEMENT';
alter table engagement add column avertissements text[] not null default '{}';
alter table engagement add constraint engagement_sens_liste check (sens in ('ENGAGEMENT', 'RETRAIT'));
alter table engagement add constraint engagement_organisme_fk foreign key (financeur_id) references organisme (id);
drop index engagement_part_unique;
create unique index engagement_part_unique on engagement (part_id, sens);

-- Last number given to a convention of a call: taken under the lock of its row, so numbers have no gap and no double.
create table numerotation_convention (
  appel_id uuid constraint numerotation_convention_pk primary key
    constraint numerotation_convention_appel_fk references appel_a_projets (id),
  dernier integer not null,
  constraint numerotation_convention_positive check (dernier >= 1)
);
