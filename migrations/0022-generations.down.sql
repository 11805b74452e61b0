drop table ligne_generation;
drop table generation;
drop function signaler_generation();
