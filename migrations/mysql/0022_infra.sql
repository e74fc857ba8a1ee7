-- Which master secret this database was set up with: a value that only that secret makes.
create table master_secret (
    id bigint not null primary key check (id = 1),
    check_value varbinary(32) not null,
    made_at bigint not null
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
