-- This version has no room for the acts by which funders have joined: where there are some, it refuses rather than lose them.
alter table engagement drop constraint engagement_avenant_cite;
alter table engagement add constraint engagement_avenant_cite check ((sens = 'AVENANT') = (avenant_id is not null));
