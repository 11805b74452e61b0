-- A candidature may be saved at any completeness: hence the nullable columns. What a deposit requires is a rule of the
-- domain (completude), and the CHECK below keeps the least of it: no deposit without number, instant and frozen content.

create table candidature (
  id uuid constraint candidature_pk primary key,
  appel_id uuid not null constraint candidature_appel_fk references appel_a_projets (id),
  porteur_id uuid not null constraint candidature_porteur_fk references organisme (id),
  cree_par uuid not null constraint candidature_cree_par_fk references utilisateur (id),
  etat text not null,
  version integer not null default 1,
  numero text,
  titre text not null default '',
  resume text not null default '',
  origine_initiative text,
  nature text not null default 'FONCTIONNEMENT',
  debut date,
  fin date,
  regime_aide text,
  montant_demande bigint,
  assiette bigint,
  representant_nom text,
  representant_qualite text,
  cer_accepte_le date,
  cer_signataire text,
  cer_version text,
  exception_participation text,
  exception_acte text,
  depose_le timestamptz,
  depose_par uuid constraint candidature_depose_par_fk references utilisateur (id),
  contenu_fige text,
  empreinte bytea,
  recu bytea,
  instructeur_id uuid constraint candidature_instructeur_fk references utilisateur (id),
  motif text,
  avis text,
  avis_favorable boolean,
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  constraint candidature_etat_liste check (etat in (
    'BROUILLON', 'DEPOSE', 'IRRECEVABLE', 'A_COMPLETER', 'RECEVABLE', 'EN_INSTRUCTION', 'INSTRUIT', 'INSCRIT_EN_SEANCE',
    'RETENU', 'LISTE_ATTENTE', 'AJOURNE', 'REFUSE', 'CONVENTIONNE', 'EN_EXECUTION', 'SOLDE', 'CLOS', 'RETIRE', 'DOUBLON',
    'SANS_SUITE', 'ANNULE')),
  constraint candidature_origine_liste check (origine_initiative in ('PORTEUR', 'FINANCEUR')),
  constraint candidature_nature_liste check (nature in ('FONCTIONNEMENT', 'INVESTISSEMENT')),
  constraint candidature_regime_liste check (regime_aide in (
    'NON_ECONOMIQUE', 'DE_MINIMIS', 'DE_MINIMIS_SIEG', 'SIEG_2012_21', 'RGEC', 'AUTRE')),
  constraint candidature_exception_liste check (exception_participation in (
    'RENOVATION_URBAINE', 'MONUMENT_PROTEGE', 'CALAMITE_PUBLIQUE', 'PATRIMOINE_NON_PROTEGE', 'FEDER_INTERREG', 'CORSE')),
  constraint candidature_montants check (montant_demande between 0 and 10000000000000 and assiette between 1 and 10000000000000),
  constraint candidature_depot_prouve check (
    etat in ('BROUILLON', 'RETIRE', 'ANNULE', 'DOUBLON')
    or (numero is not null and depose_le is not null and contenu_fige is not null and empreinte is not null))
);
create unique index candidature_numero_unique on candidature (numero);
create unique index candidature_une_par_porteur on candidature (appel_id, porteur_id)
  where etat not in ('RETIRE', 'DOUBLON', 'ANNULE', 'IRRECEVABLE');
create index candidature_porteur_idx on candidature (porteur_id);
create index candidature_depot_idx on candidature (appel_id, depose_le, id);

create table candidature_territoire (
  candidature_id uuid not null constraint candidature_territoire_candidature_fk references candidature (id),
  nature text not null,
  code text not null,
  constraint candidature_territoire_pk primary key (candidature_id, nature, code),
  constraint candidature_territoire_territoire_fk foreign key (nature, code) references territoire (nature, code)
);

create table partenaire (
  id uuid constraint partenaire_pk primary key,
  candidature_id uuid not null constraint partenaire_candidature_fk references candidature (id),
  organisme_id uuid not null constraint partenaire_organisme_fk references organisme (id),
  rang integer not null,
  role text not null default '',
  mandat_le date
);
create unique index partenaire_rang_unique on partenaire (candidature_id, rang);
create unique index partenaire_unique on partenaire (candidature_id, organisme_id);

create table action (
  id uuid constraint action_pk primary key,
  candidature_id uuid not null constraint action_candidature_fk references candidature (id),
  rang integer not null,
  intitule text not null default '',
  description text not null default '',
  indicateur text not null default '',
  cible text not null default ''
);
create unique index action_rang_unique on action (candidature_id, rang);

-- A named place of an action. A bonus hangs on it (R5), so it names the zone itself, not only the commune.
create table lieu (
  id uuid constraint lieu_pk primary key,
  action_id uuid not null constraint lieu_action_fk references action (id),
  rang integer not null,
  commune_code text not null,
  commune_nature text not null generated always as ('COMMUNE') stored,
  dispositif text,
  zonage_code text,
  constraint lieu_dispositif_liste check (dispositif in ('QPV', 'ACV')),
  constraint lieu_zonage_nomme check ((dispositif is null) = (zonage_code is null)),
  constraint lieu_commune_fk foreign key (commune_nature, commune_code) references territoire (nature, code)
);
create unique index lieu_rang_unique on lieu (action_id, rang);

