-- GS1 company prefixes that vendors hold: a confirmed one is reserved, so that no other company lists a product under it.
create table company_prefixes (
    id blob not null primary key,
    company_id blob not null references companies (id),
    stated_by blob not null references users (id),
    prefix text not null,
    evidence text not null,
    stated_at integer not null,
    state text not null check (state in ('pending', 'confirmed', 'refused', 'withdrawn', 'revoked')),
    open_key text null unique,
    decided_by blob null references users (id),
    decided_at integer null,
    reason text null
) strict;
create index company_prefixes_company on company_prefixes (company_id, id);
create index company_prefixes_prefix on company_prefixes (prefix, state);
