-- One row that is written to see whether anything can be written: readiness asks it of the database.
create table write_probe (
    id bigint not null primary key check (id = 1),
    times bigint not null
);
