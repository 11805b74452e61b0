-- Those who have not signed are reminded, and may sign on paper.

alter table convention add column relancee_le timestamptz;
alter table convention add constraint convention_relancee_en_signature check (relancee_le >= figee_le);
