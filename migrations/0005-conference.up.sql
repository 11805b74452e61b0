-- The conference: members, rules of procedure, sessions, ballots. A vote never commits money by itself (R24).

create table conference (
  id uuid constraint conference_pk primary key,
  nom text not null,
  territoire_nature text,
  territoire_code text,
  quorum_numerateur integer not null default 1,
  quorum_denominateur integer not null default 2,
  majorite text not null default 'SIMPLE',
  majorite_numerateur integer,
  majorite_denominateur integer,
  assiette text not null default 'EXPRIMES',
  pouvoirs_max integer not null default 1,
  voix_preponderante boolean not null default true,
  voix_preponderante_vice_president boolean not null default false,
  delai_convocation_jours integer not null default 5,
  delai_seconde_convocation_jours integer not null default 1,
  deport_hors_quorum boolean not null default true,
  cree_le timestamptz not null,
  constraint conference_majorite_liste check (majorite in ('SIMPLE', 'ABSOLUE', 'QUALIFIEE', 'UNANIMITE')),
  constraint conference_assiette_liste check (assiette in ('EXPRIMES', 'PRESENTS')),
  constraint conference_quorum_fraction check (quorum_numerateur between 0 and quorum_denominateur and quorum_denominateur >= 1),
  constraint conference_bornes check (
    pouvoirs_max between 0 and 5 and delai_convocation_jours between 0 and 60 and delai_seconde_convocation_jours between 0 and 60),
  constraint conference_majorite_fraction check (
    (majorite = 'QUALIFIEE') = (majorite_numerateur is not null and majorite_denominateur is not null)),
  constraint conference_territoire_fk foreign key (territoire_nature, territoire_code) references territoire (nature, code)
);
alter table habilitation add constraint habilitation_conference_fk foreign key (conference_id) references conference (id);
alter table appel_a_projets add column conference_id uuid constraint appel_a_projets_conference_fk references conference (id);

create table membre (
  id uuid constraint membre_pk primary key,
  conference_id uuid not null constraint membre_conference_fk references conference (id),
  organisme_id uuid not null constraint membre_organisme_fk references organisme (id),
  titulaire_id uuid not null constraint membre_titulaire_fk references utilisateur (id),
  suppleant_id uuid constraint membre_suppleant_fk references utilisateur (id),
  voix integer not null default 1,
  president boolean not null default false,
  vice_president boolean not null default false,
  college text,
  debut date not null,
  fin date,
  constraint membre_voix_bornes check (voix between 0 and 100),
  constraint membre_suppleant_distinct check (suppleant_id is null or suppleant_id <> titulaire_id),
  constraint membre_periode check (fin is null or fin >= debut)
);
create unique index membre_organisme_unique on membre (conference_id, organisme_id);
create unique index membre_un_president on membre (conference_id) where president and fin is null;
create index membre_organisme_idx on membre (organisme_id);

create table seance (
  id uuid constraint seance_pk primary key,
  conference_id uuid not null constraint seance_conference_fk references conference (id),
  numero text not null,
  etat text not null,
  intitule text not null,
  prevue_le timestamptz not null,
  lieu text not null,
  convoquee_le timestamptz,
  convoquee_par uuid constraint seance_convoquee_par_fk references utilisateur (id),
  seance_precedente_id uuid constraint seance_precedente_fk references seance (id),
  sans_quorum boolean not null default false,
  preside_par_id uuid constraint seance_preside_par_fk references membre (id),
  ouverte_le timestamptz,
  close_le timestamptz,
  version integer not null default 1,
  constraint seance_etat_liste check (etat in (
    'CONVOQUEE', 'OUVERTE', 'SANS_QUORUM', 'RECONVOQUEE', 'CLOSE', 'PV_REDIGE', 'PV_APPROUVE')),
  constraint seance_seconde_convocation check (sans_quorum = (seance_precedente_id is not null))
);
create unique index seance_numero_unique on seance (conference_id, numero);
create index seance_conference_idx on seance (conference_id, prevue_le, id);
create unique index seance_une_seconde_convocation on seance (seance_precedente_id);

