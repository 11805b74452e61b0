drop table debit;
