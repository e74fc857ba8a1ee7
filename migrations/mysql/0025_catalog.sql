-- GS1 company prefixes that vendors hold: a confirmed one is reserved, so that no other company lists a product under it.
create table company_prefixes (
    id binary(16) not null primary key,
    company_id binary(16) not null,
    stated_by binary(16) not null,
    prefix varbinary(12) not null,
    evidence longtext not null,
    stated_at bigint not null,
    state varbinary(16) not null check (state in ('pending', 'confirmed', 'refused', 'withdrawn', 'revoked')),
    open_key varbinary(80) null unique,
    decided_by binary(16) null,
    decided_at bigint null,
    reason longtext null,
    foreign key (company_id) references companies (id),
    foreign key (stated_by) references users (id),
    foreign key (decided_by) references users (id)
) engine = innodb default character set = utf8mb4 collate = utf8mb4_bin;
create index company_prefixes_company on company_prefixes (company_id, id);
create index company_prefixes_prefix on company_prefixes (prefix, state);