create table point (
  id uuid constraint point_pk primary key,
  seance_id uuid not null constraint point_seance_fk references seance (id),
  rang integer not null,
  type text not null,
  intitule text not null,
  candidature_id uuid constraint point_candidature_fk references candidature (id),
  ajoute_en_seance boolean not null default false,
  constraint point_type_liste check (type in ('PLAN_DE_FINANCEMENT', 'REGLEMENT_INTERIEUR', 'PROGRAMME', 'APPEL', 'AUTRE')),
  constraint point_candidature_si_plan check ((type = 'PLAN_DE_FINANCEMENT') = (candidature_id is not null))
);
create unique index point_rang_unique on point (seance_id, rang);
create unique index point_candidature_unique on point (seance_id, candidature_id);
create index point_candidature_idx on point (candidature_id);

create table emargement (
  id uuid constraint emargement_pk primary key,
  seance_id uuid not null constraint emargement_seance_fk references seance (id),
  membre_id uuid not null constraint emargement_membre_fk references membre (id),
  utilisateur_id uuid not null constraint emargement_utilisateur_fk references utilisateur (id),
  qualite text not null,
  mode text not null,
  arrive_le timestamptz not null,
  constraint emargement_qualite_liste check (qualite in ('TITULAIRE', 'SUPPLEANT')),
  constraint emargement_mode_liste check (mode in ('PRESENTIEL', 'DISTANCE'))
);
create unique index emargement_unique on emargement (seance_id, membre_id);

-- The rank makes "at most pouvoirs_max proxies a member" a declared constraint and not only code (R20).
create table pouvoir (
  id uuid constraint pouvoir_pk primary key,
  seance_id uuid not null constraint pouvoir_seance_fk references seance (id),
  mandant_id uuid not null constraint pouvoir_mandant_fk references membre (id),
  mandataire_id uuid not null constraint pouvoir_mandataire_fk references membre (id),
  rang integer not null,
  donne_par uuid not null constraint pouvoir_donne_par_fk references utilisateur (id),
  donne_le timestamptz not null,
  constraint pouvoir_pas_a_soi check (mandant_id <> mandataire_id)
);
create unique index pouvoir_mandant_unique on pouvoir (seance_id, mandant_id);
create unique index pouvoir_mandataire_unique on pouvoir (seance_id, mandataire_id, rang);

create table deport (
  id uuid constraint deport_pk primary key,
  point_id uuid not null constraint deport_point_fk references point (id),
  membre_id uuid not null constraint deport_membre_fk references membre (id),
  motif text not null,
  declare_par uuid not null constraint deport_declare_par_fk references utilisateur (id),
  declare_le timestamptz not null,
  constraint deport_motif_liste check (motif in ('REPRESENTE_LE_PORTEUR', 'SIEGE_CHEZ_LE_PORTEUR', 'MEMBRE_DU_CONSORTIUM', 'INTERET_PERSONNEL', 'AUTRE'))
);
create unique index deport_unique on deport (point_id, membre_id);

create table scrutin (
  id uuid constraint scrutin_pk primary key,
  point_id uuid not null constraint scrutin_point_fk references point (id),
  numero text not null,
  etat text not null,
  ouvert_le timestamptz not null,
  -- The client's key of the closing: the same closing asked again finds its first answer.
  cle_cloture uuid,
  ouvert_par uuid not null constraint scrutin_ouvert_par_fk references utilisateur (id),
  clos_le timestamptz,
  proclame_le timestamptz,
  empreinte bytea not null,
  pour integer,
  contre integer,
  abstention integer,
  exprimes integer,
  adopte boolean,
  voix_preponderante boolean,
  motif text,
  constraint scrutin_etat_liste check (etat in ('PREPARE', 'OUVERT', 'CLOS', 'PROCLAME', 'ANNULE')),
  constraint scrutin_proclame_complet check (
    etat <> 'PROCLAME' or (proclame_le is not null and adopte is not null and pour is not null and contre is not null))
);
create unique index scrutin_point_unique on scrutin (point_id) where etat <> 'ANNULE';
create unique index scrutin_cle_cloture_unique on scrutin (cle_cloture);

