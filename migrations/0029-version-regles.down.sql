alter table appel_a_projets drop column version_regles;
