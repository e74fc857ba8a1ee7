-- Which master secret this database was set up with: a value that only that secret makes.
create table master_secret (
    id integer not null primary key check (id = 1),
    check_value blob not null,
    made_at integer not null
) strict, without rowid;
