-- Messages to companies.
create table notices (
    id uuid not null primary key,
    org_id uuid not null references organizations (id),
    at bigint not null,
    kind varchar(64) collate "C" not null,
    subject varchar(64) collate "C" not null,
    text varchar(500) not null,
    dedupe varchar(200) collate "C" not null unique,
    read_at bigint null
);
create index notices_org on notices (org_id, id);
