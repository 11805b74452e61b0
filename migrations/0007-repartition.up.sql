-- Who pays what: the financing rules of a call, the sealed rounds of announcements, the calculations and the frozen
-- propositions. Under seal, an amount is read by its funder alone: nothing here copies it anywhere else before the reveal.

-- The tree of the classes of funders of a call. Each kind of body falls in at most one class.
create table classe_financeur (
  id uuid constraint classe_financeur_pk primary key,
  appel_id uuid not null constraint classe_financeur_appel_fk references appel_a_projets (id),
  rang integer not null,
  code text not null,
  parent text,
  libelle text not null,
  categories text[] not null default '{}',
  constraint classe_financeur_code_forme check (code ~ '^[A-Z0-9_]{1,40}$'),
  constraint classe_financeur_libelle_present check (btrim(libelle) <> ''),
  constraint classe_financeur_autre_parent check (parent <> code)
);
create unique index classe_financeur_cle on classe_financeur (appel_id, code);
alter table classe_financeur add constraint classe_financeur_parent_fk
  foreign key (appel_id, parent) references classe_financeur (appel_id, code);

-- A rule that bounds who pays what, with the text it comes from: caps are settings, never constants (allocation.md §3).
create table regle_financement (
  id uuid constraint regle_financement_pk primary key,
  appel_id uuid not null constraint regle_financement_appel_fk references appel_a_projets (id),
  rang integer not null,
  code text not null,
  libelle text not null,
  portee text not null,
  classe text,
  financeur_id uuid constraint regle_financement_financeur_fk references organisme (id),
  categorie text,
  type text not null,
  taux_bp integer,
  base text,
  montant bigint,
  source_juridique text not null,
  constraint regle_financement_code_forme check (code ~ '^[A-Z0-9_-]{1,40}$'),
  constraint regle_financement_portee_liste check (portee in ('APPEL', 'CLASSE', 'ENVELOPPE')),
  constraint regle_financement_type_liste check (type in (
    'TAUX_MAX', 'MONTANT_MAX', 'MONTANT_MIN', 'PARTICIPATION_MIN_MAITRE_OUVRAGE')),
  constraint regle_financement_base_liste check (base in ('DEPENSE_SUBVENTIONNABLE', 'COUT_TOTAL', 'FINANCEMENT_PUBLIC')),
  constraint regle_financement_taux_bornes check (taux_bp between 1 and 10000),
  constraint regle_financement_montant_bornes check (montant between 1 and 10000000000000),
  constraint regle_financement_quantite check (
    num_nonnulls(montant, taux_bp) = 1 and (type in ('TAUX_MAX', 'PARTICIPATION_MIN_MAITRE_OUVRAGE')) = (taux_bp is not null)
    and (base is not null) = (taux_bp is not null)),
  constraint regle_financement_cible check (
    (portee = 'CLASSE') = (classe is not null)
    and num_nonnulls(financeur_id, categorie) = case portee when 'ENVELOPPE' then 1 else 0 end),
  constraint regle_financement_source_presente check (btrim(source_juridique) <> ''),
  constraint regle_financement_classe_fk foreign key (appel_id, classe) references classe_financeur (appel_id, code)
);
create unique index regle_financement_code_unique on regle_financement (appel_id, code);
create index regle_financement_financeur_idx on regle_financement (financeur_id);

-- A round of announcements of a session. One open at a time; revealed or cancelled, it never changes any more.
create table tour (
  id uuid constraint tour_pk primary key,
  seance_id uuid not null constraint tour_seance_fk references seance (id),
  numero integer not null,
  etat text not null,
  points_par_financeur integer,
  points_max_par_projet integer,
  ouvert_le timestamptz not null,
  ouvert_par uuid not null constraint tour_ouvert_par_fk references utilisateur (id),
  revele_le timestamptz,
  revele_par uuid constraint tour_revele_par_fk references utilisateur (id),
  annule_le timestamptz,
  motif text,
  constraint tour_etat_liste check (etat in ('OUVERT', 'REVELE', 'ANNULE')),
  constraint tour_numero_positif check (numero >= 1),
  constraint tour_points check (
    num_nonnulls(points_par_financeur, points_max_par_projet) in (0, 2)
    and points_par_financeur between 1 and 1000 and points_max_par_projet between 1 and points_par_financeur),
  constraint tour_revele_prouve check (
    num_nonnulls(revele_le, revele_par) = case etat when 'REVELE' then 2 else 0 end and revele_le >= ouvert_le),
  constraint tour_annule_motive check ((etat = 'ANNULE') = (annule_le is not null and btrim(coalesce(motif, '')) <> ''))
);
create unique index tour_numero_unique on tour (seance_id, numero);
create unique index tour_un_ouvert on tour (seance_id) where etat = 'OUVERT';
create unique index tour_seance_cle on tour (id, seance_id);

