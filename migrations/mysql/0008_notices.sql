-- Messages to companies.
create table notices (
    id binary(16) not null primary key,
    org_id binary(16) not null,
    at bigint not null,
    kind varbinary(64) not null,
    subject varbinary(64) not null,
    text varchar(500) not null,
    dedupe varbinary(200) not null unique,
    read_at bigint null,
    foreign key (org_id) references organizations (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index notices_org on notices (org_id, id);
