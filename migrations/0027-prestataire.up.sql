-- A party may sign at an outside provider. One row a request: it is written before the provider is called, and what becomes of
-- it is read there. At most one is alive for a party: its signature then comes from there, and from nowhere else.

create table signature_externe (
  id uuid constraint signature_externe_pk primary key,
  signature_id uuid not null constraint signature_externe_signature_fk references signature (id),
  prestataire text not null,
  etat text not null,
  -- The signatory, as the party gave it: what its signature will say.
  nom text not null,
  qualite text not null,
  acte_type text not null,
  acte_numero text not null,
  acte_date date not null,
  -- Where the provider reaches him; erased once nothing more can come of the request.
  courriel text,
  mobile text,
  -- SHA-256 of the file that is sent: the one that people download.
  empreinte bytea not null,
  reference text,
  lien text,
  demandee_par uuid not null constraint signature_externe_demandee_par_fk references utilisateur (id),
  demandee_le timestamptz not null,
  ouverte_le timestamptz,
  terminee_le timestamptz,
  -- What the provider, the machine or the staff says of how it ended, or of why it is set aside.
  motif text,
  -- What the provider gave back, in the store of files, and the SHA-256 of each.
  document_cle text,
  document_empreinte bytea,
  preuve_cle text,
  preuve_empreinte bytea,
  tranchee_par uuid constraint signature_externe_tranchee_par_fk references utilisateur (id),
  -- When it is looked at again. These instants are of the machines and decide nothing: they follow the real clock.
  essais integer not null default 0,
  prochain_essai timestamptz not null default clock_timestamp(),
  -- The instance that took it is calling the provider, or was killed meanwhile.
  prise_le timestamptz,
  constraint signature_externe_etat_liste check (etat in ('A_OUVRIR', 'OUVERTE', 'A_ANNULER', 'A_VERIFIER', 'SIGNEE', 'REFUSEE',
    'EXPIREE', 'ANNULEE', 'ECHOUEE', 'ECARTEE')),
  constraint signature_externe_empreintes check (length(empreinte) = 32 and length(document_empreinte) = 32
    and length(preuve_empreinte) = 32),
  constraint signature_externe_document_entier check ((document_cle is null) = (document_empreinte is null)),
  constraint signature_externe_preuve_entiere check ((preuve_cle is null) = (preuve_empreinte is null)),
  constraint signature_externe_ouverte check (etat <> 'OUVERTE' or num_nonnulls(reference, ouverte_le) = 2),
  constraint signature_externe_recue check (etat <> 'SIGNEE' or document_cle is not null),
  constraint signature_externe_motivee check (etat not in ('A_VERIFIER', 'REFUSEE', 'ECHOUEE', 'ECARTEE') or motif is not null),
  constraint signature_externe_terminee check ((terminee_le is null) = (etat in ('A_OUVRIR', 'OUVERTE', 'A_ANNULER', 'A_VERIFIER'))),
  constraint signature_externe_joignable check ((courriel is not null) = (terminee_le is null) and (mobile is null or courriel is not null)),
  constraint signature_externe_essais_positifs check (essais >= 0)
);
create unique index signature_externe_une_vive on signature_externe (signature_id)
  where etat in ('A_OUVRIR', 'OUVERTE', 'A_ANNULER', 'A_VERIFIER');
create unique index signature_externe_reference_unique on signature_externe (prestataire, reference);
create unique index signature_externe_document_unique on signature_externe (document_cle);
create unique index signature_externe_preuve_unique on signature_externe (preuve_cle);
create index signature_externe_signature_idx on signature_externe (signature_id, demandee_le);
create index signature_externe_a_suivre_idx on signature_externe (prochain_essai)
  where etat in ('A_OUVRIR', 'OUVERTE', 'A_ANNULER');

create trigger signature_externe_finie_definitive before update on signature_externe
  for each row when (old.terminee_le is not null) execute function refuser_apres_fin();
create trigger signature_externe_definitive before delete on signature_externe
  for each row execute function refuser_modification();

alter table signature drop constraint signature_mode_liste;
alter table signature add constraint signature_mode_liste check (mode in ('ELECTRONIQUE', 'MANUSCRITE', 'PRESTATAIRE'));
