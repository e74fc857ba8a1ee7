-- Messages to companies.
create table notices (
    id blob not null primary key,
    company_id blob not null references companies (id),
    at integer not null,
    kind text not null,
    subject text not null,
    text text not null,
    dedupe text not null unique,
    read_at integer null
) strict;
create index notices_company on notices (company_id, id);
