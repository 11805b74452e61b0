-- Counters of the rate limits, shared by the instances. Unlogged: losing them in a crash forgives, and writes no WAL.
create unlogged table debit (
  key varchar(255) constraint debit_pk primary key,
  points integer not null default 0,
  expire bigint
);
create index debit_expire_idx on debit (expire);
