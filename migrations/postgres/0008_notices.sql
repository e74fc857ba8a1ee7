-- Messages to companies.
create table notices (
    id uuid not null primary key,
    company_id uuid not null references companies (id),
    at bigint not null,
    kind varchar(64) collate "C" not null,
    subject varchar(64) collate "C" not null,
    text varchar(500) not null,
    dedupe varchar(200) collate "C" not null unique,
    read_at bigint null
);
create index notices_company on notices (company_id, id);
