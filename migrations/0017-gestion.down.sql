-- A file received and not deposited is a draft that nobody but the service wrote: without its reception it would be the applicant's.
update candidature set etat = 'ANNULE' where recue_le is not null and depose_le is null and etat = 'BROUILLON';
drop trigger candidature_reception_figee on candidature;
drop function refuser_reception_changee;
alter table candidature drop constraint candidature_quatre_yeux;
alter table candidature drop constraint candidature_depot_a_la_reception;
alter table candidature drop constraint candidature_reception_passee;
alter table candidature drop constraint candidature_reception_complete;
alter table candidature drop constraint candidature_canal_liste;
alter table candidature drop column recue_par_id;
alter table candidature drop column recue_le;
alter table candidature drop column canal;
alter table appel_a_projets drop column modifie_par;
