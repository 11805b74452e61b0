-- A funder joins a signed convention by an avenant (R46): the act that commits its share (R24) is the one by which it signs it.

alter table engagement drop constraint engagement_avenant_cite;
alter table engagement add constraint engagement_avenant_cite check (
  (sens <> 'AVENANT' or avenant_id is not null) and (sens <> 'RETRAIT' or avenant_id is null));