-- The projects of a round, in the order that breaks every tie: published, and frozen, before the first announcement.
create table tour_projet (
  id uuid constraint tour_projet_pk primary key,
  tour_id uuid not null constraint tour_projet_tour_fk references tour (id),
  candidature_id uuid not null constraint tour_projet_candidature_fk references candidature (id),
  point_id uuid not null constraint tour_projet_point_fk references point (id),
  rang integer not null,
  constraint tour_projet_rang_positif check (rang >= 1)
);
create unique index tour_projet_cle on tour_projet (tour_id, candidature_id);
create unique index tour_projet_rang_unique on tour_projet (tour_id, rang);
create index tour_projet_candidature_idx on tour_projet (candidature_id);

-- A sealed bid. `empreinte` is public at once, `sel` and `contenu` after the reveal: anybody can then check that nobody
-- changed a bid once it was sealed. A new one replaces the former, which stays.
create table annonce (
  id uuid constraint annonce_pk primary key,
  tour_id uuid not null constraint annonce_tour_fk references tour (id),
  enveloppe_id uuid not null,
  financeur_id uuid not null constraint annonce_financeur_fk references organisme (id),
  version integer not null,
  etat text not null,
  plafond bigint not null,
  sel bytea not null,
  contenu text not null,
  empreinte bytea not null,
  scelle_le timestamptz not null,
  scelle_par uuid not null constraint annonce_scelle_par_fk references utilisateur (id),
  fin_le timestamptz,
  constraint annonce_etat_liste check (etat in ('SCELLEE', 'REMPLACEE', 'RETIREE')),
  constraint annonce_plafond_bornes check (plafond between 1 and 10000000000000),
  constraint annonce_sel_taille check (octet_length(sel) = 32),
  constraint annonce_empreinte_exacte check (empreinte = sha256(sel || convert_to(contenu, 'UTF8'))),
  constraint annonce_fin_datee check ((etat = 'SCELLEE') = (fin_le is null)),
  constraint annonce_enveloppe_fk foreign key (enveloppe_id, financeur_id) references enveloppe (id, financeur_id)
);
create unique index annonce_version_unique on annonce (tour_id, enveloppe_id, version);
create unique index annonce_une_scellee on annonce (tour_id, enveloppe_id) where etat = 'SCELLEE';
create unique index annonce_tour_cle on annonce (id, tour_id);
create index annonce_enveloppe_idx on annonce (enveloppe_id, financeur_id);
create index annonce_financeur_idx on annonce (financeur_id);

create table ligne_annonce (
  id uuid constraint ligne_annonce_pk primary key,
  annonce_id uuid not null,
  tour_id uuid not null,
  candidature_id uuid not null constraint ligne_annonce_candidature_fk references candidature (id),
  rang integer not null,
  maximum bigint not null,
  minimum bigint not null,
  points integer,
  condition text,
  constraint ligne_annonce_maximum_bornes check (maximum between 1 and 10000000000000),
  constraint ligne_annonce_minimum_bornes check (minimum between 0 and maximum),
  constraint ligne_annonce_points_bornes check (points between 0 and 1000),
  constraint ligne_annonce_annonce_fk foreign key (annonce_id, tour_id) references annonce (id, tour_id),
  constraint ligne_annonce_projet_fk foreign key (tour_id, candidature_id) references tour_projet (tour_id, candidature_id)
);
create unique index ligne_annonce_unique on ligne_annonce (annonce_id, candidature_id);
create index ligne_annonce_projet_idx on ligne_annonce (tour_id, candidature_id);

