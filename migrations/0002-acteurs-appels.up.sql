-- Official territories (by code, never by name), organisations, rights, and the calls with their rules as data.

create table territoire (
  nature text not null,
  code text not null,
  nom text not null,
  region_code text,
  departement_code text,
  epci_code text,
  id text not null generated always as (nature || '-' || code) stored,
  constraint territoire_pk primary key (nature, code),
  constraint territoire_nature_liste check (nature in ('REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE'))
);
create unique index territoire_id_unique on territoire (id);
create index territoire_epci_idx on territoire (epci_code);
create index territoire_departement_idx on territoire (departement_code);
create index territoire_region_idx on territoire (region_code);

-- Priority zones: a QPV or an Action coeur de ville place, at the vintage of its list (R5).
create table zonage (
  dispositif text not null,
  millesime integer not null,
  code text not null,
  commune_code text not null,
  commune_nature text not null generated always as ('COMMUNE') stored,
  libelle text not null,
  id text not null generated always as (dispositif || '-' || millesime::text || '-' || code || '-' || commune_code) stored,
  constraint zonage_pk primary key (dispositif, millesime, code, commune_code),
  constraint zonage_dispositif_liste check (dispositif in ('QPV', 'ACV')),
  constraint zonage_commune_fk foreign key (commune_nature, commune_code) references territoire (nature, code)
);
create unique index zonage_id_unique on zonage (id);
create index zonage_commune_idx on zonage (commune_code);

create table organisme (
  id uuid constraint organisme_pk primary key,
  nom text not null,
  categorie text not null,
  type_identifiant text not null,
  identifiant text not null,
  rna text,
  forme_juridique text,
  adresse text,
  commune_code text,
  commune_nature text not null generated always as ('COMMUNE') stored,
  representant_nom text,
  representant_qualite text,
  fictif boolean not null default false,
  cree_le timestamptz not null,
  constraint organisme_categorie_liste check (categorie in (
    'ETAT', 'REGION', 'DEPARTEMENT', 'EPCI', 'COMMUNE', 'ETABLISSEMENT_PUBLIC', 'GIP', 'ASSOCIATION', 'FONDATION',
    'FONDS_DE_DOTATION', 'ENTREPRISE', 'ORGANISME_SOCIAL', 'AUTRE_PUBLIC', 'AUTRE_PRIVE')),
  constraint organisme_type_identifiant_liste check (type_identifiant in ('SIRET', 'RNA', 'RIDET', 'TAHITI')),
  constraint organisme_nom_present check (btrim(nom) <> ''),
  constraint organisme_commune_fk foreign key (commune_nature, commune_code) references territoire (nature, code)
);
create unique index organisme_identifiant_unique on organisme (type_identifiant, identifiant);
create index organisme_commune_idx on organisme (commune_code);

create table appel_a_projets (
  id uuid constraint appel_a_projets_pk primary key,
  code text not null,
  type text not null,
  titre text not null,
  resume text not null default '',
  objet text not null default '',
  etat text not null,
  ouverture timestamptz,
  cloture timestamptz,
  mode_montant text not null default 'PLAFOND',
  categories_admises text[] not null default '{}',
  seuil_instruction integer,
  duree_mois_max integer,
  millesime_qpv integer,
  millesime_acv integer,
  montant_annonce bigint,
  financement_partiel boolean not null default true,
  dernier_numero integer not null default 0,
  version integer not null default 1,
  cree_le timestamptz not null,
  cree_par uuid constraint appel_a_projets_cree_par_fk references utilisateur (id),
  publie_le timestamptz,
  constraint appel_a_projets_montant_annonce check (montant_annonce between 0 and 10000000000000),
  constraint appel_a_projets_type_liste check (type in ('AAP', 'AMI')),
  constraint appel_a_projets_mode_liste check (mode_montant in ('FORFAIT', 'PLAFOND')),
  constraint appel_a_projets_etat_liste check (etat in (
    'BROUILLON', 'VALIDE', 'PUBLIE', 'OUVERT', 'CLOS', 'EN_INSTRUCTION', 'DELIBERE', 'ARCHIVE', 'SUSPENDU', 'ANNULE')),
  constraint appel_a_projets_fenetre check (cloture is null or ouverture is null or cloture > ouverture),
  constraint appel_a_projets_publie_complet check (etat in ('BROUILLON', 'VALIDE', 'ANNULE') or (ouverture is not null and cloture is not null))
);
create unique index appel_a_projets_code_unique on appel_a_projets (code);
create index appel_a_projets_cloture_idx on appel_a_projets (cloture, id);

