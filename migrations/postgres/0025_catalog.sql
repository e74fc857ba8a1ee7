-- GS1 company prefixes that vendors hold: a confirmed one is reserved, so that no other company lists a product under it.
create table company_prefixes (
    id uuid not null primary key,
    company_id uuid not null references companies (id),
    stated_by uuid not null references users (id),
    prefix varchar(12) collate "C" not null,
    evidence text not null,
    stated_at bigint not null,
    state varchar(16) collate "C" not null check (state in ('pending', 'confirmed', 'refused', 'withdrawn', 'revoked')),
    open_key varchar(80) collate "C" null unique,
    decided_by uuid null references users (id),
    decided_at bigint null,
    reason text null
);
create index company_prefixes_company on company_prefixes (company_id, id);
create index company_prefixes_prefix on company_prefixes (prefix, state);
