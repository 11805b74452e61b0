drop table parties_libres;