-- The frozen proposition of a ballot: which part, whose, how much. The vote is about these lines and their hash.
create table ligne_proposition (
  id uuid constraint ligne_proposition_pk primary key,
  scrutin_id uuid not null constraint ligne_proposition_scrutin_fk references scrutin (id),
  part_id uuid not null,
  financeur_id uuid not null constraint ligne_proposition_financeur_fk references organisme (id),
  rang integer not null,
  montant bigint not null,
  constraint ligne_proposition_part_fk foreign key (part_id, financeur_id) references part (id, financeur_id),
  constraint ligne_proposition_montant_bornes check (montant between 1 and 10000000000000)
);
create unique index ligne_proposition_part_unique on ligne_proposition (scrutin_id, part_id);
create index ligne_proposition_part_idx on ligne_proposition (part_id, financeur_id);

create table vote (
  id uuid constraint vote_pk primary key,
  scrutin_id uuid not null constraint vote_scrutin_fk references scrutin (id),
  membre_id uuid not null constraint vote_membre_fk references membre (id),
  sens text not null,
  voix integer not null,
  utilisateur_id uuid not null constraint vote_utilisateur_fk references utilisateur (id),
  mandataire_id uuid constraint vote_mandataire_fk references membre (id),
  vote_le timestamptz not null,
  constraint vote_sens_liste check (sens in ('POUR', 'CONTRE', 'ABSTENTION'))
);
create unique index vote_unique on vote (scrutin_id, membre_id);

create table proces_verbal (
  id uuid constraint proces_verbal_pk primary key,
  seance_id uuid not null constraint proces_verbal_seance_fk references seance (id),
  donnees text not null,
  empreinte bytea not null,
  pdf bytea not null,
  redige_le timestamptz not null,
  redige_par uuid not null constraint proces_verbal_redige_par_fk references utilisateur (id),
  approuve_le timestamptz
);
create unique index proces_verbal_seance_unique on proces_verbal (seance_id);

alter table part add constraint part_candidature_fk foreign key (candidature_id) references candidature (id);

-- The last word on a ballot belongs to the database. The ballot row is locked FOR SHARE before its state is read: a
-- closing, which takes it FOR NO KEY UPDATE, is either wholly before (the vote is refused) or wholly after (it counts).
create function exiger_scrutin_ouvert() returns trigger language plpgsql as $$
begin
  perform from scrutin s where s.id = new.scrutin_id and s.etat = 'OUVERT' for share;
  if not found then
    raise exception 'le scrutin n''est pas ouvert' using errcode = 'TDT05', constraint = 'vote_scrutin_ouvert';
  end if;
  return new;
end $$;
create trigger vote_scrutin_ouvert before insert on vote for each row execute function exiger_scrutin_ouvert();
create trigger vote_definitif before update or delete on vote for each row execute function refuser_modification();
create trigger ligne_proposition_definitive before update or delete on ligne_proposition
  for each row execute function refuser_modification();

-- A proclaimed or cancelled ballot, an approved PV: nothing in them changes any more, even for the owner of the tables.
create function refuser_apres_fin() returns trigger language plpgsql as $$
begin
  raise exception 'une ligne de % est définitive', tg_table_name using errcode = 'TDT03';
end $$;
create trigger scrutin_proclame_definitif before update or delete on scrutin
  for each row when (old.etat in ('PROCLAME', 'ANNULE')) execute function refuser_apres_fin();
create trigger proces_verbal_approuve_definitif before update or delete on proces_verbal
  for each row when (old.approuve_le is not null) execute function refuser_apres_fin();
