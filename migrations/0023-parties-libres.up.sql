-- What staff write for one convention alone, before it is frozen: its object, and clauses of its own. A row a file, written
-- as long as its convention can be made; the convention keeps its own copy in its data.
create table parties_libres (
  candidature_id uuid constraint parties_libres_pk primary key constraint parties_libres_candidature_fk references candidature (id),
  version integer not null,
  objet text not null,
  clauses jsonb not null,
  modifiees_le timestamptz not null,
  modifiees_par uuid not null constraint parties_libres_modifiees_par_fk references utilisateur (id),
  constraint parties_libres_version_positive check (version > 0),
  constraint parties_libres_objet_borne check (length(objet) <= 3000),
  constraint parties_libres_clauses_bornees check (jsonb_typeof(clauses) = 'array' and jsonb_array_length(clauses) <= 10)
);
