drop index convention_attribuants;
