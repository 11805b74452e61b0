alter table convention drop column relancee_le;
