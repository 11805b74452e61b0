-- The open data of conventions are asked by funder, whose SIRET is frozen in their data and nowhere else (R43).
create index convention_attribuants on convention
  using gin (jsonb_path_query_array(donnees::jsonb, '$.financeurs[*].siret')) where figee_le is not null;