-- A calculation too long for a request. Its row is the only thing that the instances share: claimed under SKIP LOCKED, kept
-- alive by its heartbeat, stopped by a mark on it, taken over when its heartbeat is too old.
create table calcul (
  id uuid constraint calcul_pk primary key,
  tour_id uuid not null constraint calcul_tour_fk references tour (id),
  etat text not null,
  parametres text not null,
  donnees text not null,
  empreinte bytea not null,
  etape text not null default '',
  avancement integer not null default 0,
  meilleur_score bigint,
  borne bigint,
  demande_le timestamptz not null,
  demande_par uuid not null constraint calcul_demande_par_fk references utilisateur (id),
  executant uuid,
  essai integer not null default 0,
  commence_le timestamptz,
  battement timestamptz,
  arret_demande_le timestamptz,
  termine_le timestamptz,
  resultat text,
  erreur text,
  constraint calcul_etat_liste check (etat in ('EN_ATTENTE', 'EN_COURS', 'TERMINE', 'ARRETE', 'ECHOUE')),
  constraint calcul_empreinte_exacte check (empreinte = sha256(convert_to(donnees, 'UTF8'))),
  constraint calcul_avancement_bornes check (avancement between 0 and 100),
  constraint calcul_essai_positif check (essai >= 0),
  constraint calcul_execute check (etat not in ('EN_COURS', 'TERMINE') or num_nonnulls(executant, battement, commence_le) = 3),
  constraint calcul_fini_date check ((etat in ('TERMINE', 'ARRETE', 'ECHOUE')) = (termine_le is not null)),
  constraint calcul_resultat_present check (etat <> 'TERMINE' or resultat is not null)
);
create unique index calcul_un_vivant on calcul (tour_id, empreinte) where etat in ('EN_ATTENTE', 'EN_COURS');
create index calcul_a_prendre on calcul (demande_le) where etat in ('EN_ATTENTE', 'EN_COURS');
create index calcul_tour_idx on calcul (tour_id, demande_le);

-- A frozen proposition: the snapshot that it was computed from, what it decides, and the hash that a ballot quotes.
create table proposition (
  id uuid constraint proposition_pk primary key,
  tour_id uuid not null,
  seance_id uuid not null constraint proposition_seance_fk references seance (id),
  numero integer not null,
  type text not null,
  etat text not null,
  parametres text not null,
  instantane text not null,
  empreinte bytea not null,
  version_moteur text not null,
  version_solveur text,
  score bigint not null,
  total bigint not null,
  prouvee boolean not null,
  borne bigint,
  certificat text,
  creee_le timestamptz not null,
  creee_par uuid not null constraint proposition_creee_par_fk references utilisateur (id),
  remplacee_le timestamptz,
  constraint proposition_tour_fk foreign key (tour_id, seance_id) references tour (id, seance_id),
  constraint proposition_type_liste check (type in ('LISTE', 'MES', 'OPTIMUM', 'GARANTI')),
  constraint proposition_etat_liste check (etat in ('FIGEE', 'REMPLACEE')),
  constraint proposition_remplacee_datee check ((etat = 'REMPLACEE') = (remplacee_le is not null)),
  constraint proposition_empreinte_exacte check (empreinte = sha256(convert_to(instantane, 'UTF8'))),
  constraint proposition_bornes check (score >= 0 and total >= 0 and borne >= score)
);
create unique index proposition_numero_unique on proposition (seance_id, numero);
create unique index proposition_une_figee on proposition (seance_id) where etat = 'FIGEE';
create index proposition_tour_idx on proposition (tour_id, seance_id);

create table proposition_projet (
  id uuid constraint proposition_projet_pk primary key,
  proposition_id uuid not null constraint proposition_projet_proposition_fk references proposition (id),
  candidature_id uuid not null constraint proposition_projet_candidature_fk references candidature (id),
  rang integer not null,
  retenu boolean not null,
  score bigint not null,
  besoin bigint not null,
  motif text not null,
  constraint proposition_projet_bornes check (score >= 0 and besoin between 0 and 10000000000000)
);
create unique index proposition_projet_cle on proposition_projet (proposition_id, candidature_id);
create index proposition_projet_candidature_idx on proposition_projet (candidature_id);

create table proposition_ligne (
  id uuid constraint proposition_ligne_pk primary key,
  proposition_id uuid not null constraint proposition_ligne_proposition_fk references proposition (id),
  candidature_id uuid not null constraint proposition_ligne_candidature_fk references candidature (id),
  enveloppe_id uuid not null,
  financeur_id uuid not null constraint proposition_ligne_financeur_fk references organisme (id),
  rang integer not null,
  montant bigint not null,
  part_exacte text not null,
  motif_code text not null,
  motif text not null,
  source_juridique text,
  constraint proposition_ligne_montant_bornes check (montant between 1 and 10000000000000),
  constraint proposition_ligne_part_forme check (part_exacte ~ '^[0-9]+(/[0-9]+)?$'),
  constraint proposition_ligne_projet_fk foreign key (proposition_id, candidature_id)
    references proposition_projet (proposition_id, candidature_id),
  constraint proposition_ligne_enveloppe_fk foreign key (enveloppe_id, financeur_id) references enveloppe (id, financeur_id)
);
create unique index proposition_ligne_cle on proposition_ligne (proposition_id, candidature_id, enveloppe_id);
create index proposition_ligne_enveloppe_idx on proposition_ligne (enveloppe_id, financeur_id);

