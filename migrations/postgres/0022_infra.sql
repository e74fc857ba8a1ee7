-- Which master secret this database was set up with: a value that only that secret makes.
create table master_secret (
    id bigint not null primary key check (id = 1),
    check_value bytea not null,
    made_at bigint not null
);