create table appel_territoire (
  appel_id uuid not null constraint appel_territoire_appel_fk references appel_a_projets (id),
  nature text not null,
  code text not null,
  constraint appel_territoire_pk primary key (appel_id, nature, code),
  constraint appel_territoire_territoire_fk foreign key (nature, code) references territoire (nature, code)
);

-- A rule of a call: base amount, bonus, cap. Rates in basis points, amounts in centimes; the legal source is part of the rule.
create table regle (
  id uuid constraint regle_pk primary key,
  appel_id uuid not null constraint regle_appel_fk references appel_a_projets (id),
  rang integer not null,
  type text not null,
  code text not null,
  libelle text not null,
  montant bigint,
  taux_bp integer,
  base text,
  condition text,
  preuve text,
  cumulable boolean not null default true,
  source_juridique text,
  constraint regle_type_liste check (type in (
    'BASE', 'BONIFICATION', 'TAUX_MAX', 'MONTANT_MAX', 'MONTANT_MIN', 'PROJET_MIN')),
  constraint regle_montant_bornes check (montant between 0 and 10000000000000),
  constraint regle_taux_bornes check (taux_bp between 0 and 10000),
  constraint regle_quantite check (num_nonnulls(montant, taux_bp) = 1)
);
create unique index regle_code_unique on regle (appel_id, code);

create table critere (
  id uuid constraint critere_pk primary key,
  appel_id uuid not null constraint critere_appel_fk references appel_a_projets (id),
  rang integer not null,
  code text not null,
  libelle text not null,
  poids integer not null,
  constraint critere_poids_bornes check (poids between 1 and 100)
);
create unique index critere_code_unique on critere (appel_id, code);

create table piece_demandee (
  id uuid constraint piece_demandee_pk primary key,
  appel_id uuid not null constraint piece_demandee_appel_fk references appel_a_projets (id),
  rang integer not null,
  code text not null,
  libelle text not null,
  obligatoire boolean not null default true,
  categories text[] not null default '{}'
);
create unique index piece_demandee_code_unique on piece_demandee (appel_id, code);

-- A right is a row with a beginning and an end: it is evaluated at the instant of the act and never deleted.
create table habilitation (
  id uuid constraint habilitation_pk primary key,
  utilisateur_id uuid not null constraint habilitation_utilisateur_fk references utilisateur (id),
  role text not null,
  organisme_id uuid constraint habilitation_organisme_fk references organisme (id),
  appel_id uuid constraint habilitation_appel_fk references appel_a_projets (id),
  conference_id uuid,
  debut timestamptz not null,
  fin timestamptz,
  accordee_par uuid constraint habilitation_accordee_par_fk references utilisateur (id),
  constraint habilitation_role_liste check (role in (
    'PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN')),
  constraint habilitation_periode check (fin is null or fin >= debut),
  constraint habilitation_organisme_requis check (role not in ('PORTEUR', 'FINANCEUR', 'GESTIONNAIRE') or organisme_id is not null)
);
create index habilitation_utilisateur_idx on habilitation (utilisateur_id);
create index habilitation_organisme_idx on habilitation (organisme_id);

-- An API token: only its SHA-256 is kept, so reading the database gives no access.
create table jeton (
  id uuid constraint jeton_pk primary key,
  empreinte bytea not null,
  utilisateur_id uuid not null constraint jeton_utilisateur_fk references utilisateur (id),
  roles text[],
  libelle text not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  revoque_le timestamptz
);
create unique index jeton_empreinte_unique on jeton (empreinte);
create index jeton_utilisateur_idx on jeton (utilisateur_id);
