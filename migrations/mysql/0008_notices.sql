-- Messages to companies.
create table notices (
    id binary(16) not null primary key,
    company_id binary(16) not null,
    at bigint not null,
    kind varbinary(64) not null,
    subject varbinary(64) not null,
    text varchar(500) not null,
    dedupe varbinary(200) not null unique,
    read_at bigint null,
    foreign key (company_id) references companies (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index notices_company on notices (company_id, id);
