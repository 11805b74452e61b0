-- Logging in: who a person is at the provider, sessions, invitations. Every term here is compared with maintenant().

alter table utilisateur add column desactive_le timestamptz;

-- Who invites the people of his organisation, grants them its roles and ends them. Where nobody was told to, the first comer does.
alter table habilitation add column gestionnaire_utilisateurs boolean not null default false;
update habilitation set gestionnaire_utilisateurs = true where id in (
  select distinct on (organisme_id) id from habilitation
  where role in ('PORTEUR', 'FINANCEUR', 'GESTIONNAIRE') and organisme_id is not null and (fin is null or fin > maintenant())
  order by organisme_id, debut, id);

-- A person at a provider. The provider names him by `sub`, which does not change, and never by his e-mail, which does.
create table identite (
  fournisseur text not null,
  sub text not null,
  utilisateur_id uuid not null constraint identite_utilisateur_fk references utilisateur (id),
  cree_le timestamptz not null,
  constraint identite_pk primary key (fournisseur, sub)
);
create index identite_utilisateur_idx on identite (utilisateur_id);

-- Only the SHA-256 of the cookie is kept. The id_token is what the provider asks for at logout. The fingerprint of the cookie
-- before the present one opens nothing: it tells a request that crossed a renewal from one whose session has ended.
create table session (
  id uuid constraint session_pk primary key,
  empreinte bytea not null,
  empreinte_precedente bytea,
  utilisateur_id uuid not null constraint session_utilisateur_fk references utilisateur (id),
  organisme_id uuid constraint session_organisme_fk references organisme (id),
  acr text not null,
  authentifie_le timestamptz not null,
  id_token text not null,
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  expire_le timestamptz not null,
  a_renouveler boolean not null default false,
  constraint session_empreinte_taille check (length(empreinte) = 32),
  constraint session_authentification_passee check (authentifie_le <= cree_le),
  constraint session_duree check (expire_le <= cree_le + interval '8 hours')
);
create unique index session_empreinte_unique on session (empreinte);
create index session_precedente_idx on session (empreinte_precedente);
create index session_utilisateur_idx on session (utilisateur_id);
create index session_expire_idx on session (expire_le);
create index session_organisme_idx on session (organisme_id);

-- Rights that change give the session a new cookie at its next request, whoever changed them and however.
create function renouveler_sessions() returns trigger language plpgsql as $$
begin
  update session set a_renouveler = true where utilisateur_id = new.utilisateur_id and not a_renouveler;
  return new;
end $$;
create trigger habilitation_renouvelle_sessions after insert or update on habilitation
  for each row execute function renouveler_sessions();

-- A promised right. Its link is kept as a SHA-256, replaced at each renewal.
create table invitation (
  id uuid constraint invitation_pk primary key,
  empreinte bytea not null,
  courriel text not null,
  organisme_id uuid not null constraint invitation_organisme_fk references organisme (id),
  role text not null,
  appel_id uuid constraint invitation_appel_fk references appel_a_projets (id),
  conference_id uuid constraint invitation_conference_fk references conference (id),
  gestionnaire_utilisateurs boolean not null default false,
  invite_par uuid not null constraint invitation_invite_par_fk references utilisateur (id),
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  acceptee_le timestamptz,
  habilitation_id uuid constraint invitation_habilitation_fk references habilitation (id),
  annulee_le timestamptz,
  constraint invitation_empreinte_taille check (length(empreinte) = 32),
  constraint invitation_courriel_forme check (courriel = lower(courriel) and courriel like '%_@_%'),
  constraint invitation_role_liste check (role in (
    'PORTEUR', 'FINANCEUR', 'INSTRUCTEUR', 'GESTIONNAIRE', 'PRESIDENT', 'ADMIN')),
  constraint invitation_acceptee_complete check ((acceptee_le is null) = (habilitation_id is null)),
  constraint invitation_une_seule_fin check (acceptee_le is null or annulee_le is null)
);
create unique index invitation_empreinte_unique on invitation (empreinte);
-- One pending promise of one right: the second is a renewal of the first.
create unique index invitation_attente_unique on invitation (courriel, organisme_id, role, appel_id, conference_id)
  nulls not distinct where acceptee_le is null and annulee_le is null;
create index invitation_habilitation_idx on invitation (habilitation_id);
create index invitation_organisme_idx on invitation (organisme_id);
create index invitation_appel_idx on invitation (appel_id);
create index invitation_conference_idx on invitation (conference_id);
create index invitation_invite_par_idx on invitation (invite_par);

-- A login under way: what the answer of the provider must match. Used once, by the browser that holds the cookie.
create table demande_connexion (
  etat bytea constraint demande_connexion_pk primary key,
  nonce text not null,
  verificateur text,
  retour text not null,
  fraiche boolean not null,
  invitation_id uuid constraint demande_connexion_invitation_fk references invitation (id),
  expire_le timestamptz not null
);
create index demande_connexion_invitation_idx on demande_connexion (invitation_id);
create index demande_connexion_expire_idx on demande_connexion (expire_le);

-- Somebody the provider knows and we do not, whose address already has an account: waits for his explicit yes.
create table rattachement (
  empreinte bytea constraint rattachement_pk primary key,
  invitation_id uuid not null constraint rattachement_invitation_fk references invitation (id),
  identite jsonb not null,
  expire_le timestamptz not null
);
create index rattachement_invitation_idx on rattachement (invitation_id);
create index rattachement_expire_idx on rattachement (expire_le);