-- A ballot on a plan of a session that froze a proposition is about that proposition.
alter table scrutin add column proposition_id uuid constraint scrutin_proposition_fk references proposition (id);
create index scrutin_proposition_idx on scrutin (proposition_id);

-- The last word on a seal belongs to the database. The round is locked FOR SHARE before its state is read: a reveal, which
-- takes it FOR NO KEY UPDATE, is either wholly before (nothing is sealed any more) or wholly after (it reveals this one).
create function exiger_tour_ouvert() returns trigger language plpgsql as $$
begin
  perform from tour t where t.id = new.tour_id and t.etat = 'OUVERT' for share;
  if not found then
    raise exception 'le tour n''est pas ouvert' using errcode = 'TDT05', constraint = tg_table_name || '_tour_ouvert';
  end if;
  return new;
end $$;
create trigger annonce_tour_ouvert before insert or update on annonce for each row execute function exiger_tour_ouvert();
create trigger ligne_annonce_tour_ouvert before insert on ligne_annonce
  for each row execute function exiger_tour_ouvert();

-- What is sealed does not change: an announcement only stops counting, replaced or withdrawn by its funder.
create function refuser_annonce_scellee() returns trigger language plpgsql as $$
begin
  if old.etat = 'SCELLEE' and (to_jsonb(new) - 'etat' - 'fin_le') = (to_jsonb(old) - 'etat' - 'fin_le') then
    return new;
  end if;
  raise exception 'l''annonce % est scellée : son contenu ne change plus', old.id using errcode = 'TDT03';
end $$;
create trigger annonce_scellee before update on annonce for each row execute function refuser_annonce_scellee();
create trigger annonce_definitive before delete on annonce for each row execute function refuser_modification();
create trigger ligne_annonce_definitive before update or delete on ligne_annonce
  for each row execute function refuser_modification();
create trigger tour_fini_definitif before update or delete on tour
  for each row when (old.etat in ('REVELE', 'ANNULE')) execute function refuser_apres_fin();
create trigger tour_projet_definitif before update or delete on tour_projet
  for each row execute function refuser_modification();
create trigger calcul_fini_definitif before update or delete on calcul
  for each row when (old.etat in ('TERMINE', 'ARRETE', 'ECHOUE')) execute function refuser_apres_fin();

-- A frozen proposition never changes; another one may only take its place.
create function refuser_proposition_figee() returns trigger language plpgsql as $$
begin
  if old.etat = 'FIGEE' and new.etat = 'REMPLACEE'
     and (to_jsonb(new) - 'etat' - 'remplacee_le') = (to_jsonb(old) - 'etat' - 'remplacee_le') then
    return new;
  end if;
  raise exception 'la proposition % est figée : elle ne change plus', old.id using errcode = 'TDT03';
end $$;
create trigger proposition_figee before update on proposition for each row execute function refuser_proposition_figee();
create trigger proposition_definitive before delete on proposition for each row execute function refuser_modification();
create trigger proposition_projet_definitif before update or delete on proposition_projet
  for each row execute function refuser_modification();
create trigger proposition_ligne_definitive before update or delete on proposition_ligne
  for each row execute function refuser_modification();

-- A ballot opens on the proposition in force only, and keeps it.
create function exiger_proposition_figee() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.proposition_id is distinct from old.proposition_id then
      raise exception 'le scrutin % garde sa proposition', old.id using errcode = 'TDT03';
    end if;
    return new;
  end if;
  if new.proposition_id is not null then
    perform from proposition p where p.id = new.proposition_id and p.etat = 'FIGEE' for share;
    if not found then
      raise exception 'la proposition n''est pas figée' using errcode = 'TDT05', constraint = 'scrutin_proposition_figee';
    end if;
  end if;
  return new;
end $$;
create trigger scrutin_proposition_figee before insert or update on scrutin
  for each row execute function exiger_proposition_figee();