create table ligne_budget (
  id uuid constraint ligne_budget_pk primary key,
  candidature_id uuid not null constraint ligne_budget_candidature_fk references candidature (id),
  rang integer not null,
  sens text not null,
  compte text not null,
  libelle text not null default '',
  montant bigint not null,
  constraint ligne_budget_sens_liste check (sens in ('CHARGE', 'PRODUIT')),
  constraint ligne_budget_montant_bornes check (montant between 0 and 10000000000000)
);
create unique index ligne_budget_rang_unique on ligne_budget (candidature_id, rang);

create table ligne_plan (
  id uuid constraint ligne_plan_pk primary key,
  candidature_id uuid not null constraint ligne_plan_candidature_fk references candidature (id),
  rang integer not null,
  type text not null,
  nature text,
  financeur_id uuid constraint ligne_plan_financeur_fk references organisme (id),
  dispositif text not null default '',
  assiette bigint,
  montant bigint not null,
  constraint ligne_plan_type_liste check (type in ('SUBVENTION', 'RESSOURCES_PROPRES')),
  constraint ligne_plan_nature_liste check (nature in ('FONCTIONNEMENT', 'INVESTISSEMENT')),
  constraint ligne_plan_financeur_si_subvention check ((type = 'SUBVENTION') = (financeur_id is not null)),
  constraint ligne_plan_montant_bornes check (montant between 1 and 10000000000000 and assiette between 1 and 10000000000000)
);
create unique index ligne_plan_rang_unique on ligne_plan (candidature_id, rang);
create index ligne_plan_financeur_idx on ligne_plan (financeur_id);

-- Public aid already received (R15): each with its day, because the ceiling counts three rolling years.
create table aide_declaree (
  id uuid constraint aide_declaree_pk primary key,
  candidature_id uuid not null constraint aide_declaree_candidature_fk references candidature (id),
  rang integer not null,
  date date not null,
  montant bigint not null,
  constraint aide_declaree_montant_bornes check (montant between 1 and 10000000000000)
);
create unique index aide_declaree_rang_unique on aide_declaree (candidature_id, rang);

create table piece (
  id uuid constraint piece_pk primary key,
  candidature_id uuid not null constraint piece_candidature_fk references candidature (id),
  code text not null,
  nom text not null,
  type_mime text not null,
  taille integer not null,
  empreinte bytea not null,
  contenu bytea not null,
  ajoutee_par uuid not null constraint piece_ajoutee_par_fk references utilisateur (id),
  ajoutee_le timestamptz not null,
  retiree_le timestamptz,
  constraint piece_taille_bornes check (taille between 1 and 10485760),
  constraint piece_type_liste check (type_mime in ('application/pdf', 'image/png', 'image/jpeg'))
);
create index piece_candidature_idx on piece (candidature_id);

create table demande_complement (
  id uuid constraint demande_complement_pk primary key,
  candidature_id uuid not null constraint demande_complement_candidature_fk references candidature (id),
  texte text not null,
  echeance date not null,
  demande_par uuid not null constraint demande_complement_demande_par_fk references utilisateur (id),
  demande_le timestamptz not null,
  pieces text[] not null default '{}',
  reponse text,
  repondu_le timestamptz,
  repondu_par uuid constraint demande_complement_repondu_par_fk references utilisateur (id),
  contenu_fige text,
  empreinte bytea,
  constraint demande_complement_texte_present check (btrim(texte) <> ''),
  constraint demande_complement_reponse_prouvee check (
    num_nonnulls(repondu_le, repondu_par, contenu_fige, empreinte) in (0, 4))
);
create index demande_complement_candidature_idx on demande_complement (candidature_id);
create unique index demande_complement_une_ouverte on demande_complement (candidature_id) where repondu_le is null;

create table note (
  candidature_id uuid not null constraint note_candidature_fk references candidature (id),
  critere_id uuid not null constraint note_critere_fk references critere (id),
  id uuid not null,
  points integer not null,
  commentaire text not null,
  note_par uuid not null constraint note_note_par_fk references utilisateur (id),
  note_le timestamptz not null,
  constraint note_pk primary key (candidature_id, critere_id),
  constraint note_points_bornes check (points between 0 and 100),
  constraint note_commentaire_present check (btrim(commentaire) <> '')
);
create unique index note_id_unique on note (id);

-- What the receipt proves never changes: a completed file freezes its new content beside it, in demande_complement.
create function refuser_depot_fige() returns trigger language plpgsql as $$
begin
  if old.depose_le is not null and (new.depose_le is distinct from old.depose_le or new.numero is distinct from old.numero
      or new.depose_par is distinct from old.depose_par or new.contenu_fige is distinct from old.contenu_fige
      or new.empreinte is distinct from old.empreinte or new.recu is distinct from old.recu) then
    raise exception 'dépôt % figé : son contenu ne change plus', old.numero using errcode = 'TDT03';
  end if;
  return new;
end $$;
create trigger candidature_depot_fige before update on candidature for each row execute function refuser_depot_fige();
