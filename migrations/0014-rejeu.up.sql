-- Keys of the acts already done (trust.md A3): the primary key makes each act unique for its person. Nothing here says what
-- was asked or answered: all is derived from the client's key, or encrypted under it, and that key is not kept.
create table cle_acte (
  acteur_id uuid not null constraint cle_acte_acteur_fk references utilisateur (id),
  cle bytea not null,
  demande bytea not null,
  reponse bytea,
  faite_le timestamptz not null,
  constraint cle_acte_unique primary key (acteur_id, cle),
  constraint cle_acte_empreintes check (octet_length(cle) = 32 and octet_length(demande) = 32)
);
create index cle_acte_faite_le_idx on cle_acte (faite_le);

-- The closing of a ballot had a key of its own.
drop index scrutin_cle_cloture_unique;
alter table scrutin drop column cle_cloture;
