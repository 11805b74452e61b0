-- What people are told: an outbox fed by the journal itself, then one message a person. Every term is compared with maintenant().

-- The outbox. One row a line of the journal, made in the transaction of the act by the line itself: no act can be forgotten,
-- and an act that rolls back announces nothing. The clock adds its own rows (a deadline that comes near), once each by `cle`.
create table evenement (
  id bigint generated always as identity constraint evenement_pk primary key,
  cle text not null,
  action text not null,
  objet_id uuid not null,
  -- The row that the act made, when its line is about another object (a proxy, on the line of the seat).
  detail_id uuid,
  acteur_id uuid,
  fait_le timestamptz not null,
  a_traiter_le timestamptz not null,
  essais integer not null default 0,
  traite_le timestamptz,
  constraint evenement_essais_positifs check (essais >= 0)
);
create unique index evenement_cle_unique on evenement (cle);
create index evenement_a_traiter_idx on evenement (a_traiter_le, id) where traite_le is null;

create function annoncer_acte() returns trigger language plpgsql as $$
begin
  insert into evenement (cle, action, objet_id, detail_id, acteur_id, fait_le, a_traiter_le)
  values (new.chaine || '/' || new.rang, new.action, new.objet_id,
    case when new.donnees->>'id' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (new.donnees->>'id')::uuid end,
    new.acteur_id, new.fait_le, maintenant())
  on conflict (cle) do nothing;
  return null;
end $$;
-- Nobody waits for a move of the ledger: the act that caused it has its own line.
create trigger journal_annonce after insert on journal for each row
  when (new.resultat = 'ACCEPTE' and new.objet_type <> 'enveloppe') execute function annoncer_acte();

-- A message to one person, or to the address of one invitation. No address is kept: it is read when the message leaves.
-- `jour` is that of a digest. `a_envoyer_le` is also the lease of whoever is sending it: past it, another may try.
create table courriel (
  id uuid constraint courriel_pk primary key,
  utilisateur_id uuid constraint courriel_utilisateur_fk references utilisateur (id),
  invitation_id uuid constraint courriel_invitation_fk references invitation (id),
  jour date,
  etat text not null default 'A_ENVOYER',
  a_envoyer_le timestamptz not null,
  essais integer not null default 0,
  motif text,
  -- Secret of the link that silences one family. In clear, for it must be the same at each try and opens nothing else.
  desabonnement text not null,
  -- Where no mail server is set: what would have left, under the key of its person (valeur_personnelle).
  retenu jsonb,
  cree_le timestamptz not null,
  fini_le timestamptz,
  constraint courriel_un_destinataire check (num_nonnulls(utilisateur_id, invitation_id) = 1),
  constraint courriel_etat_liste check (etat in ('A_ENVOYER', 'ENVOYE', 'RETENU', 'ABANDONNE', 'SANS_OBJET')),
  constraint courriel_fini_date check ((etat = 'A_ENVOYER') = (fini_le is null)),
  constraint courriel_retenu_garde check ((etat = 'RETENU') = (retenu is not null)),
  constraint courriel_motif_code check (motif ~ '^[A-Z0-9_ ]{1,60}$'),
  constraint courriel_essais_positifs check (essais >= 0)
);
create unique index courriel_recapitulatif_unique on courriel (utilisateur_id, jour);
create unique index courriel_desabonnement_unique on courriel (desabonnement);
create index courriel_a_envoyer_idx on courriel (a_envoyer_le, id) where etat = 'A_ENVOYER';
create index courriel_abandonne_idx on courriel (id) where etat = 'ABANDONNE';
create index courriel_invitation_idx on courriel (invitation_id);

-- One thing said to one person: once, whatever happens to whoever writes it.
create table avis (
  id uuid constraint avis_pk primary key,
  evenement_id bigint not null constraint avis_evenement_fk references evenement (id),
  courriel_id uuid not null constraint avis_courriel_fk references courriel (id),
  utilisateur_id uuid constraint avis_utilisateur_fk references utilisateur (id),
  code text not null,
  objet_id uuid not null,
  constraint avis_code_forme check (code ~ '^[A-Z_]{1,40}$')
);
create unique index avis_unique on avis (evenement_id, code, utilisateur_id, objet_id) nulls not distinct;
create index avis_courriel_idx on avis (courriel_id);
create index avis_utilisateur_idx on avis (utilisateur_id);

create table preference_avis (
  utilisateur_id uuid not null constraint preference_avis_utilisateur_fk references utilisateur (id),
  famille text not null,
  mode text not null,
  reglee_le timestamptz not null,
  constraint preference_avis_pk primary key (utilisateur_id, famille),
  constraint preference_avis_famille_forme check (famille ~ '^[A-Z_]{1,40}$'),
  constraint preference_avis_mode_liste check (mode in ('IMMEDIAT', 'RECAPITULATIF', 'AUCUN'))
);

-- The link that a mail carries is made when it leaves, and only its SHA-256 is kept: nobody reads it here. The one that was
-- given to the person who invites works as well; a renewal ends them all.
create table lien_invitation (
  empreinte bytea constraint lien_invitation_pk primary key,
  invitation_id uuid not null constraint lien_invitation_invitation_fk references invitation (id),
  cree_le timestamptz not null,
  constraint lien_invitation_taille check (length(empreinte) = 32)
);
create index lien_invitation_invitation_idx on lien_invitation (invitation_id);
