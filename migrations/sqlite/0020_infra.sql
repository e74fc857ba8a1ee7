-- One row that is written to see whether anything can be written: readiness asks it of the database.
create table write_probe (
    id integer not null primary key check (id = 1),
    times integer not null
) strict, without rowid;
